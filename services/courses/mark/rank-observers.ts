/** Who could observe a course, and what is known of them. */
export type Candidate = {
  personId: string
  region: string
  /** Courses they are drawn for and have not seen, and all they were drawn for in twelve months. */
  open: number
  year: number
  /** Has delivered training. */
  hasTrained: boolean
  isBarred: boolean
}

/**
 * Whom it falls on: the least burdened first, by lot among equals; where it is wanted, one who has delivered training. Null where too few can be.
 *
 * @param lot a whole number of at least 0 and less than what it is given
 */
export const rankObservers = (
  candidates: readonly Candidate[],
  lot: (below: number) => number,
  { count, needsTrained }: { count: number; needsTrained: boolean },
): Candidate[] | null => {
  const ranked = candidates
    .filter(({ isBarred }) => !isBarred)
    .sort((a, b) => a.personId.localeCompare(b.personId))
    .map((one) => ({ one, by: lot(1_000_000) }))
    .sort((a, b) => a.one.open - b.one.open || a.one.year - b.one.year || a.by - b.by)
    .map(({ one }) => one)
  const trained = needsTrained ? ranked.find(({ hasTrained }) => hasTrained) : undefined
  if (needsTrained && !trained) return null
  const drawn = [...(trained ? [trained] : []), ...ranked.filter((one) => one !== trained)].slice(0, count)
  return drawn.length < count ? null : drawn
}
