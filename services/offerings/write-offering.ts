import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { mayOffer } from './may-offer.ts'
import { offerings } from './move-offering.ts'
import { freeSlug, offeringValues } from './offering-values.ts'
import type { Offerer } from './policy.ts'
import type { OfferingInput } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Keeps a new offering as a draft, in the name of a service of the actor's, of the associate they are, or of an outside provider they speak for. Forbidden to
 * others and while the service is no member; invalid where a charge is not allowed or the contact holds no post there.
 */
export const startOffering = (ctx: Ctx, owner: Offerer, input: OfferingInput): Promise<Result<{ slug: string }>> =>
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
    const made = await offerings.lock(ctx, id)
    if (!made) return notFound()
    await offerings.begin(ctx, made, 'started', { said: { basis: row.basis, kind: row.kind, themes } })
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
  offerings.asMove(
    ctx,
    { ref: slug, version, event: 'changed' },
    async (ctx, { row: before, move }) => {
      const values = await offeringValues(ctx, before, input)
      if (!values.ok) return values
      const { row, themes } = values.value
      const { id, status } = before
      const newSlug = before.publishedAt === null ? await freeSlug(ctx, input.title, id) : slug
      const moved = await move({
        data: {
          ...row,
          slug: newSlug,
          themes: { deleteMany: {}, create: themes.map((themeCode) => ({ themeCode })) },
        },
        said: { basis: row.basis, kind: row.kind, themes },
      })
      return moved.ok ? ok({ slug: newSlug, isDraft: status === 'draft' }) : moved
    },
    ({ status, title }) => (title === input.title ? { slug, isDraft: status === 'draft' } : null),
  )
