import type { OfferingStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { type OfferingEvent, offeringMoveOf, whyOfferingNotOpen } from './lifecycle.ts'
import { type LockedOffering, lockOffering } from './lock-offering.ts'
import { mayCharge, mayOffer } from './may-offer.ts'
import { isProvider } from './policy.ts'
import { tables } from './tables.ts'

/** Moves a locked offering on, with its audit entry. The caller has asked who may, and whether the table allows it. */
export const moveLocked = async (
  ctx: Ctx,
  { id, status, yotCode, publishedAt }: LockedOffering,
  event: OfferingEvent,
): Promise<void> => {
  const { to } = offeringMoveOf(event)
  await tables(ctx).offering.update({
    where: { id },
    data: {
      status: to,
      version: { increment: 1 },
      ...(event === 'published' && publishedAt === null && { publishedAt: ctx.clock.now() }),
    },
  })
  await audit(ctx, {
    event: `offering.${event}`,
    subject: { kind: 'offering', id },
    ...(yotCode !== null && { yotCode }),
    data: { from: status, to },
  })
}

type MoveInput = { slug: string; version: number; event: OfferingEvent }

/**
 * Publishes, pauses or archives an offering. To publish needs a service that is a member, or an associate in standing, and
 * for charged work insurance in force; the answer says which is missing. Pressed twice it is done once.
 */
export const moveOffering = (
  ctx: Ctx,
  { slug, version, event }: MoveInput,
): Promise<Result<{ slug: string; status: OfferingStatus }>> =>
  inTransaction(ctx, async (ctx) => {
    const offering = await lockOffering(ctx, slug)
    if (!offering || !isProvider(ctx.actor, offering)) return notFound()
    const { from, to, guard } = offeringMoveOf(event)
    if (!from.includes(offering.status)) {
      if (offering.status === to) return ok({ slug, status: to })
      return refused(whyOfferingNotOpen(event, offering.status))
    }
    if (offering.version !== version) return overtaken('This offering')
    if (guard === 'may-be-offered') {
      const allowed = await mayOffer(ctx, { yotCode: offering.yotCode, personId: offering.personId })
      if (!allowed.ok) return allowed.problem.kind === 'forbidden' ? refused(allowed.problem.why) : allowed
      const charge = await mayCharge(ctx, offering)
      if (!charge.ok) return charge
    }
    await moveLocked(ctx, offering, event)
    return ok({ slug, status: to })
  })
