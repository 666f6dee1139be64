import type { News, NewsSource } from '#services/core/news.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** Weights by which teams are proposed that were put in force, with the reason that was published with them. */
export const news: NewsSource = async (ctx, { from, to }) => {
  const rows = await tables(ctx).weightSet.findMany({
    where: { publishedAt: { gte: from, lt: to }, version: { gt: 1 } },
    orderBy: { version: 'desc' },
    select: { version: true },
  })
  return rows.map(
    ({ version }): News => ({
      ...{ section: 'changed', kind: 'weight-set', id: String(version), regions: [], themes: [] },
      title: `How teams are proposed: version ${version}`,
      line: 'What counts for how much when a team is proposed has changed. Proposals made before keep theirs.',
      path: '/how-it-works',
    }),
  )
}
