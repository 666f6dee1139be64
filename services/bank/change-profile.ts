import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { fromMiles } from '#services/core/words.ts'
import { openOwnProfile } from './own-profile.ts'
import type { ProfileInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Changes what the actor says about themselves and how they work, and says whether that changed their day rate. Stale when
 * it changed since `version`.
 */
export const changeProfile = (ctx: Ctx, input: ProfileInput): Promise<Result<{ isRateChanged: boolean }>> =>
  inTransaction(ctx, async (ctx) => {
    const own = await openOwnProfile(ctx)
    if (!own.ok) return own
    const personId = own.value
    const { version, basis, dayRate, insuranceUntil, maxMiles, ...said } = input
    const before = await tables(ctx).profile.findUniqueOrThrow({ where: { personId }, select: { dayRatePence: true } })
    const dayRatePence = basis === 'in_kind' || dayRate === undefined ? null : dayRate
    const { count } = await tables(ctx).profile.updateMany({
      where: { personId, version },
      data: {
        ...said,
        // Whoever charges for other work may still be listed as giving time in kind, as they were.
        ...(basis === 'in_kind' && { isInKind: true }),
        dayRatePence,
        insuranceUntil: insuranceUntil === undefined ? null : dateFromIso(insuranceUntil),
        maxKm: maxMiles === undefined ? null : fromMiles(maxMiles),
        version: { increment: 1 },
      },
    })
    if (count === 0) return overtaken('Your profile')
    await audit(ctx, {
      event: 'profile.changed',
      subject: { kind: 'person', id: personId },
      data: { basis, insuranceUntil: insuranceUntil ?? null, isNamePublic: input.isNamePublic },
    })
    return ok({ isRateChanged: before.dayRatePence !== dayRatePence })
  })
