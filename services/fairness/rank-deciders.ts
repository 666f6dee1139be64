import { clocks } from './kinds.ts'

export type DeciderFacts = {
  personId: string
  /** Concerns that wait for their view, and all they were drawn for in twelve months. */
  open: number
  year: number
  /** Conflicted, of a region that has a part in it, or had a part in the chain before. */
  isBarred: boolean
}

/**
 * Who may decide, the least burdened first, what waits now counting before what was done; equals by lot.
 * @param lot a whole number of at least 0 and less than what it is given
 */
export const rankDeciders = (deciders: readonly DeciderFacts[], lot: (below: number) => number): string[] =>
  deciders
    .filter(({ isBarred, open }) => !isBarred && open < clocks.heldAtMost)
    .map((one) => ({ ...one, by: lot(1_000_000) }))
    .sort((a, b) => a.open - b.open || a.year - b.year || a.by - b.by || a.personId.localeCompare(b.personId))
    .map(({ personId }) => personId)
