import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { lockOffering } from './lock-offering.ts'
import { mayOffer } from './may-offer.ts'
import { freeSlug, offeringValues } from './offering-values.ts'
import { isProvider, type Owner } from './policy.ts'
import type { OfferingInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Keeps a new offering as a draft, in the name of a service of the actor's or of the associate they are. Forbidden to
 * others and while the service is no member; invalid where a charge is not allowed or the contact holds no post there.
 */
export const startOffering = (ctx: Ctx, owner: Owner, input: OfferingInput): Promise<Result<{ slug: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const allowed = await mayOffer(ctx, owner)
    if (!allowed.ok) return allowed
    const values = await offeringValues(ctx, owner, input)
    if (!values.ok) return values
    const { row, themes } = values.value
    const slug = await freeSlug(ctx, input.title, null)
    const { id } = await tables(ctx).offering.create({
      data: {
        ...row,
        ...owner,
        slug,
        status: 'draft',
        createdAt: ctx.clock.now(),
        themes: { create: themes.map((themeCode) => ({ themeCode })) },
      },
      select: { id: true },
    })
    await audit(ctx, {
      event: 'offering.started',
      subject: { kind: 'offering', id },
      ...(owner.yotCode !== null && { yotCode: owner.yotCode }),
      data: { basis: row.basis, kind: row.kind, themes },
    })
    return ok({ slug })
  })

/**
 * Changes an offering. Its address follows the title until it is first published and stays the same from then on.
 * Not found for others; refused once it is archived; stale when somebody else changed it first.
 */
export const changeOffering = (
  ctx: Ctx,
  slug: string,
  { version, ...input }: OfferingInput & { version: number },
): Promise<Result<{ slug: string; isDraft: boolean }>> =>
  inTransaction(ctx, async (ctx) => {
    const before = await lockOffering(ctx, slug)
    if (!before || !isProvider(ctx.actor, before)) return notFound()
    if (before.status === 'archived') return refused('This offering is archived. Offer it anew if it is wanted again.')
    if (before.version !== version) return overtaken('This offering')
    const values = await offeringValues(ctx, before, input)
    if (!values.ok) return values
    const { row, themes } = values.value
    const { id, yotCode } = before
    const newSlug = before.publishedAt === null ? await freeSlug(ctx, input.title, id) : slug
    await tables(ctx).offering.update({
      where: { id },
      data: {
        ...row,
        slug: newSlug,
        version: { increment: 1 },
        themes: { deleteMany: {}, create: themes.map((themeCode) => ({ themeCode })) },
      },
    })
    await audit(ctx, {
      event: 'offering.changed',
      subject: { kind: 'offering', id },
      ...(yotCode !== null && { yotCode }),
      data: { basis: row.basis, kind: row.kind, themes },
    })
    return ok({ slug: newSlug, isDraft: before.status === 'draft' })
  })
