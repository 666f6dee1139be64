import { fewest } from './suppress.ts'

/** A count as it is published: a multiple of five, rounded down; 0 stands for "fewer than five". */
export const bandOf = (count: number): number => Math.floor(count / fewest) * fewest

/**
 * The count that the next published figure stands for. It is today's where that differs by five or more from every count that an earlier, other
 * figure stood for; else the last one stays. So two published figures differ only where five or more rows came or went in between.
 * @param before the counts that the published figures stood for, the oldest first
 */
export const nextBasis = (before: readonly number[], count: number): number => {
  const last = before.at(-1)
  if (last === undefined) return count
  const isApart = before.every((basis) => bandOf(basis) === bandOf(count) || Math.abs(basis - count) >= fewest)
  return isApart ? count : last
}
