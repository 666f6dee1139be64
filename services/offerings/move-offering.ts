import type { Prisma } from '#prisma/generated/client.ts'
import type { OfferingStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { closeGaps } from '#services/gaps/index.ts'
import { type OfferingButton, offeringLife } from './lifecycle.ts'
import { mayBeOffered, mayOffer } from './may-offer.ts'
import { isProvider } from './policy.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  slug: true,
  title: true,
  status: true,
  basis: true,
  yotCode: true,
  personId: true,
  outsideId: true,
  contactId: true,
  publishedAt: true,
  version: true,
} satisfies Prisma.OfferingSelect

/** An offering that nobody else can change until this transaction ends. */
export type LockedOffering = Prisma.OfferingGetPayload<{ select: typeof select }>

/** Offerings and their moves, by slug: for their provider's side; to anybody else there is nothing to move. */
export const offerings = keep(offeringLife, {
  kind: 'offering',
  table: 'Offering',
  find: (ctx: Ctx, slug: string) =>
    tables(ctx).offering.findUnique({ where: { slug }, select: { id: true, yotCode: true, personId: true } }),
  sidesOf: ({ actor }, found) => (isProvider(actor, found) ? (['provider'] as const) : []),
  read: (ctx, id): Promise<LockedOffering | null> => tables(ctx).offering.findUnique({ where: { id }, select }),
  write: (ctx, { id }, data: Prisma.OfferingUncheckedUpdateInput) =>
    tables(ctx).offering.update({ where: { id }, data }),
  about: ({ yotCode }) => (yotCode === null ? {} : { yotCode }),
})

/** Locks an offering for the rest of the transaction and reads it as it stands; null when there is none. */
export const lockOffering = async (ctx: Ctx, slug: string): Promise<LockedOffering | null> => {
  const found = await tables(ctx).offering.findUnique({ where: { slug }, select: { id: true } })
  return found && offerings.lock(ctx, found.id)
}

/** Whoever searched for one of its themes and found nothing would find it now. */
const meetSearches = async (ctx: Ctx, offeringId: string): Promise<void> => {
  const rows = await tables(ctx).offeringTheme.findMany({ where: { offeringId }, select: { themeCode: true } })
  const themes = rows.map(({ themeCode }) => themeCode)
  await closeGaps(ctx, { kinds: ['search'], themes }, { metBy: 'offering' })
}

type MoveInput = { slug: string; version: number; event: OfferingButton }

/**
 * Publishes, pauses or archives an offering. To publish needs a service that is a member, or an associate in standing, and
 * for charged work insurance in force, or an outside provider in standing; the answer says which is missing. Pressed twice it is done once.
 */
export const moveOffering = (
  ctx: Ctx,
  { slug, version, event }: MoveInput,
): Promise<Result<{ slug: string; status: OfferingStatus }>> =>
  offerings.asMove(
    ctx,
    { ref: slug, version, event },
    async (ctx, { row, move }) => {
      if (event === 'published') {
        const allowed = await mayOffer(ctx, row)
        if (!allowed.ok) return allowed.problem.kind === 'forbidden' ? refused(allowed.problem.why) : allowed
        const standing = await mayBeOffered(ctx, row)
        if (!standing.ok) return standing
      }
      const isFirst = event === 'published' && row.publishedAt === null
      const moved = await move({ data: isFirst ? { publishedAt: ctx.clock.now() } : {} })
      if (!moved.ok) return moved
      if (event === 'published') await meetSearches(ctx, row.id)
      return ok({ slug, status: moved.value.status })
    },
    ({ status }) => ({ slug, status }),
  )
