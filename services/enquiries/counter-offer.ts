import type { Ctx } from '#services/core/context.ts'
import { acceptedAt, acceptText, changedParts, fingerprintOf, readText } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { listed, uncapitalise } from '#services/core/words.ts'
import { isLone, mayBeOffered } from '#services/offerings/index.ts'
import { sealOffer } from './answer-enquiry.ts'
import { hostPeople, providerPeople, tellAbout } from './enquiry-people.ts'
import { enquiries, findKnown, providerName, readEnquiry } from './move-enquiry.ts'
import { isOffered, offerIn, offerOf, offerPartCalled } from './offer.ts'
import { checkNamed } from './paid-conflicts.ts'
import type { AgreeInput, CounterInput } from './schema.ts'
import { offerFrom, writingSide } from './write-offer.ts'

/**
 * The next version of an offer, by either side: the newest counts, and the other side reads what differs. Not found for others;
 * stale when another version was written meanwhile; refused where nothing differs; invalid as `answerEnquiry` says. What
 * the host writes can be chosen once the provider agrees to it.
 *
 * @param key the enquiry's id, or the reference of its need where that names one
 */
export const counterOffer = async (ctx: Ctx, key: string, input: CounterInput): Promise<Result<{ ref: string }>> => {
  const known = await findKnown(ctx, key)
  const enquiry = known && (await readEnquiry(ctx, known.id))
  if (!enquiry) return notFound()
  const { ref } = enquiry.need
  const side = writingSide(ctx, enquiry)
  const before = await readText(ctx, offerOf(enquiry.id))
  const people = side === 'host' && before ? { people: offerIn(before).people } : {}
  const offered = await offerFrom(ctx, enquiry, { by: side, input, note: input.note, ...people })
  const hash = offered.ok ? fingerprintOf(offered.value.content) : ''
  return enquiries.asMove(
    ctx,
    { ref: enquiry.id, version: input.version, event: 'countered' },
    async (ctx, { row, move }) => {
      if (!offered.ok) return offered
      const { content, parts } = offered.value
      const newest = await readText(ctx, offerOf(row.id))
      const changed = newest === null ? [] : changedParts(newest, content).filter(isOffered)
      if (newest !== null && changed.length === 0) return refused('Nothing differs from the newest version.')
      if (side === 'provider') {
        const standing = await mayBeOffered(ctx, row.offering)
        if (!standing.ok) return standing
        const free = await checkNamed(ctx, row, 'shortlist', isLone(row.offering) ? [] : parts.people)
        if (!free.ok) return free
      }
      const sealed = await sealOffer(ctx, row.id, content, side, input.number)
      if (!sealed.ok) return sealed
      const { number } = sealed.value
      const moved = await move({ said: { number, side }, data: { isCountered: side === 'host' } })
      if (!moved.ok) return moved
      const who = side === 'host' ? row.yot.name : providerName(row)
      const people = side === 'host' ? await providerPeople(ctx, row.offering) : await hostPeople(ctx, row)
      await tellAbout(
        ctx,
        row.id,
        `version:${number}`,
        people,
        {
          subject: `${who} proposes another version of “${row.offering.title}” (${ref})`,
          lines: [
            `${who} has written version ${number} of the offer:`,
            parts.note,
            ...(changed.length === 0
              ? []
              : [`What differs: ${listed(changed.map((part) => uncapitalise(offerPartCalled(part))))}.`]),
            side === 'host'
              ? 'Agree to it, or write another. Only the newest version can be chosen.'
              : 'Choose it, or write another. Only the newest version can be chosen.',
          ],
          action: { text: 'Read what differs', path: `/enquiries/${ref}/offers/${row.id}` },
        },
        'ask',
      )
      return ok({ ref })
    },
    (row) => (offered.ok && row.newest?.hash === hash ? { ref } : null),
  )
}

/**
 * The provider agrees to the version that the host wrote, by its fingerprint, so that it can be chosen. Refused where the newest is
 * the provider's own; stale where it is not the newest any more, with what changed.
 */
export const agreeToOffer = async (
  ctx: Ctx,
  key: string,
  { version, number, hash }: AgreeInput,
): Promise<Result<{ ref: string }>> => {
  const known = await findKnown(ctx, key)
  const enquiry = known && (await readEnquiry(ctx, known.id))
  if (!enquiry) return notFound()
  const { ref } = enquiry.need
  return enquiries.asMove(
    ctx,
    { ref: enquiry.id, version, event: 'agreed' },
    async (ctx, { row, move }) => {
      if (row.newest !== null && acceptedAt(row.newest, 'provider') !== null)
        return refused('The newest version is yours. There is none of theirs to agree to.')
      const standing = await mayBeOffered(ctx, row.offering)
      if (!standing.ok) return standing
      const accepted = await acceptText(ctx, offerOf(row.id), { number, hash, side: 'provider' }, offerPartCalled)
      if (!accepted.ok) return accepted
      const moved = await move({ said: { number }, data: { isCountered: false } })
      if (!moved.ok) return moved
      await tellAbout(
        ctx,
        row.id,
        `agreed:${number}`,
        await hostPeople(ctx, row),
        {
          subject: `${providerName(row)} agrees to your version of “${row.offering.title}” (${ref})`,
          lines: [`${providerName(row)} agrees to version ${number} as you wrote it. You can choose it now.`],
          action: { text: 'Compare and choose', path: `/enquiries/${ref}` },
        },
        'ask',
      )
      return ok({ ref })
    },
    ({ newest }) => (newest?.hash === hash && acceptedAt(newest, 'provider') !== null ? { ref } : null),
  )
}
