import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { revealedToday } from './queries.ts'
import { criteriaFor, meanOf } from './rules.ts'
import { tables } from './tables.ts'

/** A rating whose counted criteria come to less than this is low; a mark for conduct of at most that is. */
const lowBelow = 2.5
const lowConduct = 2

export type LowRating = { personId: string; ratingId: string; on: string; isLow: boolean; isLowOnConduct: boolean }

/**
 * Ratings by hosts that call for a look at somebody's place, since an ISO day: low on what counts for them, or low on conduct. What a
 * whole team earns counts for those who lead; conduct, too, where a team of several came and nobody is named.
 */
export const lowRatings = async (ctx: Ctx, since: string): Promise<LowRating[]> => {
  const pairs = await tables(ctx).ratingPair.findMany({
    where: {
      AND: [{ revealOn: { gte: dateFromIso(since) }, providerYotCode: null, outsideId: null }, revealedToday(ctx)],
    },
    include: { ratings: { where: { side: 'host', setAsideOn: null } }, people: true },
    orderBy: [{ revealOn: 'desc' }, { id: 'desc' }],
  })
  return pairs.flatMap((pair) =>
    pair.ratings.flatMap((rating) =>
      pair.people.flatMap(({ personId, role }): LowRating[] => {
        const counted = criteriaFor(role, pair.people.length)
        const leads = pair.people.length === 1 || counted.length === criteriaFor('co_lead', 1).length
        const mean = meanOf(rating, counted)
        const isLow = mean !== null && mean < lowBelow
        const isLowOnConduct = leads && rating.conduct !== null && rating.conduct <= lowConduct
        const on = pair.revealedAt ? londonDate(pair.revealedAt) : isoFromDate(pair.revealOn)
        return isLow || isLowOnConduct ? [{ personId, ratingId: rating.id, on, isLow, isLowOnConduct }] : []
      }),
    ),
  )
}

/** Private words since an ISO day that a host called serious. */
export const seriousWords = (ctx: Ctx, since: string): Promise<{ id: string; personId: string }[]> =>
  tables(ctx).privateWord.findMany({
    where: { isSerious: true, at: { gte: dateFromIso(since) } },
    select: { id: true, personId: true },
    orderBy: { at: 'asc' },
  })
