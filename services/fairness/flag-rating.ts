import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { type RatingSides, ratingsToFlag } from '#services/ratings/index.ts'
import { kinds } from './kinds.ts'
import { openConcern } from './open-concern.ts'
import { type Party, person, service } from './parties.ts'
import { tables } from './tables.ts'

/** The parties of a pair of ratings, as the sides of a concern that this side brings. */
const partiesOf = (pair: RatingSides, bringer: 'host' | 'provider'): Party[] => {
  const sideOf = (side: 'host' | 'provider') => (side === bringer ? ('bringer' as const) : ('other' as const))
  return [
    service(sideOf('host'), pair.hostYotCode),
    ...pair.hostPersonIds.map((id) => person(sideOf('host'), id)),
    ...(pair.providerYotCode === null ? [] : [service(sideOf('provider'), pair.providerYotCode)]),
    ...pair.leadingIds.map((id) => person(sideOf('provider'), id)),
    ...pair.otherIds.map((id) => person(sideOf('provider'), id, false)),
  ]
}

/** What can be flagged of a pair, and for which reasons; not-found for whoever took no part. */
export const flagPage = async (ctx: Ctx, pairId: string) => {
  const found = await ratingsToFlag(ctx, pairId)
  if (!found.ok) return found
  const { workRef, title, flaggable, side } = found.value
  const flagged = await tables(ctx).concernPoint.findMany({
    where: { onceKey: { startsWith: `flag:${pairId}:` } },
    select: { onceKey: true, concern: { select: { ref: true, status: true } } },
  })
  const own = flagged.find(({ onceKey }) => onceKey.endsWith(`:${side}`))
  return ok({
    pairId,
    workRef,
    title,
    ratings: flaggable.map(({ id, comment, givenOn, wordsHiddenOn }) => ({
      id,
      givenOn,
      comment: wordsHiddenOn === null ? comment : null,
    })),
    reasons: kinds.flag.reasons,
    earlier: own ? own.concern.ref : null,
  })
}

/**
 * A party to a pair of ratings flags one that the other side gave. What both sides flag at once is one concern with two statements.
 */
export const flagRating = async (
  ctx: Ctx,
  pairId: string,
  { ratingId, reason, statement }: { ratingId: string; reason: string; statement: string },
): Promise<Result<{ ref: string }>> => {
  const found = await ratingsToFlag(ctx, pairId)
  if (!found.ok) return found
  const pair = found.value
  if (!kinds.flag.reasons.some(({ code }) => code === reason)) return invalid({ reason: 'Choose what is the matter' })
  if (!pair.flaggable.some(({ id }) => id === ratingId))
    return invalid({ ratingId: 'Choose one of the ratings that the other side gave' })
  const settled = await tables(ctx).concernPoint.count({
    where: { ratingId, outcomes: { some: { outcome: 'set-aside', undoneAt: null } } },
  })
  if (settled > 0) return refused('This rating has been set aside already.')
  return openConcern(ctx, {
    kind: 'flag',
    subject: { kind: 'rating-pair', id: pairId },
    title: `A rating of ${pair.title} (${pair.workRef})`,
    case: pair.case,
    parties: partiesOf(pair, pair.side),
    points: [{ reason, ratingId, onceKey: `flag:${pairId}:${ratingId}:${reason}:${pair.side}` }],
    statement,
    openKey: `flag:${pairId}`,
  })
}
