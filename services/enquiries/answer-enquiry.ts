import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptText, fingerprintOf, type SealedContent, sealText } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { isLone, mayBeOffered } from '#services/offerings/index.ts'
import { hostPeople, tellAbout } from './enquiry-people.ts'
import { enquiries, findKnown, type LockedEnquiry, providerName, readEnquiry } from './move-enquiry.ts'
import { type OfferParts, offerDateWords, offerOf, totalWords } from './offer.ts'
import { checkNamed } from './paid-conflicts.ts'
import type { AnswerEnquiryInput } from './schema.ts'
import { offerFrom } from './write-offer.ts'

/** What the host reads when an answer has come. */
const letterFor = (
  enquiry: LockedEnquiry,
  { answer, response }: Pick<AnswerEnquiryInput, 'answer' | 'response'>,
  parts: OfferParts | null,
) => {
  const who = providerName(enquiry)
  const about = `“${enquiry.offering.title}” (${enquiry.need.ref})`
  const total = parts && totalWords(parts.lines)
  switch (answer) {
    case 'interested':
      return {
        subject: `${who} can help with ${about}`,
        lines: [
          `${who} can help with ${about}:`,
          response,
          ...(total === null ? [] : [`What they ask for all of it: ${total}.`]),
          ...(parts === null || parts.dates.length === 0
            ? []
            : [`They propose: ${parts.dates.map(offerDateWords).join('; ')}.`]),
          'All answers stand side by side on one page. Choosing gives you each other’s addresses; it commits neither of you to the price.',
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

/** Seals the next version of an offer and accepts it for the side that wrote it. Call in the transaction of the move. */
export const sealOffer = async (
  ctx: Ctx,
  enquiryId: string,
  content: SealedContent,
  side: OfferParts['by'],
  basedOn?: number,
): Promise<Result<{ number: number }>> => {
  const sealed = await sealText(ctx, offerOf(enquiryId), content, basedOn)
  if (!sealed.ok) return sealed
  const { number, hash } = sealed.value
  const accepted = await acceptText(ctx, offerOf(enquiryId), { number, hash, side })
  return accepted.ok ? ok({ number }) : accepted
}

/**
 * The provider's answer to an enquiry: can help (with an offer: lines where the offering has a price, dates, who delivers), not
 * sure yet, or cannot, each with a line or two. The host is written to. Not found for others; refused where the state does
 * not allow it, where an associate may not charge or an outside provider not offer today, and where somebody who is named has a conflict that blocks;
 * invalid with what the offer lacks, or with a question about its figures ("sure").
 *
 * @param key the enquiry's id, or the reference of its need where that names one
 */
export const answerEnquiry = async (
  ctx: Ctx,
  key: string,
  input: AnswerEnquiryInput,
): Promise<Result<{ ref: string }>> => {
  const { answer, response, version } = input
  const known = await findKnown(ctx, key)
  const enquiry = known && (await readEnquiry(ctx, known.id))
  if (!enquiry) return notFound()
  const { ref } = enquiry.need
  const offered =
    answer === 'interested'
      ? await offerFrom(ctx, enquiry, { by: 'provider', input: input.offer ?? {}, note: response })
      : null
  const content = offered?.ok ? offered.value.content : null
  return enquiries.asMove(
    ctx,
    { ref: enquiry.id, version, event: answer },
    async (ctx, { row, move }) => {
      if (offered !== null && !offered.ok) return offered
      if (answer === 'interested') {
        const standing = await mayBeOffered(ctx, row.offering)
        if (!standing.ok) return standing
        const free = await checkNamed(
          ctx,
          row,
          'shortlist',
          isLone(row.offering) ? [] : (offered?.value.parts.people ?? []),
        )
        if (!free.ok) return free
      }
      const moved = await move({ data: { response, respondedAt: ctx.clock.now(), isCountered: false } })
      if (!moved.ok) return moved
      if (content !== null) {
        const sealed = await sealOffer(ctx, row.id, content, 'provider')
        if (!sealed.ok) return sealed
      }
      const { text, ...letter } = letterFor(row, input, offered?.value.parts ?? null)
      await tellAbout(
        ctx,
        row.id,
        answer,
        await hostPeople(ctx, row),
        {
          ...letter,
          action: { text, path: `/enquiries/${ref}` },
        },
        'news',
      )
      return ok({ ref })
    },
    (row) =>
      row.response === response && (content === null || row.newest?.hash === fingerprintOf(content)) ? { ref } : null,
  )
}
