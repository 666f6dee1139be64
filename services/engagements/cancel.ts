import { dateFromIso, daysBetween } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result, stale } from '#services/core/result.ts'
import { money } from '#services/core/words.ts'
import { engagements, type LockedEngagement, providerName } from './move-engagement.ts'
import { whyByPlaces } from './paid-places.ts'
import { otherSide, tellSides } from './people.ts'
import { cancellationCharge, isPaid, partsIn } from './terms.ts'
import { ownSide, termsOf } from './terms-draft.ts'

/**
 * What is owed when it is cancelled today, in pence, by the cancellation line of the terms in force. Nothing when the
 * provider cancels: the line is for what the host calls off.
 */
export const chargeToday = async (
  ctx: Ctx,
  row: Pick<LockedEngagement, 'id' | 'basis' | 'termsInForce'>,
  side: 'host' | 'provider',
): Promise<number> => {
  if (side === 'provider' || !isPaid(row.basis) || row.termsInForce === null) return 0
  const terms = await readText(ctx, termsOf(row.id), row.termsInForce)
  return terms ? cancellationCharge(partsIn(terms), ctx.clock.today(), daysBetween) : 0
}

/**
 * Cancels agreed work before it is delivered. What is owed stands on the page before anybody presses; when it is no longer
 * what the page showed, nothing happens and the new sum is said. It can be disputed for thirty days.
 */
export const cancelEngagement = (
  ctx: Ctx,
  ref: string,
  { version, reason, chargePence }: { version: number; reason: string; chargePence: number },
): Promise<Result<{ ref: string }>> =>
  engagements.asMove(ctx, { ref, version, event: 'cancelled' }, async (ctx, { row, move }) => {
    const byPlaces = whyByPlaces(row)
    if (byPlaces) return byPlaces
    const side = ownSide(ctx, row)
    if (side === null) return notFound()
    const charge = await chargeToday(ctx, row, side)
    if (charge !== chargePence)
      return stale(
        `What is owed has changed since you opened this page: it is ${money(charge)} today. Read it, then cancel.`,
      )
    const moved = await move({
      note: reason,
      said: { side, chargePence: charge },
      data: { silentOn: null, changeAsked: null, totalPence: charge, confirmedOn: dateFromIso(ctx.clock.today()) },
    })
    if (!moved.ok) return moved
    const who = side === 'provider' ? providerName(row) : row.hostYot.name
    await tellSides(ctx, row, [otherSide(side)], {
      occasion: 'cancelled',
      kind: 'decision',
      letter: {
        subject: `${who} cancelled “${row.title}” (${ref})`,
        lines: [
          `${who} cancelled: ${reason}`,
          charge > 0 ? `By the terms ${money(charge)} is owed.` : 'By the terms nothing is owed.',
          'If you see it otherwise, you can open a dispute within thirty days.',
        ],
        text: 'See the engagement',
      },
    })
    return ok(undefined)
  })
