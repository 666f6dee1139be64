import { addMonths } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import { longDate, uncapitalise } from '#services/core/words.ts'
import { kinds } from '#services/reviews/case/kinds.ts'
import { hostPeople, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import type { Input, scopingSchema } from '#services/reviews/case/schema.ts'

/**
 * Notes the day of the scoping call, held or arranged, and the size of team that it settled, as far as the kind of review allows;
 * for lighter support the days, too. From then on a team can be proposed.
 */
export const recordScoping = (ctx: Ctx, input: Input<typeof scopingSchema>) =>
  reviews.asMove(ctx, { ...input, event: 'scoping-started' }, async (ctx, { row: review }) => {
    const { calledOn, leadsWanted, peersLeast, peersMost, days = review.days, note } = input
    const { leads, peers, days: range } = kinds[review.kind]
    const within = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most
    const rangeWords = ([least, most]: readonly [number, number]) =>
      least === most ? `Choose ${least}` : `Choose ${least} to ${most}`
    if (!within(leadsWanted, leads)) return invalid({ leadsWanted: rangeWords(leads) })
    if (!within(peersLeast, peers)) return invalid({ peersLeast: rangeWords(peers) })
    if (!within(peersMost, peers)) return invalid({ peersMost: rangeWords(peers) })
    if (!within(days, range)) return invalid({ days: rangeWords(range) })
    if (calledOn > addMonths(ctx.clock.today(), 3)) return invalid({ calledOn: 'The call must be within three months' })
    if (calledOn < addMonths(ctx.clock.today(), -12)) return invalid({ calledOn: 'Check the year of the call' })
    const moved = await reviews.move(ctx, review, 'scoping-started', {
      happenedOn: calledOn,
      note,
      data: { leadsWanted, peersLeast, peersMost, days },
    })
    if (!moved.ok) return moved
    const name = uncapitalise(kinds[review.kind].name)
    const isToCome = calledOn >= ctx.clock.today()
    await tell(ctx, review.id, `scoping-started:${review.version}`, hostPeople(review), {
      subject: isToCome ? `Scoping call for your ${name}: ${longDate(calledOn)}` : 'The scoping call is recorded',
      lines: [
        isToCome
          ? `We talk through your ${name} (${review.ref}) on ${longDate(calledOn)}: what you want to learn, and when.`
          : `We talked through your ${name} (${review.ref}) on ${longDate(calledOn)}.`,
        'A team is put together next. Nobody is written to before conflicts of interest are checked.',
      ],
      action: { text: 'See your review', path: reviewPath(review.ref) },
    })
    return ok(moved.value)
  })
