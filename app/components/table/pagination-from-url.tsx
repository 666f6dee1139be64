import { type PageLink, Pagination } from '#app/components/govuk/pagination.tsx'
import { changeParams } from './url-state.ts'

export type PaginationFromUrlProps = {
  /** From 1. */
  page: number
  pageCount: number
  /** The page's search parameters, which the links keep. */
  params: URLSearchParams
  /** Says what is paged when a page has two: "Services". */
  landmarkLabel?: string
}

/** The way through a list whose page is `?page=` in the URL. Nothing when there is one page. */
export function PaginationFromUrl({ page, pageCount, params, landmarkLabel }: PaginationFromUrlProps) {
  if (pageCount <= 1) return null
  const href = (number: number) => changeParams(params, { page: number === 1 ? null : String(number) })
  const items = shownPages(page, pageCount).map((number): PageLink => {
    if (number === null) return 'ellipsis'
    return { number, href: href(number), isCurrent: number === page, label: `Page ${number} of ${pageCount}` }
  })
  return (
    <Pagination
      items={items}
      previous={page > 1 ? { href: href(Math.min(page - 1, pageCount)) } : undefined}
      next={page < pageCount ? { href: href(page + 1) } : undefined}
      landmarkLabel={landmarkLabel}
    />
  )
}

/** The first, the last, and those around the current page; null where pages are left out (never for a single one). */
export function shownPages(page: number, pageCount: number): (number | null)[] {
  const near = [1, pageCount, page - 1, page, page + 1].filter((number) => number >= 1 && number <= pageCount)
  const shown: (number | null)[] = []
  let last = 0
  for (const number of [...new Set(near)].sort((a, b) => a - b)) {
    if (number - last === 2) shown.push(last + 1)
    else if (number - last > 2) shown.push(null)
    shown.push(number)
    last = number
  }
  return shown
}
