import type { Ctx } from '#services/core/context.ts'
import { findOffering, readCatalogueFilter, searchOfferings } from '#services/offerings/index.ts'
import type { ReviewPage } from '#services/reviews/index.ts'

/** How many offerings are named to the board. */
const mostOfferings = 12

/** Offerings on the themes that a request is about, the newest of each first. */
export const offeringsOn = async (ctx: Ctx, { kloes }: ReviewPage['request']) => {
  const codes = [...new Set(kloes.flatMap(({ themes }) => themes.map(({ code }) => code)))]
  const found = await Promise.all(
    codes.map((theme) => searchOfferings(ctx, readCatalogueFilter(new URLSearchParams({ theme }), codes))),
  )
  const bySlug = new Map(found.flatMap(({ offerings }) => offerings.map(({ slug, title }) => [slug, { slug, title }])))
  return [...bySlug.values()].slice(0, mostOfferings)
}

/** The offering that a decision points to, if it is one that is offered; null where none was chosen. */
export const offeringAt = async (ctx: Ctx, slug: string | undefined) => {
  if (!slug) return null
  const found = await findOffering(ctx, slug)
  return found.ok ? { name: found.value.title, path: `/offerings/${found.value.slug}` } : null
}
