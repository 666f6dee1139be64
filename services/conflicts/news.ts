import type { News, NewsSource } from '#services/core/news.ts'
import { firstRuleSet } from './rule-set-first.ts'
import { changesBetween, ruleSetOf } from './rule-sets.ts'

/** Rules on conflicts of interest that were published. Anybody may read every version and why it came. */
export const news: NewsSource = async (ctx, { from, to }) => {
  const rows = await ctx.db.ruleSetVersion.findMany({
    where: { publishedAt: { gte: from, lt: to }, version: { not: firstRuleSet.version } },
    orderBy: { version: 'desc' },
    select: { version: true, reason: true },
  })
  return Promise.all(
    rows.map(async ({ version, reason }): Promise<News> => {
      const [before, after] = [await ruleSetOf(ctx, version - 1), await ruleSetOf(ctx, version)]
      const titles = before && after ? changesBetween(before, after).map(({ title }) => title) : []
      return {
        ...{ section: 'changed', kind: 'rule-set', id: String(version), regions: [], themes: [] },
        title: `Rules on conflicts of interest: version ${version}`,
        line: `${titles.length === 0 ? '' : `Changed: ${titles.join('; ')}. `}Why: ${reason}`,
        path: '/how-it-works/conflicts',
      }
    }),
  )
}
