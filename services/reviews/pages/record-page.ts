import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, refused } from '#services/core/result.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { kinds, mayClose } from '#services/reviews/case/kinds.ts'
import { type ReviewEvent, reviewLife } from '#services/reviews/case/lifecycle.ts'
import { mayNotAct } from '#services/reviews/case/policy.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { recordedEvents } from '#services/reviews/work/record-stage.ts'

/** Moves with a page of their own, in the order they are offered: the ways out come last. */
export const pagedEvents: readonly ReviewEvent[] = [...recordedEvents, 'resumed', 'postponed', 'withdrawn']

/** The page on which one thing that happened is recorded, for whoever may, while the review stands where it can happen. */
export const recordPage = async (ctx: Ctx, ref: string, name: string) => {
  const event = pagedEvents.find((each) => each === name)
  const found = event && (await findReview(ctx, ref))
  if (!event || !found) return notFound()
  const { by, from, follows = '', asks } = reviewLife.moveOf(event)
  const { kind } = found.facts
  const says = kinds[kind].says[event] ?? reviewLife.moveOf(event).says
  if (!by.some((side) => found.sides.includes(side))) return mayNotAct(found, by)
  const { status, id } = found.facts
  if (!from.includes(status) || (event === 'closed' && !mayClose(kind, status))) {
    return refused(reviewLife.whyNot(event, status))
  }
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id },
    select: { startsOn: true, endsOn: true, yot: { select: { name: true } } },
  })
  return ok({
    ref,
    version: found.version,
    yotName: row.yot.name,
    isDraft: status === 'draft',
    event,
    says,
    follows,
    asks,
    /** The days agreed for a visit that has yet to begin, while they are still to come. */
    agreed:
      event === 'arrived' && row.startsOn && row.endsOn && isoFromDate(row.startsOn) > ctx.clock.today()
        ? { startsOn: isoFromDate(row.startsOn), endsOn: isoFromDate(row.endsOn) }
        : null,
  })
}
