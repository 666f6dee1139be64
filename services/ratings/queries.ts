import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import type { TaskSource } from '#services/core/task.ts'
import { uncapitalise } from '#services/core/words.ts'
import { laterWindow } from './later-word.ts'
import { readPair } from './pairs.ts'
import { answersFor, seatOf, sideOf, tookPart } from './policy.ts'
import type { Marks } from './rules.ts'
import { changes, criteria } from './schema.ts'
import { tables } from './tables.ts'

const marksOf = (rating: Marks): Marks => Object.fromEntries(criteria.map(({ name }) => [name, rating[name]])) as Marks

/** A rating as pages show it. Who typed it is not shown: a side speaks. */
export type ShownRating = {
  id: string
  marks: Marks
  /** Null where its words were hidden by a decision. */
  comment: string | null
  /** ISO dates. */
  givenOn: string
  wordsHiddenOn: string | null
  setAsideOn: string | null
  reply: string | null
  isNamed: boolean
}

type Row = Marks & {
  id: string
  comment: string
  submittedAt: Date
  reply: string | null
  isNamed: boolean
  wordsHiddenOn: Date | null
  setAsideOn: Date | null
}

export const shown = (rating: Row): ShownRating => ({
  id: rating.id,
  marks: marksOf(rating),
  comment: rating.wordsHiddenOn === null ? rating.comment : null,
  givenOn: londonDate(rating.submittedAt),
  wordsHiddenOn: rating.wordsHiddenOn && isoFromDate(rating.wordsHiddenOn),
  setAsideOn: rating.setAsideOn && isoFromDate(rating.setAsideOn),
  reply: rating.reply,
  isNamed: rating.isNamed,
})

export type RatingPage = {
  pairId: string
  workRef: string
  /** Page of the work that was rated. */
  workHref: string
  title: string
  hostName: string
  /** The side the actor rates for, or answers for. */
  side: 'host' | 'provider' | null
  /** They rate: for the host, or as one of those who came. */
  mayRate: boolean
  people: { personId: string; name: string }[]
  /** ISO date on which all appear at the latest. */
  revealOn: string
  isRevealed: boolean
  /** The actor's own rating, sealed or not. */
  own: ShownRating | null
  /** The other side's, once revealed. None before, whether or not there are any. */
  others: ShownRating[]
  /** What those on the actor's side who rated apart said, once revealed. */
  colleagues: ShownRating[]
  /** Ids of ratings that the actor may reply to. */
  replyTo: string[]
  mayFlag: boolean
  /** The day by which the actor is to write their words anew. */
  mendBy: string | null
  /** A host may say something about one person in private. */
  saidOf: string[]
  mayTellAssociation: boolean
  /** A host may say what changed, 6 to 12 months later. */
  mayTellLater: boolean
  /** What the host said had changed, for both sides. ISO day. */
  later: { says: string; text: string; on: string; mayQuote: boolean } | null
  /** A host may let it be quoted, or no longer. */
  mayChangeQuote: boolean
}

/** The page of one pair of ratings. not-found for anyone who took no part. */
export const findRatingPage = async (ctx: Ctx, pairId: string): Promise<Result<RatingPage>> => {
  const pair = await readPair(ctx, pairId)
  if (!pair || !tookPart(ctx.actor, pair)) return notFound()
  const side = sideOf(ctx.actor, pair)
  const seat = seatOf(ctx.actor, pair)
  const answers = answersFor(ctx.actor, pair)
  const today = ctx.clock.today()
  const own = pair.ratings.find((rating) => rating.seat === seat)
  const others = pair.isRevealed && side ? pair.ratings.filter((rating) => rating.side !== side) : []
  const saidOf =
    side === 'host'
      ? await tables(ctx).privateWord.findMany({
          where: { pairId, byId: ctx.actor.personId ?? pairId },
          select: { personId: true },
        })
      : []
  return ok({
    pairId: pair.id,
    workRef: pair.workRef,
    workHref: pair.work === 'review' ? `/reviews/${pair.workRef}` : `/engagements/${pair.workRef}`,
    title: pair.title,
    hostName: pair.host.name,
    side,
    mayRate: seat !== null,
    people: pair.people.map(({ personId, person }) => ({ personId, name: person.name })),
    revealOn: pair.revealOn,
    isRevealed: pair.isRevealed,
    own: own ? { ...shown(own), comment: own.comment } : null,
    others: others.map(shown),
    colleagues: pair.isRevealed
      ? pair.ratings.filter((rating) => rating.side === side && rating.seat !== seat).map(shown)
      : [],
    replyTo: answers === null ? [] : others.filter(({ reply }) => reply === null).map(({ id }) => id),
    mayFlag: answers !== null && others.some(({ setAsideOn }) => setAsideOn === null),
    mendBy: own?.mendBy && isoFromDate(own.mendBy) >= today ? isoFromDate(own.mendBy) : null,
    saidOf: saidOf.map(({ personId }) => personId),
    mayTellAssociation: side === 'host' && pair.people.length > 0,
    mayTellLater: side === 'host' && pair.later === null && laterWindow(londonDate(pair.openedAt), today),
    later: pair.later && {
      says: changes[pair.later.change - 1] ?? '',
      text: pair.later.text,
      on: londonDate(pair.later.at),
      mayQuote: pair.later.mayQuote,
    },
    mayChangeQuote: side === 'host' && pair.later !== null,
  })
}

/** Pairs whose ratings everyone may see today. */
export const revealedToday = (ctx: Ctx) => ({
  OR: [{ revealedAt: { not: null } }, { revealOn: { lte: dateFromIso(ctx.clock.today()) } }],
})

/** The pair of a finished piece of work, for its own page to link to. */
export const findPairOf = async (ctx: Ctx, work: { work: 'review' | 'engagement'; workId: string }) => {
  const pair = await tables(ctx).ratingPair.findUnique({ where: { work_workId: work }, select: { id: true } })
  return pair && { pairId: pair.id }
}

/** Ratings that wait for this person, and words to write anew. */
export const ratingTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const led = ctx.actor.grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : []))
  const today = dateFromIso(ctx.clock.today())
  const [reviews, engagements, mending] = await Promise.all([
    ctx.db.reviewRequest.findMany({
      where: { OR: [{ leadOfficerId: personId }, { requestedById: personId }] },
      select: { id: true },
    }),
    ctx.db.engagement.findMany({ where: { hostContactId: personId }, select: { id: true } }),
    tables(ctx).rating.findMany({
      where: { raterId: personId, mendBy: { gte: today } },
      select: { pairId: true, mendBy: true, pair: { select: { title: true, workRef: true } } },
    }),
  ])
  const looksAfter = [...reviews, ...engagements].map(({ id }) => id)
  const pairs = await tables(ctx).ratingPair.findMany({
    where: {
      revealedAt: null,
      revealOn: { gt: today },
      OR: [{ hostYotCode: { in: led } }, { workId: { in: looksAfter } }, { people: { some: { personId } } }],
    },
    include: { ratings: { select: { seat: true } }, people: { select: { personId: true, role: true } } },
  })
  return [
    ...pairs.flatMap((pair) => {
      const isLead = looksAfter.includes(pair.workId)
      const seat = seatOf(ctx.actor, { ...pair, hostPersonIds: isLead ? [personId] : [] })
      if (!seat || pair.ratings.some((rating) => rating.seat === seat)) return []
      return [
        {
          title: `Say how it went: ${uncapitalise(pair.title)} (${pair.workRef})`,
          href: `/ratings/${pair.id}`,
          dueOn: isoFromDate(pair.revealOn),
          kind: 'Rating',
        },
      ]
    }),
    ...mending.map(({ pairId, mendBy, pair }) => ({
      title: `Write the words of your rating anew: ${uncapitalise(pair.title)} (${pair.workRef})`,
      href: `/ratings/${pairId}`,
      ...(mendBy ? { dueOn: isoFromDate(mendBy) } : {}),
      kind: 'Rating',
    })),
  ]
}
