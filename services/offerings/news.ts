import type { News, NewsSource } from '#services/core/news.ts'
import { tables } from './tables.ts'

/** More than the catalogue gains in a month. */
const most = 200

/** Offerings that were put in the catalogue and stand there: everybody may read them. */
export const news: NewsSource = async (ctx, { from, to }) => {
  const rows = await tables(ctx).offering.findMany({
    where: { status: 'published', publishedAt: { gte: from, lt: to } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'asc' }],
    take: most,
    select: {
      id: true,
      slug: true,
      title: true,
      summary: true,
      region: true,
      delivery: true,
      themes: { select: { themeCode: true } },
    },
  })
  return rows.map(
    ({ id, slug, title, summary, region, delivery, themes }): News => ({
      ...{ section: 'offered', kind: 'offering', id, title, line: summary, path: `/offerings/${slug}` },
      // What comes to whoever asks is for every region.
      regions: delivery.some((way) => way !== 'on_site') ? [] : [region],
      themes: themes.map(({ themeCode }) => themeCode),
    }),
  )
}
