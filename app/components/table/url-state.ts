/** How a table is sorted: by which column's id, and which way. */
export type Sort<Id extends string = string> = { by: Id; order: 'asc' | 'desc' }

/**
 * The sort that a URL asks for (`?sort=name&order=asc`), for a loader. Anything but one of `ids` is answered with `fallback`, so that
 * what reaches the query is always a column that it knows.
 */
export function readSort<Id extends string>(params: URLSearchParams, ids: readonly Id[], fallback: Sort<Id>): Sort<Id> {
  const asked = params.get('sort')
  const by = ids.find((id) => id === asked)
  if (by === undefined) return fallback
  return { by, order: params.get('order') === 'desc' ? 'desc' : 'asc' }
}

/** The page that a URL asks for (`?page=2`), from 1; anything else is page 1. */
export function readPage(params: URLSearchParams): number {
  const asked = params.get('page') ?? ''
  const page = /^\d{1,6}$/.test(asked) ? Number(asked) : 1
  return Math.max(page, 1)
}

/** A link to this page with some of its search parameters changed (null: gone) and the others kept. */
export function changeParams(params: URLSearchParams, changes: Readonly<Record<string, string | null>>): string {
  const changed = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) changed.delete(name)
    else changed.set(name, value)
  }
  return `?${changed}`
}
