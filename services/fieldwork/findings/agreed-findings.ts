import type { FindingKind } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { type Place, placeId, placesOf } from '#services/reviews/index.ts'

/** A finding as the presentation and the report take it. */
export type AgreedFinding = {
  id: string
  place: Place
  kind: FindingKind
  title: string
  text: string
  edition: number
  /** What it rested on before evidence was kept, as typed then; empty for one that rests on evidence. */
  earlierSources: readonly string[]
}

/**
 * What a review's team has agreed: by key line of enquiry in their order, then by golden thread, and within one in the order they
 * were drafted. It asks nobody's leave: the room that shows it does. Three statements.
 */
export const agreedFindings = async (ctx: Ctx, reviewId: string): Promise<AgreedFinding[]> => {
  const [places, rows] = await Promise.all([
    placesOf(ctx, reviewId),
    tables(ctx).finding.findMany({
      where: { requestId: reviewId, status: 'agreed' },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    }),
  ])
  return places.flatMap((place) =>
    rows
      .filter((row) => placeId(row) === placeId(place))
      .map(({ id, kind, title, text, edition, earlierSources }) => ({
        id,
        place,
        kind,
        title,
        text,
        edition,
        earlierSources,
      })),
  )
}

/** The places of a review under which no finding is agreed yet: while there is one, the guard `findings-complete` does not hold. */
export const placesWithoutFinding = async (ctx: Ctx, reviewId: string): Promise<Place[]> => {
  const [places, agreed] = await Promise.all([placesOf(ctx, reviewId), agreedFindings(ctx, reviewId)])
  const have = new Set(agreed.map(({ place }) => place.key))
  return places.filter(({ key }) => !have.has(key))
}
