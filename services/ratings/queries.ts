import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { rememberEach } from '#services/core/remember.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import type { TaskSource } from '#services/core/task.ts'
import { readPair, visiblePairs } from './pairs.ts'
import { sideOf, tookPart } from './policy.ts'
import { figureOf, type Marks, meanOf, type RatingFigure } from './rules.ts'
import { criteria } from './schema.ts'
import { tables } from './tables.ts'

const marksOf = (rating: Marks): Marks => ({
  relevance: rating.relevance,
  preparation: rating.preparation,
  quality: rating.quality,
  conduct: rating.conduct,
  usefulness: rating.usefulness,
})

/** A rating as pages show it. Who typed it is not shown: a side speaks. */
export type ShownRating = {
  marks: Marks
  comment: string
  /** ISO date. */
  givenOn: string
  reply: string | null
}

const shown = (rating: Marks & { comment: string; submittedAt: Date; reply: string | null }): ShownRating => ({
  marks: marksOf(rating),
  comment: rating.comment,
  givenOn: londonDate(rating.submittedAt),
  reply: rating.reply,
})

export type RatingPage = {
  pairId: string
  workRef: string
  /** Page of the review that was rated; null for other work. */
  reviewHref: string | null
  title: string
  hostName: string
  /** The side the actor rates for; null for members of the team who do not lead it. */
  side: 'host' | 'provider' | null
  people: string[]
  /** ISO date on which both appear at the latest. */
  revealOn: string
  isRevealed: boolean
  /** The actor's side's own rating, sealed or not. */
  own: ShownRating | null
  /** The other side's, once revealed. Null before, whether or not it is there. */
  other: ShownRating | null
  mayReply: boolean
}

/** The page of one pair of ratings. not-found for anyone who took no part. */
export const findRatingPage = async (ctx: Ctx, pairId: string): Promise<Result<RatingPage>> => {
  const pair = await readPair(ctx, pairId)
  if (!pair || !tookPart(ctx.actor, pair)) return notFound()
  const side = sideOf(ctx.actor, pair)
  const mine = side ?? 'provider'
  const own = pair.ratings.find((rating) => rating.side === mine)
  const other = pair.ratings.find((rating) => rating.side !== mine)
  return ok({
    pairId: pair.id,
    workRef: pair.workRef,
    reviewHref: pair.work === 'review' ? `/reviews/${pair.workRef}` : null,
    title: pair.title,
    hostName: pair.host.name,
    side,
    people: pair.people.map(({ person }) => person.name),
    revealOn: pair.revealOn,
    isRevealed: pair.isRevealed,
    own: own && (side || pair.isRevealed) ? shown(own) : null,
    other: other && pair.isRevealed ? shown(other) : null,
    mayReply: side !== null && pair.isRevealed && other !== undefined && other.reply === null,
  })
}

/** Pairs whose ratings everyone may see today. */
const revealedToday = (ctx: Ctx) => ({
  OR: [{ revealedAt: { not: null } }, { revealOn: { lte: dateFromIso(ctx.clock.today()) } }],
})

/**
 * Over every rating there is, so at most a minute old; kept apart for each set of cases that must not exist for its reader.
 */
const bankMean = rememberEach(60, async (ctx): Promise<number> => {
  const { _avg } = await tables(ctx).rating.aggregate({
    where: { side: 'host', status: 'kept', pair: { AND: [revealedToday(ctx), await visiblePairs(ctx)] } },
    _avg: { relevance: true, preparation: true, quality: true, conduct: true, usefulness: true },
  })
  const means = criteria.map(({ name }) => _avg[name] ?? 4)
  return means.reduce((sum, mean) => sum + mean, 0) / means.length
})

export type ProfileRatings = {
  figure: RatingFigure
  /** The newest first. */
  ratings: (ShownRating & { title: string; workRef: string; role: string })[]
}

/**
 * The ratings that show on a person's profile: those of hosts they worked for, once revealed, with the figure and its
 * count. Work of a case that the viewer is blocked from is in neither.
 */
export const ratingsOf = async (ctx: Ctx, personId: string): Promise<ProfileRatings> => {
  const pairs = await tables(ctx).ratingPair.findMany({
    where: { AND: [{ people: { some: { personId } } }, revealedToday(ctx), await visiblePairs(ctx)] },
    orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
    include: {
      ratings: { where: { side: 'host', status: 'kept' } },
      people: { where: { personId }, select: { role: true } },
    },
  })
  const rated = pairs.flatMap((pair) =>
    pair.ratings.map((rating) => ({ pair, rating, role: pair.people[0]?.role ?? 'reviewer' })),
  )
  return {
    figure: figureOf(
      rated.map(({ rating }) => meanOf(rating)),
      await bankMean(ctx, JSON.stringify(await visiblePairs(ctx))),
    ),
    ratings: rated.map(({ pair, rating, role }) => ({
      ...shown(rating),
      title: pair.title,
      workRef: pair.workRef,
      role,
    })),
  }
}

/**
 * Mean (1 to 5) and count of everybody's revealed ratings, by person: what the matcher weighs. Two statements.
 * For the association's own use; a page shows `ratingsOf`.
 */
export const ratingFacts = async (ctx: Ctx): Promise<Map<string, { mean: number; count: number }>> => {
  const rows = await tables(ctx).ratedPerson.findMany({
    where: { pair: { AND: [revealedToday(ctx), await visiblePairs(ctx)] } },
    select: { personId: true, pair: { select: { ratings: { where: { side: 'host', status: 'kept' } } } } },
  })
  const sums = new Map<string, { sum: number; count: number }>()
  for (const { personId, pair } of rows) {
    for (const rating of pair.ratings) {
      const known = sums.get(personId) ?? { sum: 0, count: 0 }
      sums.set(personId, { sum: known.sum + meanOf(rating), count: known.count + 1 })
    }
  }
  return new Map([...sums].map(([personId, { sum, count }]) => [personId, { mean: sum / count, count }]))
}

/** The pair of a finished piece of work, for its own page to link to. */
export const findPairOf = async (ctx: Ctx, work: { work: 'review' | 'engagement'; workId: string }) => {
  const pair = await tables(ctx).ratingPair.findUnique({ where: { work_workId: work }, select: { id: true } })
  return pair && { pairId: pair.id }
}

/** Ratings that wait for this person. */
export const ratingTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const led = ctx.actor.grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : []))
  const reviews = await ctx.db.reviewRequest.findMany({
    where: { OR: [{ leadOfficerId: personId }, { requestedById: personId }] },
    select: { id: true },
  })
  const pairs = await tables(ctx).ratingPair.findMany({
    where: {
      revealedAt: null,
      revealOn: { gt: dateFromIso(ctx.clock.today()) },
      OR: [
        { hostYotCode: { in: led } },
        { workId: { in: reviews.map(({ id }) => id) } },
        { people: { some: { personId } } },
      ],
    },
    include: { ratings: { select: { side: true } }, people: { select: { personId: true, role: true } } },
  })
  return pairs.flatMap((pair) => {
    const isLead = reviews.some(({ id }) => id === pair.workId)
    const side = sideOf(ctx.actor, { ...pair, hostPersonIds: isLead ? [personId] : [] })
    if (!side || pair.ratings.some((rating) => rating.side === side)) return []
    return [
      {
        title: `Say how ${pair.workRef} went`,
        href: `/ratings/${pair.id}`,
        dueOn: isoFromDate(pair.revealOn),
        kind: 'Rating',
      },
    ]
  })
}
