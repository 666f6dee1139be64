import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  slug: true,
  title: true,
  status: true,
  basis: true,
  yotCode: true,
  personId: true,
  contactId: true,
  publishedAt: true,
  version: true,
} satisfies Prisma.OfferingSelect

/** An offering that nobody else can change until this transaction ends. */
export type LockedOffering = Prisma.OfferingGetPayload<{ select: typeof select }>

/** Locks an offering for the rest of the transaction and reads it as it stands; null when there is none. */
export const lockOffering = async (ctx: Ctx, slug: string): Promise<LockedOffering | null> => {
  await ctx.db.$queryRaw`select 1 from "Offering" where slug = ${slug} for update`
  return tables(ctx).offering.findUnique({ where: { slug }, select })
}
