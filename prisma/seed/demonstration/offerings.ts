import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { slugFrom, wordingOf } from '#services/offerings/index.ts'
import { cast } from './cast.ts'
import { type Days, idOf, morningOf } from './identity.ts'
import { offers } from './offers.ts'
import { personId } from './people.ts'

export const offeringId = (title: string): string => idOf('offering', title)

/** What services and associates offer: every kind, every basis, every way of delivering. */
export const seedOfferings = async (ctx: Ctx, days: Days): Promise<void> => {
  const themes = await themesByCode(ctx)
  const yots = new Map((await ctx.db.yot.findMany()).map((yot) => [yot.code, yot]))
  await ctx.db.offering.createMany({
    data: offers.map((offer) => {
      const member = cast.find(({ name }) => name === offer.by)
      const home = member?.yotCode ?? member?.past?.[0]?.yotCode ?? ''
      const region = yots.get(home)?.region ?? ''
      const provider = yots.get(member?.yotCode ?? '')?.name ?? ''
      const words = { ...offer, description: offer.more, region, provider }
      return {
        id: offeringId(offer.title),
        slug: slugFrom(offer.title),
        title: offer.title,
        kind: offer.kind,
        basis: offer.basis,
        delivery: offer.delivery,
        pricePence: offer.price?.[0] ?? null,
        priceUnit: offer.price?.[1] ?? null,
        summary: offer.summary,
        description: offer.more,
        yotCode: member?.yotCode ?? null,
        personId: member?.yotCode ? null : personId(offer.by),
        contactId: personId(offer.by),
        region,
        status: 'published' as const,
        searchText: wordingOf(words, offer.themes, themes),
        createdAt: morningOf(days.monthsAgo(offer.monthsAgo)),
        publishedAt: morningOf(days.monthsAgo(offer.monthsAgo)),
      }
    }),
  })
  await ctx.db.offeringTheme.createMany({
    data: offers.flatMap((offer) =>
      offer.themes.map((themeCode) => ({ offeringId: offeringId(offer.title), themeCode })),
    ),
  })
}
