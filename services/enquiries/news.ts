import { themesByCode } from '#services/bank/index.ts'
import type { News, NewsSource } from '#services/core/news.ts'

/** Services that have to ask for the same before anybody is told of it: fewer would tell of one of them. */
const fewest = 5
/** Days over which it is counted: a fortnight alone would tell who asked just now. */
const countedDays = 90

/**
 * What many services ask for, by theme, with neither how many nor who nor where: a sum over so many and so long that no one of them makes a
 * difference which anybody could see.
 */
export const news: NewsSource = async (ctx, { to }) => {
  const since = new Date(to.getTime() - countedDays * 86_400_000)
  const rows = await ctx.db.$queryRaw<{ code: string }[]>`
    select theme as code from "Need" n, unnest(n.themes) as theme
    where n."askedAt" >= ${since} and n."askedAt" < ${to}
    group by theme having count(distinct n."yotCode") >= ${fewest} order by theme`
  const themes = await themesByCode(ctx)
  return rows.flatMap(({ code }): News[] => {
    const theme = themes.get(code)
    if (!theme) return []
    return [
      {
        ...{ section: 'asked', kind: 'theme', id: code, regions: [], themes: [code] },
        title: theme.name,
        line: `At least ${fewest} services have asked others for help with this in three months. If you can give some, offer it.`,
        path: `/themes/${code}`,
      },
    ]
  })
}
