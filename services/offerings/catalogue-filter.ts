import { Basis, Delivery, OfferingKind } from '#prisma/generated/enums.ts'
import { regions } from '#services/yots/index.ts'

export const sorts = ['relevance', 'newest', 'soonest', 'rated'] as const
export type CatalogueSort = (typeof sorts)[number]

/** What the catalogue is narrowed to. Several of one kind mean any of them. */
export type CatalogueFilter = {
  /** Free text as a search engine takes it: "quoted words", or, -without. */
  q: string
  /** Code of a theme or skill; a theme stands for the skills under it. */
  theme: string | null
  regions: string[]
  bases: Basis[]
  delivery: Delivery[]
  kinds: OfferingKind[]
  sort: CatalogueSort
  /** From 1. */
  page: number
}

const longestQuery = 200

const among = <Value extends string>(asked: readonly string[], known: readonly Value[]): Value[] =>
  known.filter((value) => asked.includes(value))

/**
 * The filter that a URL asks for. What it does not know is left out, so that an old link still shows something; the order by
 * ratings too, for whoever may not read them.
 */
export const readCatalogueFilter = (
  params: URLSearchParams,
  themeCodes: readonly string[],
  { seesRatings = false } = {},
): CatalogueFilter => {
  const q = (params.get('q') ?? '').replaceAll('\0', '').trim().slice(0, longestQuery)
  const page = /^[1-9]\d{0,3}$/.test(params.get('page') ?? '') ? Number(params.get('page')) : 1
  const possible = sorts.filter((sort) => (sort === 'rated' ? seesRatings : sort !== 'relevance' || q !== ''))
  const asked = possible.find((sort) => sort === params.get('sort'))
  return {
    q,
    theme: themeCodes.find((code) => code === params.get('theme')) || null,
    regions: among(params.getAll('region'), regions),
    bases: among(params.getAll('basis'), Object.values(Basis)),
    delivery: among(params.getAll('delivery'), Object.values(Delivery)),
    kinds: among(params.getAll('kind'), Object.values(OfferingKind)),
    sort: asked ?? (q === '' ? 'newest' : 'relevance'),
    page,
  }
}
