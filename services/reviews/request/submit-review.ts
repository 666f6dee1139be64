import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { firstMissing } from '#services/reviews/case/completeness.ts'
import { hostPeople, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { passCase } from '#services/reviews/case/pass-case.ts'
import { readDraft } from '#services/reviews/case/read-draft.ts'
import type { Input, moveSchema } from '#services/reviews/case/schema.ts'
import { checkBy } from '#services/reviews/case/stages.ts'
import { askSponsor } from './sponsor.ts'

/**
 * Sends a finished request to the association: it can no longer be changed by the service, and a coordinator who is not
 * conflicted gets the case. Refused, naming the first thing missing, while it is incomplete.
 */
export const submitReview = (ctx: Ctx, input: Input<typeof moveSchema>) =>
  reviews.asMove(ctx, { ...input, event: 'submitted' }, async (ctx, { row: review }) => {
    const { draft, request } = await readDraft(ctx, review.id)
    const missing = firstMissing(draft, ctx.clock.today())
    if (missing) return refused(`The request cannot be sent yet. ${missing}`)
    const moved = await reviews.move(ctx, review, 'submitted', { data: { submittedAt: ctx.clock.now() } })
    if (!moved.ok) return moved
    await askSponsor(ctx, review.id, 'request')
    const passed = await passCase(asSystem(ctx), review.id)
    if (!passed.ok) return passed
    const by = longDate(checkBy(ctx.clock.today()))
    await tell(ctx, review.id, `submitted:${review.version}`, hostPeople(review), {
      subject: `Your request for a peer review is sent (${review.ref})`,
      lines: [
        `${review.yot.name} has asked for a peer review. The reference is ${review.ref}.`,
        `A coordinator checks the request by ${by} and may ask you for more. Then the programme board decides.`,
        request.sponsorAddress === ''
          ? `Your sponsor, ${request.sponsorName}, agreed to it on ${longDate(request.sponsorSignedOn ?? ctx.clock.today())}.`
          : `Your sponsor, ${request.sponsorName}, is asked by e-mail whether they agree; the board gets the request once they do.`,
      ],
      action: { text: 'See where it stands', path: reviewPath(review.ref) },
    })
    return ok(passed.value)
  })
