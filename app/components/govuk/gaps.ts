/** What `condition && item` leaves in a list when the condition does not hold. */
export type Gap = null | undefined | false | ''

/** The items of a list that are there. */
export function withoutGaps<T>(items: readonly (T | Gap)[] | undefined): T[] {
  return (items ?? []).filter((item): item is T => Boolean(item))
}
