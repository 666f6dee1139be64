import { Basis, Delivery, OfferingKind } from '#prisma/generated/enums.ts'
import { regions } from '#services/yots/index.ts'

const sorts = ['relevance', 'newest', 'soonest', 'nearest', 'rated', 'drawn'] as const
type CatalogueSort = (typeof sorts)[number]

/** Upper ends of what something may cost, in pounds; none is what costs nothing. */
export const priceCaps = [0, 50, 100, 250, 500, 1000] as const

/** How far it may be, in miles. */
export const mileCaps = [25, 50, 100, 200] as const

/** What has more to show than its text: a date with free places, a quality mark in force. */
export const havings = ['places', 'mark'] as const
type Having = (typeof havings)[number]

/** Who offers something. */
export const offererKinds = ['service', 'person', 'outside'] as const
type OffererKind = (typeof offererKinds)[number]

/** What the catalogue is narrowed to. Several of one kind mean any of them; of `has`, all of them. */
export type CatalogueFilter = {
  /** Free text as a search engine takes it: "quoted words", or, -without. */
  q: string
  /** Code of a theme or skill; a theme stands for the skills under it. */
  theme: string | null
  regions: string[]
  bases: Basis[]
  delivery: Delivery[]
  kinds: OfferingKind[]
  offerers: OffererKind[]
  has: Having[]
  /** In pounds, whatever the price is for. */
  atMost: number | null
  /** Code of the service from which it is measured. */
  near: string | null
  /** Miles from there; of a service's offerings alone, since an associate has no place. */
  within: number | null
  sort: CatalogueSort
  /** From 1. */
  page: number
}

const longestQuery = 200

const among = <Value extends string>(asked: readonly string[], known: readonly Value[]): Value[] =>
  known.filter((value) => asked.includes(value))

const capIn = (asked: string | null, caps: readonly number[]): number | null =>
  caps.find((cap) => String(cap) === asked) ?? null

/** What the reader may order by, and from where distances are measured. */
type Reader = {
  seesRatings?: boolean
  /** The reader's own services, the first of which is meant where the address names none. */
  ownYots?: readonly string[]
  /** Codes of services that an address may name. */
  yots?: { has: (code: string) => boolean }
}

/**
 * The filter that a URL asks for. What it does not know is left out, so that an old link still shows something; the order by
 * ratings too, for whoever may not read them.
 */
export const readCatalogueFilter = (
  params: URLSearchParams,
  themeCodes: readonly string[],
  { seesRatings = false, ownYots = [], yots }: Reader = {},
): CatalogueFilter => {
  const q = (params.get('q') ?? '').replaceAll('\0', '').trim().slice(0, longestQuery)
  const page = /^[1-9]\d{0,3}$/.test(params.get('page') ?? '') ? Number(params.get('page')) : 1
  const named = params.get('near') ?? ''
  const near = yots?.has(named) ? named : (ownYots[0] ?? null)
  const isPossible = (sort: CatalogueSort) => {
    if (sort === 'rated') return seesRatings
    if (sort === 'nearest') return near !== null
    return sort !== 'relevance' || q !== ''
  }
  const asked = sorts.find((sort) => sort === params.get('sort') && isPossible(sort))
  return {
    q,
    theme: themeCodes.find((code) => code === params.get('theme')) || null,
    regions: among(params.getAll('region'), regions),
    bases: among(params.getAll('basis'), Object.values(Basis)),
    delivery: among(params.getAll('delivery'), Object.values(Delivery)),
    kinds: among(params.getAll('kind'), Object.values(OfferingKind)),
    offerers: among(params.getAll('from'), offererKinds),
    has: among(params.getAll('has'), havings),
    atMost: capIn(params.get('price'), priceCaps),
    near,
    within: near === null ? null : capIn(params.get('within'), mileCaps),
    sort: asked ?? (q === '' ? 'newest' : 'relevance'),
    page,
  }
}
