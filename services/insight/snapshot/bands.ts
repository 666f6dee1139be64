import { fewest } from './suppress.ts'

/** A count as it is published: a multiple of five, rounded down; 0 stands for "fewer than five". */
export const bandOf = (count: number): number => Math.floor(count / fewest) * fewest

/** A sum as it was told, and of how many pieces. */
export type Told = { sum: number; pieces: number }

/**
 * The sum that the next published figure stands for: today's where it is of five or more pieces more or fewer than every sum told before, since one
 * piece can move a sum by any amount; else the last one stays. Of fewer than five pieces nothing is told.
 * @param before the sums that were told, the oldest first
 */
export const nextTold = (before: readonly Told[], now: Told): Told => {
  const told = now.pieces < fewest ? { sum: 0, pieces: 0 } : now
  const last = before.at(-1)
  if (last === undefined) return told
  return before.every(({ pieces }) => Math.abs(pieces - told.pieces) >= fewest) ? told : last
}

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
