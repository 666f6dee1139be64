import type { Ctx } from '#services/core/context.ts'
import { acceptedAt, acceptText, readText } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { isLone } from '#services/offerings/index.ts'
import { tellNotChosen } from './close-enquiry.ts'
import { enquiryLife } from './lifecycle.ts'
import { lockNeed, sayChosen } from './lock-need.ts'
import { enquiries, findKnown, type LockedEnquiry, providerName } from './move-enquiry.ts'
import { isOver, type OfferParts, offerIn, offerOf, offerPartCalled } from './offer.ts'
import { checkPaidDelivery } from './paid-conflicts.ts'
import type { ChooseEnquiryInput } from './schema.ts'
import { tables } from './tables.ts'

/** What follows from a choice in another room, in the same transaction: agreed work begins. It tells both sides. */
type Begin = (
  ctx: Ctx,
  chosen: {
    enquiry: { id: string; ref: string; need: string; offer: OfferParts }
    offering: LockedEnquiry['offering']
    provider: { name: string }
    host: { yotCode: string; name: string; contactId: string }
    toManage: readonly string[]
  },
) => Promise<Result<{ ref: string }>>

/** Others of the need that are open, by id. Call with the need locked. */
const openOthers = async (ctx: Ctx, needId: string, id: string): Promise<string[]> => {
  const rows = await tables(ctx).enquiry.findMany({
    where: { needId, id: { not: id }, status: { in: enquiryLife.marked('open') } },
    select: { id: true },
  })
  return rows.map((row) => row.id)
}

/**
 * The host chooses an offer by the version that it read, with the reason why, and the engagement begins with it (`begin`). The
 * other open enquiries of the need are closed in the same transaction and their providers told. Refused while the newest version is
 * the host's own, and after its last day; stale, with what changed, when another version has come. Of two people who
 * choose at once one wins, and the other is told who chose what.
 *
 * @param key the enquiry's id, or the reference of its need where that names one
 * @returns the need's reference
 */
export const chooseEnquiry = async (
  ctx: Ctx,
  key: string,
  { version, number, hash, reason }: ChooseEnquiryInput,
  begin: Begin,
): Promise<Result<{ ref: string }>> => {
  const known = await findKnown(ctx, key)
  if (!known) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const need = await lockNeed(ctx, known.needId)
    const others = await openOthers(ctx, need.id, known.id)
    const given = { ref: known.id, version, event: 'chosen', others } as const
    const chosen = await enquiries.asMove(ctx, given, async (ctx, { row: enquiry, move }) => {
      const offer = await readText(ctx, offerOf(enquiry.id))
      if (!offer) return refused('There is no offer to choose yet.')
      const parts = offerIn(offer)
      if (acceptedAt(offer, 'provider') === null)
        return refused('The newest version is your own. You can choose it once they agree to it.')
      if (isOver(parts, ctx.clock.today()))
        return refused(
          `This offer could be chosen until ${longDate(parts.validUntil ?? '')}. Ask them for another version of it.`,
        )
      const accepted = await acceptText(ctx, offerOf(enquiry.id), { number, hash, side: 'host' }, offerPartCalled)
      if (!accepted.ok) return accepted
      const named = isLone(enquiry.offering) ? [] : parts.people
      const free = await checkPaidDelivery(ctx, enquiry, 'terms', named)
      if (!free.ok) return free
      const moved = await move({ note: reason, said: { number } })
      if (!moved.ok) return moved
      await tables(ctx).need.update({
        where: { id: need.id },
        data: { chosenId: enquiry.id, chosenById: ctx.actor.personId, chosenAt: ctx.clock.now(), reason },
      })
      const begun = await begin(ctx, {
        enquiry: { id: enquiry.id, ref: need.ref, need: need.words, offer: parts },
        offering: enquiry.offering,
        provider: { name: providerName(enquiry) },
        host: { yotCode: enquiry.yotCode, name: enquiry.yot.name, contactId: enquiry.fromId },
        toManage: free.value.toManage,
      })
      if (!begun.ok) return begun
      for (const id of others) {
        const other = await enquiries.lock(ctx, id)
        if (!other || !enquiryLife.is('open', other.status)) continue
        const closed = await enquiries.move(ctx, other, 'not-chosen')
        if (!closed.ok) return closed
        await tellNotChosen(ctx, other)
      }
      return ok(undefined)
    })
    if (chosen.ok) return ok({ ref: need.ref })
    if (chosen.problem.kind === 'stale' && need.chosenId !== null) return stale(await sayChosen(ctx, need))
    return chosen
  })
}
