import type { Ctx } from '#services/core/context.ts'
import type { Silence } from '#services/core/life/silence.ts'
import { ok } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { hostPeople, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { lockReview } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { remindSponsor, sponsorClock } from './sponsor.ts'

const askOf = (ctx: Ctx, id: string) =>
  tables(ctx).sponsorAsk.findUniqueOrThrow({
    where: { id },
    select: { requestId: true, about: true, name: true },
  })

/** The request that a link waits for, locked: null where it is not being checked any more. An answer and another link stop the clock. */
const waiting = async (ctx: Ctx, id: string) => {
  const ask = await askOf(ctx, id)
  const review = await lockReview(ctx, ask.requestId)
  return ask.about === 'request' && review.status !== 'submitted' ? null : { ask, review }
}

/** A sponsor who does not answer: they are reminded once, by another link; then the service is told, and whoever checks the request. */
export const sponsorSilence: Silence = {
  kind: sponsorClock,
  lock: async (ctx, id) => lockReview(ctx, (await askOf(ctx, id)).requestId),
  warn: async (ctx, id, { lastDay }) => {
    if (await waiting(ctx, id)) await remindSponsor(ctx, id, lastDay)
    return ok(undefined)
  },
  end: async (ctx, id, { lastDay }) => {
    const found = await waiting(ctx, id)
    if (!found) return ok(undefined)
    const { ask, review } = found
    const isRequest = ask.about === 'request'
    await tell(
      ctx,
      review.id,
      `sponsor-silent:${id}`,
      [...hostPeople(review), isRequest ? review.caseHolderId : null],
      {
        subject: `The sponsor has not answered (${review.ref})`,
        lines: [
          `${ask.name} was asked to agree to ${isRequest ? 'the request' : 'the final report'} of ${review.yot.name}, was reminded, and has not answered by ${longDate(lastDay)}.`,
          isRequest
            ? 'The board gets the request once they agree. Speak with them; whoever looks after the request can send them another link.'
            : 'The report is final without their answer. You may want to speak with them.',
        ],
        action: { text: 'See where it stands', path: reviewPath(review.ref) },
      },
    )
    return ok(undefined)
  },
}
