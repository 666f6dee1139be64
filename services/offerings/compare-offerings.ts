import { maySeeNames, themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { distance } from '#services/core/words.ts'
import { regionName } from '#services/yots/index.ts'
import { type Distances, distancesFor } from './near.ts'
import type { Provider } from './search-offerings.ts'
import { tables } from './tables.ts'
import { deliveryWords, kindWords, priceInWords } from './words.ts'

export const mostCompared = 4

/** An offering as a column beside others. */
export type Compared = {
  slug: string
  title: string
  summary: string
  provider: Provider
  /** Whose ratings are its provider's: a service's code or a person's id. */
  ratedAs: string
  kind: string
  price: string
  delivery: string[]
  region: string
  /** "34 miles"; null where it is not measured. */
  away: string | null
  themes: string[]
}

const awayOf = (yotCode: string | null, near: string | null, distances: Distances | null): string | null => {
  const kilometres = yotCode === null || yotCode === near ? undefined : distances?.get(yotCode)
  return kilometres === undefined ? null : distance(kilometres)
}

/**
 * Up to four published offerings side by side, in the order they were named; what is not published any more is left out. `near` is
 * the code of the service from which miles are measured.
 */
export const compareOfferings = async (
  ctx: Ctx,
  slugs: readonly string[],
  near: string | null,
): Promise<Compared[]> => {
  const asked = [...new Set(slugs)].slice(0, mostCompared)
  const rows = await tables(ctx).offering.findMany({
    where: { slug: { in: asked }, status: 'published' },
    include: {
      yot: { select: { name: true } },
      person: { select: { name: true, profile: { select: { isNamePublic: true } } } },
      themes: { select: { themeCode: true }, orderBy: { themeCode: 'asc' } },
    },
  })
  const [themes, distances] = [await themesByCode(ctx), await distancesFor(ctx, near)]
  const seesNames = maySeeNames(ctx.actor)
  return rows
    .sort((a, b) => asked.indexOf(a.slug) - asked.indexOf(b.slug))
    .map(({ slug, title, summary, yotCode, yot, personId, person, kind, delivery, region, ...row }) => ({
      ...{ slug, title, summary },
      provider:
        yotCode === null
          ? {
              kind: 'person' as const,
              id: personId ?? '',
              name: person && (seesNames || person.profile?.isNamePublic) ? person.name : null,
            }
          : { kind: 'service' as const, code: yotCode, name: yot?.name ?? '' },
      ratedAs: yotCode ?? personId ?? '',
      kind: kindWords[kind],
      price: priceInWords(row),
      delivery: delivery.map((way) => deliveryWords[way]),
      region: regionName(region),
      away: awayOf(yotCode, near, distances),
      themes: row.themes.map(({ themeCode }) => themes.get(themeCode)?.name ?? themeCode),
    }))
}
