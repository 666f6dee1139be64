import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { evaluateTeam } from '#services/matching/index.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { inQueue } from '#services/reviews/request/requests-queue.ts'
import { notableAbsences } from '#services/reviews/team/absences.ts'
import { withBeside } from '#services/reviews/team/beside.ts'
import { managedIn } from '#services/reviews/team/plan-of.ts'
import { isUnknownToMatching, planIn } from '#services/reviews/team/proposal.ts'
import { hashOf } from '#services/reviews/team/propose-team.ts'
import { gatherTeamFacts, type KnownElsewhere } from '#services/reviews/team/team-question.ts'
import { onlyOfficers } from './start-round.ts'

export type Accepted = {
  /** Names of the services whose team is now proposed. */
  accepted: string[]
  refused: { yotName: string; why: string }[]
}

/**
 * Accepts teams of a round: each becomes a proposal of its request, as if it had been proposed there. Facts and conflicts are gathered
 * again first; a team that has come to break a rule is refused, with why. Without `refs`, all that may be accepted.
 */
export const acceptTeams = async (
  ctx: Ctx,
  { number, refs }: { number: number; refs?: readonly string[] | undefined },
  known?: KnownElsewhere,
): Promise<Result<Accepted>> => {
  if (!may(ctx.actor, 'team.propose')) return forbidden(onlyOfficers)
  const round = await tables(ctx).round.findUnique({ where: { number }, select: { id: true, status: true } })
  if (!round) return notFound()
  if (round.status !== 'planned' && round.status !== 'stopped') return refused('This round has no plan to accept.')
  const visible = await inQueue(ctx)
  const rows = await tables(ctx).reviewRequest.findMany({
    where: {
      AND: [visible, { roundTeams: { some: { roundId: round.id, acceptedAt: null } } }],
      ...(refs ? { ref: { in: [...refs] } } : { status: { in: ['scoping', 'team_proposed'] } }),
    },
    select: { id: true, ref: true, yot: { select: { name: true } } },
    orderBy: { ref: 'asc' },
  })
  const accepted: string[] = []
  const failed: Accepted['refused'] = []
  for (const { id, ref, yot } of rows) {
    const result = await acceptOne(ctx, round.id, id, ref, known)
    if (result.ok) accepted.push(yot.name)
    else if (result.problem.kind === 'not-found') continue
    else
      failed.push({
        yotName: yot.name,
        why: 'why' in result.problem ? result.problem.why : 'It could not be accepted.',
      })
  }
  if (accepted.length === 0 && failed.length > 0)
    return refused(failed.map(({ yotName, why }) => `${yotName}: ${why}`).join(' '))
  return ok({ accepted, refused: failed })
}

const acceptOne = (ctx: Ctx, roundId: string, requestId: string, ref: string, known?: KnownElsewhere) =>
  reviews.asMove(ctx, { ref, event: 'team-proposed' }, async (ctx, { row: review }) => {
    const { roundTeam, teamProposal } = tables(ctx)
    const where = { roundId_requestId: { roundId, requestId } }
    const row = await roundTeam.findUnique({ where })
    if (!row) return notFound()
    if (row.acceptedAt) return ok(undefined)
    const plan = planIn(row.plan)
    const people = plan.members.map(({ personId }) => personId)
    const facts = await gatherTeamFacts(ctx, {
      requestId,
      moment: 'proposal',
      fillsBeside: true,
      onlyCheck: [...new Set([...people, ...plan.alternates.map(({ personId }) => personId)])],
      ...(known ? { known } : {}),
    })
    const window = facts.windows.findIndex(({ id }) => id === row.windowId)
    if (window < 0) return refused('The dates of this team have passed or were changed. Plan again.')
    const seats = plan.members.flatMap(({ personId, role }) =>
      isUnknownToMatching(role) ? [] : [{ expert: personId, role }],
    )
    const { breaches } = evaluateTeam(facts.bank, facts.question, { window, seats })
    const [first] = breaches
    if (first) {
      const name = facts.bank.candidates.find(({ id }) => id === first.expert)?.name
      return refused(`Since this round was planned: ${name ? `${name}: ` : ''}${first.say} Plan again.`)
    }
    const moved = await reviews.move(ctx, review, 'team-proposed')
    if (!moved.ok) return moved
    const now = ctx.clock.now()
    const proposedById = ctx.actor.personId
    if (proposedById === null) throw new Error('A team is accepted by a person')
    const stillFound = plan.members.map((member) => ({
      ...member,
      managed: managedIn(facts.found.get(member.personId) ?? []),
    }))
    await teamProposal.create({
      data: {
        requestId,
        number: (await teamProposal.count({ where: { requestId } })) + 1,
        windowId: row.windowId ?? '',
        plan: withBeside(facts, {
          ...plan,
          members: stillFound,
          absences: notableAbsences(facts.bank, facts.question),
        }),
        inputsHash: hashOf(facts),
        weightsVersion: facts.bank.weights.version,
        ruleSetVersion: facts.ruleSetVersion,
        proposedById,
        proposedAt: now,
      },
    })
    await roundTeam.update({ where, data: { acceptedAt: now, acceptedById: proposedById } })
    return ok(undefined)
  })
