import type { EngagementStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import type { MoveAtHand } from '#services/core/life/keep.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { announceDelivery } from './announce.ts'
import { followConfirmation } from './deliver.ts'
import { clocks } from './lifecycle.ts'
import { type Changes, engagements, type LockedEngagement } from './move-engagement.ts'
import { inDispute, nameOf, openDispute } from './open-dispute.ts'
import { otherSide, tellSides } from './people.ts'
import { tables } from './tables.ts'
import { ownSide } from './terms-draft.ts'

/**
 * Either side opens a dispute, at any stage once terms are in force: every clock stops. After work was confirmed or cancelled
 * within thirty days. Nobody of the association decides: both sides have to accept the same resolution.
 */
export const openDisputeOn = (
  ctx: Ctx,
  ref: string,
  { version, reason, statement }: { version: number; reason: string; statement: string },
): Promise<Result<{ ref: string }>> =>
  engagements.asMove(ctx, { ref, version, event: 'disputed' }, async (ctx, { row, move }) => {
    const side = ownSide(ctx, row)
    const { personId } = ctx.actor
    if (side === null || personId === null) return notFound()
    const today = ctx.clock.today()
    const last = row.confirmedOn && addDays(isoFromDate(row.confirmedOn), clocks.disputeDays)
    if ((row.status === 'confirmed' || row.status === 'cancelled') && last !== null && today > last)
      return refused(
        `It could be disputed until ${longDate(last)}. Your councils can still take it further themselves.`,
      )
    const statementBy = addWorkingDays(today, clocks.statementWorkingDays)
    await tables(ctx).dispute.create({
      data: {
        id: newId(),
        engagementId: row.id,
        openedSide: side,
        openedById: personId,
        reason,
        statement,
        statementBy: dateFromIso(statementBy),
        openedAt: ctx.clock.now(),
      },
    })
    const moved = await move({ said: { side, reason }, data: { stateBefore: row.status, silentOn: null } })
    if (!moved.ok) return moved
    await tellSides(ctx, row, [otherSide(side)], {
      occasion: `disputed:${row.version}`,
      kind: 'ask',
      letter: {
        subject: `A dispute about “${row.title}”: your side of it by ${longDate(statementBy)} (${ref})`,
        lines: [
          `${nameOf(row, side)} has opened a dispute. What they say is on the page, for the two of you only.`,
          `Say how you see it by ${longDate(statementBy)}, or propose what you both do. No time runs out meanwhile.`,
        ],
        text: 'Read it and answer',
        page: '/dispute',
      },
    })
    return ok(undefined)
  })

/** The other side says how it sees it; once. Refused to the side that opened it, whose statement is there. */
export const stateOtherSide = (
  ctx: Ctx,
  ref: string,
  { version, statement }: { version: number; statement: string },
): Promise<Result<{ ref: string }>> =>
  inDispute(
    ctx,
    { ref, version, event: 'statement-made' },
    async (ctx, { row, side, dispute, move }) => {
      if (dispute.openedSide === side || dispute.otherStatement !== null)
        return refused('Your side has said how it sees it.')
      await tables(ctx).dispute.update({ where: { id: dispute.id }, data: { otherStatement: statement } })
      const moved = await move({ said: { side } })
      if (!moved.ok) return moved
      await tellSides(ctx, row, [otherSide(side)], {
        occasion: `statement:${dispute.id}`,
        kind: 'decision',
        letter: {
          subject: `${nameOf(row, side)} has said how it sees it (${ref})`,
          lines: ['Both statements are on the page now. Propose what you both do, or accept what is proposed.'],
          text: 'Read it',
          page: '/dispute',
        },
      })
      return ok(undefined)
    },
    ({ otherStatement }) => otherStatement === statement,
  )

/** Ends the open dispute of an engagement without agreement: back to the work as it stands, without blame. */
export const endWithoutAgreement = async (
  ctx: Ctx,
  row: LockedEngagement,
  move: MoveAtHand<LockedEngagement, unknown, EngagementStatus, Changes>['move'],
): Promise<Result<unknown>> => {
  const dispute = await openDispute(ctx, row.id)
  if (!dispute) return refused('There is no dispute to end.')
  const given = await tables(ctx).given.count({ where: { engagementId: row.id } })
  const to = given > 0 && row.stateBefore !== 'cancelled' ? 'confirmed' : 'cancelled'
  const moved = await move({
    to,
    data: { stateBefore: null, isUnresolved: true, confirmedOn: row.confirmedOn ?? dateFromIso(ctx.clock.today()) },
  })
  if (!moved.ok) return moved
  await tables(ctx).dispute.update({
    where: { id: dispute.id },
    data: { endedAt: ctx.clock.now(), outcome: 'unresolved' },
  })
  await tellSides(ctx, row, ['host', 'provider'], {
    occasion: `unresolved:${dispute.id}`,
    kind: 'decision',
    letter: {
      subject: `The dispute ended without agreement (${row.ref})`,
      lines: [
        'It is marked as unresolved for the two of you, and no blame is shown anywhere.',
        'Your councils can take it further between themselves, outside the exchange.',
      ],
      text: 'See the engagement',
    },
  })
  if (to === 'confirmed' && row.stateBefore !== 'confirmed') return followConfirmation(ctx, moved.value)
  await announceDelivery(ctx, moved.value)
  return ok(undefined)
}

/**
 * Ends a dispute that could not be settled: after the mediator's recommendation was not taken up, or where nobody could be
 * asked to mediate, once thirty days have passed. Marked as unresolved, without blame; ratings open all the same.
 */
export const endUnresolved = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  engagements.asMove(ctx, { ref, version, event: 'left-unresolved' }, async (ctx, { row, move }) => {
    const dispute = await openDispute(ctx, row.id)
    if (!dispute) return refused('There is no dispute to end.')
    const from = addDays(isoFromDate(dispute.openedAt), clocks.disputeDays)
    if (ctx.clock.today() < from && dispute.recommendation === null)
      return refused(`Both sides have until ${longDate(from)} to settle it. After that it can be ended unresolved.`)
    return endWithoutAgreement(ctx, row, move)
  })
