import type { Application } from '#prisma/generated/client.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { factsFrom, factsInclude } from './application-facts.ts'
import { eligibleAssessors } from './assessors.ts'
import { checksOf } from './checks.ts'
import { workingDays } from './clocks.ts'
import { assessLetter, panelOpenedLetter } from './letters.ts'
import { moveFor } from './lifecycle.ts'
import { lockForMove, moveApplication } from './move-application.ts'
import { type AssessorSeen, asSeen, proposeAssessors } from './panel.ts'
import { openToAct } from './policy.ts'
import type { PanelInput } from './schema.ts'
import { tables } from './tables.ts'
import { tellPerson } from './tell.ts'

/** Gives an assessor a place on the panel and asks for their view. Returns the ISO day by which it is wanted. */
export const assign = async (
  ctx: Ctx,
  application: Pick<Application, 'id' | 'ref' | 'roleSought' | 'round'>,
  applicant: string,
  assessorId: string,
): Promise<string> => {
  const dueOn = addWorkingDays(ctx.clock.today(), workingDays.view)
  const place = { applicationId: application.id, round: application.round, assessorId }
  await tables(ctx).assessment.upsert({
    where: { applicationId_round_assessorId: place },
    create: { ...place, assignedAt: ctx.clock.now(), dueOn: dateFromIso(dueOn) },
    update: { assignedAt: ctx.clock.now(), dueOn: dateFromIso(dueOn), releasedAt: null },
  })
  await tellPerson(
    ctx,
    application.id,
    `assess:${application.round}`,
    assessorId,
    assessLetter(application, applicant, dueOn),
  )
  return dueOn
}

export type PanelProposal = {
  /** Those who may assess it, best ranked first, each with why; and everybody else, each with why not. */
  eligible: AssessorSeen[]
  others: AssessorSeen[]
  /** Ids of the two the exchange proposes: the best ranked, from two regions where it makes no difference. */
  proposedIds: string[]
}

/**
 * Who could assess an application and whom the exchange proposes, for an administrator who may know of it. After more
 * information was asked for, whoever assessed it before comes first.
 */
export const proposePanel = async (ctx: Ctx, ref: string): Promise<Result<PanelProposal & { version: number }>> => {
  const opened = await openToAct(ctx, ref, 'application.assign')
  if (!opened.ok) return opened
  const application = await tables(ctx).application.findUniqueOrThrow({ where: { id: opened.value.id } })
  const move = moveFor('open-panel', application.status)
  if (!move.ok) return move
  const choice = await eligibleAssessors(ctx, application)
  const before = await tables(ctx).assessment.findMany({
    where: {
      applicationId: application.id,
      recordedAt: { not: null },
      releasedAt: null,
      round: { gte: application.heardAnewRound ?? 0 },
    },
    orderBy: [{ round: 'desc' }, { assignedAt: 'asc' }],
    select: { assessorId: true },
  })
  const again = [...new Set(before.map(({ assessorId }) => assessorId))]
    .flatMap((id) => choice.eligible.find(({ personId }) => personId === id) ?? [])
    .slice(0, 2)
  const proposed = [...again, ...proposeAssessors(choice.eligible, 2 - again.length, again)]
  return ok({
    eligible: choice.eligible.map(asSeen),
    others: choice.others.map(asSeen),
    proposedIds: proposed.map(({ personId }) => personId),
    version: application.version,
  })
}

/**
 * An administrator sends an application to its panel of two. Both are checked now: neither conflicted, nor from the
 * applicant's region. Pressing twice sends once.
 */
export const openPanel = async (ctx: Ctx, input: PanelInput & { ref: string }): Promise<Result<{ ref: string }>> => {
  const opened = await openToAct(ctx, input.ref, 'application.assign')
  if (!opened.ok) return opened
  const { id } = opened.value
  return inTransaction(ctx, async (ctx) => {
    const locked = await lockForMove(ctx, id, input.version, ['open-panel'])
    if (!locked.ok) return locked
    if (locked.value === 'done') return ok({ ref: input.ref })
    const allowed = moveFor('open-panel', locked.value.status)
    if (!allowed.ok) return allowed
    const application = await tables(ctx).application.findUniqueOrThrow({ where: { id }, include: factsInclude })
    const references = application.references.map(({ receivedAt, isSupportive }) => ({
      receivedOn: receivedAt && isoFromDate(receivedAt),
      isSupportive,
    }))
    const undone = checksOf(factsFrom(application), references, ctx.clock.today()).filter(({ isDone }) => !isDone)
    if (undone.length > 0) {
      return refused(`Not every check is done. ${undone.map(({ what, found }) => `${what}: ${found}`).join(' ')}`)
    }
    const { eligible } = await eligibleAssessors(ctx, application)
    if (input.assessorIds.some((chosen) => !eligible.some(({ personId }) => personId === chosen))) {
      return invalid({ assessorIds: 'Choose two of the assessors who may assess this application' })
    }
    const moved = await moveApplication(ctx, application, { event: 'open-panel' })
    if (!moved.ok) return moved
    let dueOn = ctx.clock.today()
    for (const assessorId of input.assessorIds) {
      dueOn = await assign(ctx, application, application.person.name, assessorId)
    }
    const letter = panelOpenedLetter(application, dueOn)
    await tellPerson(ctx, id, `panel:${application.round}`, application.personId, letter)
    return ok({ ref: input.ref })
  })
}
