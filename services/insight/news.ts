import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { listed } from '#services/core/words.ts'
import { type PublishedRegion, publishedBalance } from './balance/published.ts'
import { tables } from './tables.ts'

const under = (rows: readonly PublishedRegion[], measure: 'people' | 'decided'): string | null => {
  const names = rows.filter(({ counts }) => counts[measure].isUnderHalf || counts[measure].atLeast === 0)
  return names.length === 0 || names.length === rows.length ? null : listed(names.map(({ name }) => name))
}

/** The balance of regions, in the issue after it was published: made of what is published alone. */
export const insightNews: NewsSource = async (ctx, { from, to }) => {
  const published = await tables(ctx).publishedQuarter.findFirst({
    where: { publishedOn: { gte: dateFromIso(londonDate(from)), lt: dateFromIso(londonDate(to)) } },
    orderBy: { quarter: 'desc' },
    select: { quarter: true },
  })
  const balance = published && (await publishedBalance(ctx))
  if (!published || !balance) return []
  const [people, decided] = [under(balance.rows, 'people'), under(balance.rows, 'decided')]
  const said = [
    ...(people === null ? [] : [`Under half of their share of the bank: ${people}.`]),
    ...(decided === null ? [] : [`Under half of their share of decisions: ${decided}.`]),
  ]
  const news: News = {
    ...{
      section: 'changed',
      kind: 'published_quarter',
      id: published.quarter,
      path: '/balance',
      regions: [],
      themes: [],
    },
    title: `Balance of regions, ${balance.quarter}`,
    line:
      said.length === 0 ? 'Every region has at least half of its share of the bank and of decisions.' : said.join(' '),
  }
  return [news]
}
