/*
 * How figures are published so that no two of them, and no two years, differenced, tell of one to four. Pure: a test tries every small
 * exchange there can be. Nobody is told of by none, so none is said.
 */

/** Fewer than these are not told. */
const fewest = 5

/** A number that is told; `few` is one to four; `hidden` is not told because what is left would be. */
export type Told = number | 'few' | 'hidden'

const isTold = (count: number): boolean => count === 0 || count >= fewest

/** A count of its own, of which nothing else is published. */
export const toldCount = (count: number): Told => (isTold(count) ? count : 'few')

/**
 * A part of a whole. `whole` is null where it is not published: the part then is told only where it is none.
 */
export const toldPart = (part: number, whole: number | null): Told => {
  if (part === 0) return 0
  return whole !== null && isTold(whole) && isTold(part) && isTold(whole - part) ? part : 'hidden'
}

/**
 * How many people, who may be the same from one year to the next: in bands of five, "few" for one to four. Exact numbers of two years would
 * tell of the one who came or went.
 */
export const toldBand = (people: number): { from: number; to: number } | 'few' | 0 => {
  if (people === 0) return 0
  if (people < fewest) return 'few'
  const from = people - (people % fewest)
  return { from, to: from + fewest - 1 }
}

export type Cells = Readonly<Record<string, number>>

/**
 * The first of some ways to divide the same things, from the finest to the coarsest, in which every part is none or five and more; -1 where
 * there is none. Only that one is published, so that no two of them are there to be differenced.
 */
export const finestTold = (levels: readonly Cells[]): number =>
  levels.findIndex((cells) => Object.values(cells).every(isTold))

/** Cells added up by what each belongs to. */
export const gathered = (cells: Cells, groupOf: (cell: string) => string): Cells => {
  const groups: Record<string, number> = {}
  for (const [cell, count] of Object.entries(cells)) {
    const group = groupOf(cell)
    groups[group] = (groups[group] ?? 0) + count
  }
  return groups
}
