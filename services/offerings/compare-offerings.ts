import { maySeeNames, themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName } from '#services/yots/index.ts'
import { awayFrom, distancesFor } from './near.ts'
import { type Provider, providerSeen, ratedAsOf } from './search-offerings.ts'
import { tables } from './tables.ts'
import { deliveryWords, kindWords, priceInWords } from './words.ts'

export const mostCompared = 4

/** An offering as a column beside others. */
export type Compared = {
  slug: string
  title: string
  summary: string
  provider: Provider
  /** Whose ratings are its provider's: a service's code, a person's or an outside provider's id. */
  ratedAs: string
  kind: string
  price: string
  delivery: string[]
  region: string
  /** "34 miles"; null where it is not measured. */
  away: string | null
  themes: string[]
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
      outside: { select: { ref: true, name: true } },
      themes: { select: { themeCode: true }, orderBy: { themeCode: 'asc' } },
    },
  })
  const [themes, distances] = [await themesByCode(ctx), await distancesFor(ctx, near)]
  const seesNames = maySeeNames(ctx.actor)
  return rows
    .sort((a, b) => asked.indexOf(a.slug) - asked.indexOf(b.slug))
    .map(
      ({
        slug,
        title,
        summary,
        yotCode,
        yot,
        personId,
        person,
        outsideId,
        outside,
        kind,
        delivery,
        region,
        ...row
      }) => ({
        ...{ slug, title, summary },
        provider: providerSeen(
          {
            ...{ yotCode, yotName: yot?.name ?? null, personId, personName: person?.name ?? null },
            ...{ outsideId, outsideRef: outside?.ref ?? null, outsideName: outside?.name ?? null },
          },
          seesNames || person?.profile?.isNamePublic === true,
        ),
        ratedAs: ratedAsOf({ yotCode, personId, outsideId }),
        kind: kindWords[kind],
        price: priceInWords(row),
        delivery: delivery.map((way) => deliveryWords[way]),
        region: regionName(region),
        away: awayFrom({ near }, distances, yotCode),
        themes: row.themes.map(({ themeCode }) => themes.get(themeCode)?.name ?? themeCode),
      }),
    )
}
