/**
 * A set of views that nobody reads but their own authors until all are in or the day has come. A room asks this before it
 * queries, so that what is sealed never leaves the database, and tells nobody how many are in.
 */
export type SealedSet = {
  /** How many views are in, and how many open it. */
  given: number
  wanted: number
  /** ISO day on which it opens whatever is in; it waits when left out. */
  opensOn?: string | null
}

/** Whether a set is open on a day (ISO). One that wants none is no set: it stays shut. */
export const isUnsealed = ({ given, wanted, opensOn = null }: SealedSet, today = ''): boolean =>
  (wanted > 0 && given >= wanted) || (opensOn !== null && opensOn <= today)
