import { addMonths } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { hostPeople, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import type { Input, scopingSchema } from '#services/reviews/case/schema.ts'

/**
 * Notes the day of the scoping call, held or arranged, and the size of team that it settled, with a place for an observer
 * where one is asked for. From then on a team can be proposed.
 */
export const recordScoping = (
  ctx: Ctx,
  {
    observersWanted = 0,
    ...input
  }: Omit<Input<typeof scopingSchema>, 'observersWanted'> & { observersWanted?: number },
) =>
  reviews.asMove(ctx, { ...input, event: 'scoping-started' }, async (ctx, { row: review }) => {
    const { calledOn, leadsWanted, peersLeast, peersMost, note } = input
    if (calledOn > addMonths(ctx.clock.today(), 3)) return invalid({ calledOn: 'The call must be within three months' })
    if (calledOn < addMonths(ctx.clock.today(), -12)) return invalid({ calledOn: 'Check the year of the call' })
    const moved = await reviews.move(ctx, review, 'scoping-started', {
      happenedOn: calledOn,
      note,
      data: { leadsWanted, peersLeast, peersMost, observersWanted },
    })
    if (!moved.ok) return moved
    const isToCome = calledOn >= ctx.clock.today()
    await tell(ctx, review.id, `scoping-started:${review.version}`, hostPeople(review), {
      subject: isToCome ? `Scoping call for your peer review: ${longDate(calledOn)}` : 'The scoping call is recorded',
      lines: [
        isToCome
          ? `We talk through your peer review (${review.ref}) on ${longDate(calledOn)}: what you want to learn, and when.`
          : `We talked through your peer review (${review.ref}) on ${longDate(calledOn)}.`,
        'A team is put together next. Nobody is written to before conflicts of interest are checked.',
      ],
      action: { text: 'See your review', path: reviewPath(review.ref) },
    })
    return ok(moved.value)
  })
