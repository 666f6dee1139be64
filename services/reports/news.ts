import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { News, NewsSource } from '#services/core/news.ts'
import { tables } from './tables.ts'

const most = 100

/**
 * What heads of service shared with everybody and have not taken back. What is shared with members alone is not here: there are members who
 * may not know of that review.
 */
export const news: NewsSource = async (ctx, { from, to }) => {
  const rows = await tables(ctx).share.findMany({
    where: {
      audience: 'public',
      item: { in: ['practice', 'report', 'summary'] },
      withdrawnAt: null,
      until: { gte: dateFromIso(londonDate(to)) },
      sharedAt: { gte: from, lt: to },
    },
    orderBy: [{ sharedAt: 'desc' }, { id: 'asc' }],
    take: most,
    select: { id: true, item: true, review: { select: { yot: { select: { name: true, region: true } } } } },
  })
  return rows.map(({ id, item, review: { yot } }): News => {
    const isPractice = item === 'practice'
    return {
      ...{ section: 'practice', kind: 'share', id, path: `/shared/${id}`, regions: [], themes: [] },
      title: isPractice ? `Practice to share from ${yot.name}` : `What peers found in ${yot.name}`,
      line: isPractice
        ? 'What reviewers saw there that others can use, shared by the service.'
        : 'From the report of a peer review, shared with everybody by the service.',
    }
  })
}
