import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { longDate, money } from '#services/core/words.ts'
import { hostPeople, tellAbout } from './enquiry-people.ts'
import type { AnswerEnquiryInput } from './enquiry-schema.ts'
import { mayCharge } from './may-offer.ts'
import { asEnquiryMove, type LockedEnquiry, moveEnquiry, providerName } from './move-enquiry.ts'
import { pricedBases } from './words.ts'

/** What the host reads when an answer has come. */
const letterFor = (enquiry: LockedEnquiry, { answer, response, quote }: AnswerEnquiryInput) => {
  const who = providerName(enquiry)
  const about = `“${enquiry.offering.title}” (${enquiry.ref})`
  switch (answer) {
    case 'interested':
      return {
        subject: `${who} can help with ${about}`,
        lines: [
          `${who} can help with ${about}:`,
          response,
          ...(quote === undefined ? [] : [`Their quote for all of it: ${money(quote)}.`]),
          'Say whether you choose this offer. Choosing gives you each other’s addresses. It commits neither of you to the price.',
        ],
        text: 'Read the answer and choose',
      }
    case 'undecided':
      return {
        subject: `${who} is not sure yet about ${about}`,
        lines: [
          `${who} is not sure yet about ${about}:`,
          response,
          `They have until ${longDate(isoFromDate(enquiry.respondBy))} to say yes or no.`,
        ],
        text: 'Read the answer',
      }
    case 'declined':
      if (enquiry.status === 'interested')
        return {
          subject: `${who} takes back the offer of ${about}`,
          lines: [
            `${who} said they could help with ${about}, and now cannot:`,
            response,
            'You can ask another provider.',
          ],
          text: 'Read why',
        }
      return {
        subject: `${who} cannot help with ${about}`,
        lines: [`${who} cannot help with ${about}:`, response, 'You can ask another provider.'],
        text: 'Read the answer',
      }
  }
}

/**
 * The provider's answer to an enquiry: can help (with a quote where the offering has a price), not sure yet, or cannot, each
 * with a line or two. The host is written to. Not found for others; refused where the state does not allow it, and where an
 * associate may not charge today.
 */
export const answerEnquiry = (ctx: Ctx, ref: string, input: AnswerEnquiryInput): Promise<Result<{ ref: string }>> =>
  asEnquiryMove(
    ctx,
    { ref, version: input.version, event: input.answer },
    async (ctx, enquiry) => {
      const { answer, response } = input
      const isPriced = pricedBases.includes(enquiry.offering.basis)
      const quote = answer === 'interested' && isPriced ? input.quote : undefined
      if (answer === 'interested' && isPriced && quote === undefined)
        return invalid({ quote: 'Enter your quote in pounds for all that they need' })
      if (answer === 'interested') {
        const charge = await mayCharge(ctx, enquiry.offering)
        if (!charge.ok) return charge
      }
      const moved = await moveEnquiry(ctx, enquiry, answer, {
        response,
        quotePence: quote ?? null,
        respondedAt: ctx.clock.now(),
      })
      if (!moved.ok) return moved
      const { text, ...letter } = letterFor(enquiry, { ...input, quote })
      await tellAbout(ctx, enquiry.id, answer, await hostPeople(ctx, enquiry), {
        ...letter,
        action: { text, path: `/enquiries/${ref}` },
      })
      return ok(undefined)
    },
    ({ response }) => response === input.response,
  )
