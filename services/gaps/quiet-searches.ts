import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'
import { outermost } from '#services/core/transaction.ts'
import { quarterOf } from './quarter.ts'
import { type NamedTheme, themesInWords } from './report-search.ts'
import { tables } from './tables.ts'

/** Fewer than this of a quarter are not told. */
const fewest = 5
const quartersShown = 4
/** What a process remembers of a day, so that somebody who looks again is not counted again; never written down. */
const mostRemembered = 20_000
const seen = new WeakMap<Db, { day: string; keys: Set<string> }>()

const isNew = (ctx: Ctx, key: string): boolean => {
  const client = outermost(ctx.db)
  const day = ctx.clock.today()
  const known = seen.get(client)
  const keys = known?.day === day && known.keys.size < mostRemembered ? known.keys : new Set<string>()
  seen.set(client, { day, keys })
  if (keys.has(key)) return false
  keys.add(key)
  return true
}

/**
 * Counts that somebody who is signed in searched and found nothing: in its quarter, under the theme that they chose or that their words name first.
 * Once a day for the same person and theme, as far as this process knows. Neither they nor their words are kept.
 */
export const countQuietly = async (
  ctx: Ctx,
  { of, words, theme }: { of: 'offerings' | 'bank'; words: string; theme: string },
  themes: Iterable<NamedTheme>,
): Promise<void> => {
  const { personId } = ctx.actor
  if (personId === null || (words.trim() === '' && theme === '')) return
  const all = [...themes]
  const [named = ''] = all.some(({ code }) => code === theme) ? [theme] : themesInWords(words, all)
  if (!isNew(ctx, `${personId} ${of} ${named}`)) return
  // One statement: two who search at once are both counted.
  await ctx.db.$executeRaw`
    insert into "QuietSearch" (quarter, "of", theme, count) values (${quarterOf(ctx.clock.today())}, ${of}, ${named}, 1)
    on conflict (quarter, "of", theme) do update set count = "QuietSearch".count + 1`
}

export type QuietSearches = { quarter: string; of: string; theme: string; count: number }

/**
 * Searches without a result of the last four quarters that are over, so that no two looks differ by one; the latest first, the most first. Where
 * there were fewer than five, nothing is said. One statement.
 */
export const quietSearches = async (ctx: Ctx): Promise<QuietSearches[]> => {
  const now = quarterOf(ctx.clock.today())
  const first = `${Number(now.slice(0, 4)) - quartersShown / 4}${now.slice(4)}`
  return tables(ctx).quietSearch.findMany({
    where: { quarter: { gte: first, lt: now }, count: { gte: fewest } },
    orderBy: [{ quarter: 'desc' }, { count: 'desc' }, { theme: 'asc' }, { of: 'asc' }],
  })
}
