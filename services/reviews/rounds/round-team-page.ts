import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok } from '#services/core/result.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { planIn, seatRoleOf, seatRoleWords } from '#services/reviews/team/proposal.ts'
import { whoCovers } from '#services/reviews/team/who-covers.ts'
import { passedOverSchema } from './keep-plan.ts'
import { differenceOf, planned, readPeople, visibleIn, whyNotAccept } from './round-page.ts'
import { onlyOfficers } from './start-round.ts'

/**
 * One team of a round for an officer who may know of its request: why these people, who covers which question, who could step in, what
 * is different from the last plan, and who would have suited and is needed elsewhere.
 */
export const roundTeamPage = async (ctx: Ctx, number: number, ref: string) => {
  if (!may(ctx.actor, 'team.propose')) return forbidden(onlyOfficers)
  const round = await tables(ctx).round.findUnique({ where: { number }, select: { id: true } })
  if (!round) return notFound()
  // The rules run now: a conflict may have been found since the round was planned.
  const found = await findReview(ctx, ref)
  if (!found?.standings.includes('association')) return notFound()
  const visible = await tables(ctx).reviewRequest.findMany({
    where: await visibleIn(ctx, round.id),
    select: { id: true, ref: true, yot: { select: { name: true } } },
  })
  const known = visible.find((each) => each.ref === ref)
  if (!known) return notFound()
  const { roundTeam, reviewRequest } = tables(ctx)
  const [row, request, earlier, covers] = await Promise.all([
    roundTeam.findUniqueOrThrow({ where: { roundId_requestId: { roundId: round.id, requestId: known.id } } }),
    reviewRequest.findUniqueOrThrow({
      where: { id: known.id },
      select: { status: true, caseHolderId: true, yot: { select: { name: true } } },
    }),
    roundTeam.findFirst({
      where: { requestId: known.id, round: { status: { in: planned }, number: { lt: number } } },
      orderBy: { round: { number: 'desc' } },
      select: { plan: true, round: { select: { number: true } } },
    }),
    whoCovers(ctx, known.id),
  ])
  const plan = planIn(row.plan)
  const before = earlier ? planIn(earlier.plan) : undefined
  const passedOver = passedOverSchema.parse(row.passedOver)
  const people = await readPeople(ctx, [...plan.members, ...plan.alternates, ...(before?.members ?? [])])
  const nameOf = (id: string) => people.get(id)?.name ?? 'Somebody who has left'
  const isAdministrator = ctx.actor.grants.some(({ role }) => role === 'administrator')
  return ok({
    number,
    ref,
    yotName: request.yot.name,
    ...plan.window,
    status: reviewLife.states[request.status],
    missing: [...new Set(plan.missing.map(({ say }) => say))],
    members: plan.members.map(({ personId, role, reasons, managed }) => ({
      personId,
      name: nameOf(personId),
      role: seatRoleWords[seatRoleOf[role]],
      reasons,
      toManage: managed.filter(({ isManaged }) => !isManaged).map(({ say }) => say),
      alternates: plan.alternates
        .filter((each) => each.for === personId)
        .map((each) => ({ name: nameOf(each.personId), say: each.say })),
    })),
    covers: covers(plan, nameOf),
    earlierNumber: earlier?.round.number ?? null,
    difference: differenceOf(plan, before, nameOf).says,
    passedOver: passedOver.map(({ say, elsewhere }) => ({
      say,
      // A request that this reader may not know of is not named, nor what it would lack.
      elsewhere: elsewhere.flatMap(({ request, say }) => {
        const other = visible.find(({ id }) => id === request)
        return other ? [{ ref: other.ref, yotName: other.yot.name, say }] : []
      }),
    })),
    isAccepted: row.acceptedAt !== null,
    cannotAccept: whyNotAccept(request.status, isAdministrator || request.caseHolderId === ctx.actor.personId),
  })
}
