import type { Ctx } from '#services/core/context.ts'
import { cast } from './cast.ts'
import { type Days, idOf, morningOf } from './identity.ts'
import { offers } from './offers.ts'
import { personId } from './people.ts'

const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

export const offeringId = (title: string): string => idOf('offering', title)

/** What services and associates offer: every kind, every basis, every way of delivering. */
export const seedOfferings = async (ctx: Ctx, days: Days): Promise<void> => {
  const themes = new Map((await ctx.db.theme.findMany()).map((theme) => [theme.code, theme]))
  const regions = new Map((await ctx.db.yot.findMany()).map((yot) => [yot.code, yot.region]))
  await ctx.db.offering.createMany({
    data: offers.map((offer) => {
      const member = cast.find(({ name }) => name === offer.by)
      const home = member?.yotCode ?? member?.past?.[0]?.yotCode ?? ''
      const words = offer.themes.flatMap((code) => {
        const theme = themes.get(code)
        return theme ? [theme.name, ...theme.synonyms] : []
      })
      return {
        id: offeringId(offer.title),
        slug: slugOf(offer.title),
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
        region: regions.get(home) ?? '',
        status: 'published' as const,
        searchText: [offer.title, offer.summary, offer.more, ...words].join(' '),
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
