import { londonDate } from '#services/core/clock.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { tables } from '#services/engagements/tables.ts'
import { regionName } from '#services/yots/index.ts'

const most = 100
const longest = 240

const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest).replace(/\s+\S*$/, '')}…`

/**
 * Thanks that may be quoted, with the region and no name, as the year of the exchange quotes them. Those for a review, and for work that came
 * of an enquiry, are left out: there are members who may not know of it.
 */
export const news: NewsSource = async (ctx, { from, to }) => {
  const rows = await tables(ctx).thanks.findMany({
    where: { mayQuote: true, at: { gte: from, lt: to }, entry: { sourceKind: { in: ['course', 'reuse'] } } },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: most,
    select: { id: true, text: true, at: true, entry: { select: { receiverRegion: true } } },
  })
  return rows.map(
    ({ id, text, at, entry: { receiverRegion } }): News => ({
      ...{
        section: 'thanks',
        kind: 'thanks',
        id,
        path: `/ledger/${londonDate(at).slice(0, 4)}/exchange`,
        regions: [],
        themes: [],
      },
      title: `From ${regionName(receiverRegion)}`,
      line: `“${shortened(text)}”`,
    }),
  )
}
