import type { OfferingStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { yotsOf } from '#services/yots/index.ts'
import { offeringLife } from './lifecycle.ts'
import { tables } from './tables.ts'
import { kindWords, priceInWords } from './words.ts'

/** An offering as those on its provider's side list it. */
export type OwnOffering = {
  slug: string
  title: string
  status: OfferingStatus
  statusSays: string
  kind: string
  price: string
}

const ownPageSize = 20

/** What the actor's services and they themselves offer, drafts first and the archived last, twenty a page. */
export const ownOfferings = async (
  ctx: Ctx,
  page: number,
): Promise<{ offerings: OwnOffering[]; count: number; pageCount: number }> => {
  const { actor } = ctx
  const where = {
    OR: [{ yotCode: { in: yotsOf(actor) } }, ...(actor.personId === null ? [] : [{ personId: actor.personId }])],
  }
  const { offering } = tables(ctx)
  const [count, rows] = await Promise.all([
    offering.count({ where }),
    offering.findMany({
      where,
      orderBy: [{ status: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * ownPageSize,
      take: ownPageSize,
      select: {
        slug: true,
        title: true,
        status: true,
        kind: true,
        basis: true,
        pricePence: true,
        priceUnit: true,
      },
    }),
  ])
  return {
    offerings: rows.map(({ slug, title, status, kind, ...terms }) => ({
      slug,
      title,
      status,
      statusSays: offeringLife.states[status],
      kind: kindWords[kind],
      price: priceInWords(terms),
    })),
    count,
    pageCount: Math.ceil(count / ownPageSize),
  }
}
