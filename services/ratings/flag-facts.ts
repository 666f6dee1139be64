import type { RatingSide } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { readPair } from './pairs.ts'
import { answersFor } from './policy.ts'
import type { Marks } from './rules.ts'
import { criteria } from './schema.ts'
import { tables } from './tables.ts'

/** What a rating said, for those who decide about it. ISO day. */
export type RatingRead = {
  id: string
  side: RatingSide
  marks: Marks
  comment: string
  givenOn: string
  reply: string | null
  wordsHiddenOn: string | null
  setAsideOn: string | null
}

/** Who was on which side of a pair, and its ratings, for the desk that decides about them. */
export type RatingSides = {
  pairId: string
  workRef: string
  title: string
  case: CaseRef | null
  hostYotCode: string
  hostPersonIds: string[]
  providerYotCode: string | null
  /** Who came: those who answer for the others, and the others. */
  leadingIds: string[]
  otherIds: string[]
  ratings: RatingRead[]
}

const leads = (role: string) => role === 'co_lead' || role === 'provider'

type Pair = NonNullable<Awaited<ReturnType<typeof readPair>>>

const sidesFrom = (pair: Pair): RatingSides => ({
  pairId: pair.id,
  workRef: pair.workRef,
  title: pair.title,
  case: pair.caseKind && pair.caseId ? { kind: pair.caseKind, id: pair.caseId } : null,
  hostYotCode: pair.hostYotCode,
  hostPersonIds: pair.hostPersonIds,
  providerYotCode: pair.providerYotCode,
  leadingIds: pair.people.filter(({ role }) => leads(role)).map(({ personId }) => personId),
  otherIds: pair.people.filter(({ role }) => !leads(role)).map(({ personId }) => personId),
  ratings: pair.ratings.map(readFrom),
})

type Row = Pair['ratings'][number]

const readFrom = (row: Row): RatingRead => ({
  id: row.id,
  side: row.side,
  marks: Object.fromEntries(criteria.map(({ name }) => [name, row[name]])) as Marks,
  comment: row.comment,
  givenOn: londonDate(row.submittedAt),
  reply: row.reply,
  wordsHiddenOn: row.wordsHiddenOn && londonDate(row.wordsHiddenOn),
  setAsideOn: row.setAsideOn && londonDate(row.setAsideOn),
})

/**
 * What a party to a pair may flag: the ratings that the other side gave, once they have appeared. not-found for whoever took no part;
 * refused while they are sealed, for members who do not lead, and where the other side has not rated.
 */
export const ratingsToFlag = async (
  ctx: Ctx,
  pairId: string,
): Promise<Result<RatingSides & { side: RatingSide; flaggable: RatingRead[] }>> => {
  const pair = await readPair(ctx, pairId)
  const side = pair && answersFor(ctx.actor, pair)
  if (!pair || !side) return notFound()
  if (!pair.isRevealed) return refused('A rating can be flagged once it has appeared.')
  const sides = sidesFrom(pair)
  const flaggable = sides.ratings.filter((rating) => rating.side !== side && rating.setAsideOn === null)
  return flaggable.length === 0
    ? refused('The other side has not rated, so there is nothing to flag.')
    : ok({ ...sides, side, flaggable })
}

/** One rating as it was given, for whoever decides about it and has been asked. Null when there is none. */
export const readRating = async (ctx: Ctx, ratingId: string): Promise<(RatingRead & { pairId: string }) | null> => {
  const row = await tables(ctx).rating.findUnique({ where: { id: ratingId } })
  return row && { ...readFrom(row), pairId: row.pairId }
}
