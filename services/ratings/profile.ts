import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { rememberEach } from '#services/core/remember.ts'
import { regionName } from '#services/yots/index.ts'
import {
  type Counted,
  drawn,
  enoughRatings,
  estimatePrior,
  type Figure,
  figureOf,
  monthOf,
  type Prior,
  publishedOf,
  type Summed,
} from './figures.ts'
import { visiblePairs } from './pairs.ts'
import { revealedToday, shown } from './queries.ts'
import { criteriaFor, type Marks, meanOf } from './rules.ts'
import { type Criterion, criteria } from './schema.ts'
import { tables } from './tables.ts'

/** Whose ratings: a person's own work, a service's, or an outside provider's. */
export type Subject = { personId: string } | { yotCode: string } | { outsideId: string }

/** Pairs whose host's rating is of this subject: what a service or an outside provider did is its own, and not its people's. */
const pairsOf = (subject: Subject) => {
  if ('personId' in subject)
    return { providerYotCode: null, outsideId: null, people: { some: { personId: subject.personId } } }
  return 'outsideId' in subject ? { outsideId: subject.outsideId } : { providerYotCode: subject.yotCode }
}

/** One text for whose ratings they are. */
const idOf = (subject: Subject): string => {
  if ('personId' in subject) return subject.personId
  return 'outsideId' in subject ? subject.outsideId : subject.yotCode
}

const readPairs = async (ctx: Ctx, subject: Subject) =>
  tables(ctx).ratingPair.findMany({
    where: { AND: [pairsOf(subject), revealedToday(ctx), await visiblePairs(ctx)] },
    orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
    include: {
      host: { select: { name: true, region: true } },
      ratings: { where: { side: 'host' } },
      people: { select: { personId: true, role: true } },
    },
  })

type Pair = Awaited<ReturnType<typeof readPairs>>[number]

/** The day on which a pair's ratings appeared. ISO. */
const revealedOn = ({ revealedAt, revealOn }: Pick<Pair, 'revealedAt' | 'revealOn'>): string =>
  revealedAt ? londonDate(revealedAt) : isoFromDate(revealOn)

const roleIn = (pair: Pick<Pair, 'people'>, subject: Subject): string =>
  'personId' in subject
    ? (pair.people.find(({ personId }) => personId === subject.personId)?.role ?? 'reviewer')
    : 'provider'

type OfSubject = Counted & { marks: Marks; counted: Criterion[] }

const countedFrom = (pairs: readonly Pair[], subject: Subject): OfSubject[] =>
  pairs.flatMap((pair) =>
    pair.ratings.flatMap((rating) => {
      const counted = criteriaFor(roleIn(pair, subject), pair.people.length)
      const mean = meanOf(rating, counted)
      if (mean === null) return []
      return [
        {
          id: rating.id,
          revealedOn: revealedOn(pair),
          setAsideOn: rating.setAsideOn && isoFromDate(rating.setAsideOn),
          mean,
          marks: rating,
          counted,
        },
      ]
    }),
  )

/**
 * What is known before any rating of somebody, estimated from everybody's figures of this month: by threes like them, since it is
 * printed, and two months of it must not differ by one rating either. At most a minute old, and kept apart for each set of cases that
 * must not exist for its reader. Two statements.
 */
const bankPrior = rememberEach(60, async (ctx, key): Promise<Prior> => {
  const month = monthOf(ctx.clock.today())
  const hidden: string[] = JSON.parse(key)
  const rows = await ctx.db.$queryRaw<{ count: number; sum: number; squares: number }[]>`
    select count(*)::int as count, sum(mean)::float8 as sum, sum(mean * mean)::float8 as squares
    from (
      select *, row_number() over (partition by subject order by "on", id) as place,
        count(*) over (partition by subject) as there
      from (
        select coalesce(p."providerYotCode", p."outsideId"::text, rp."personId"::text) as subject, r.id,
          coalesce((p."revealedAt" at time zone 'Europe/London')::date, p."revealOn") as "on",
          (coalesce(r.relevance, 0) + coalesce(r.preparation, 0) + coalesce(r.quality, 0) + coalesce(r.conduct, 0) + coalesce(r.usefulness, 0))::float8
            / nullif(num_nonnulls(r.relevance, r.preparation, r.quality, r.conduct, r.usefulness), 0) as mean
        from "Rating" r
        join "RatingPair" p on p.id = r."pairId"
        join "RatedPerson" rp on rp."pairId" = p.id
        where r.side = 'host' and (r."setAsideOn" is null or r."setAsideOn" >= ${month}::date)
          and coalesce((p."revealedAt" at time zone 'Europe/London')::date, p."revealOn") < ${month}::date
          and (p."caseId" is null or not p."caseId" = any(${hidden}::uuid[]))
        group by 1, 2, 3, r.relevance, r.preparation, r.quality, r.conduct, r.usefulness
      ) as given
      where mean is not null
    ) as rated
    where place <= there - there % ${enoughRatings}
    group by subject`
  return estimatePrior(rows satisfies Summed[])
})

const hiddenKey = async (ctx: Ctx): Promise<string> => {
  const visible = await visiblePairs(ctx)
  const [, not] = visible.OR ?? []
  const hidden = not?.caseId && typeof not.caseId === 'object' && 'notIn' in not.caseId ? not.caseId.notIn : []
  return JSON.stringify(Array.isArray(hidden) ? hidden.toSorted() : [])
}

/** The prior as this reader's figures use it. */
export const priorFor = async (ctx: Ctx): Promise<Prior> => bankPrior(ctx, await hiddenKey(ctx))

export type CriterionFigure = { name: Criterion; title: string; shown: number | null; isTeams: boolean }

export type ProfileRatings = {
  figure: Figure
  /** Each criterion's mean, drawn like the figure; null where fewer than three of them were marked. */
  byCriterion: CriterionFigure[]
  /** The newest first. */
  ratings: {
    id: string
    /** "Peer review" or "Agreed work"; nothing that tells whose, unless the host chose so. */
    kind: string
    year: string
    region: string
    named: { host: string; ref: string; title: string } | null
    comment: string | null
    wordsHiddenOn: string | null
    reply: string | null
  }[]
}

const kinds = { review: 'Peer review', engagement: 'Agreed work' } as const

const criterionFigures = (published: readonly OfSubject[], prior: Prior, subject: Subject): CriterionFigure[] =>
  criteria.map(({ name, title, isTeams }) => {
    // What three or more marked: fewer would tell a mark.
    const marks = published.flatMap(({ marks, counted }) => (counted.includes(name) ? (marks[name] ?? []) : []))
    const isWhole = marks.length === published.length && marks.length > 0
    const sum = marks.reduce<number>((total, mark) => total + mark, 0)
    return {
      name,
      title,
      shown: isWhole ? Math.round(drawn(marks.length, sum, prior) * 10) / 10 : null,
      isTeams: isTeams && 'personId' in subject,
    }
  })

/**
 * The ratings of a person's, a service's or an outside provider's work, once revealed: words at once, and the figure of the month. Work of a case that the
 * viewer is blocked from is in neither. A word never names the host, the reference or its themes unless the host chose so.
 */
export const ratingsOfSubject = async (ctx: Ctx, subject: Subject): Promise<ProfileRatings> => {
  const pairs = await readPairs(ctx, subject)
  const prior = await priorFor(ctx)
  const published = publishedOf(countedFrom(pairs, subject), monthOf(ctx.clock.today()))
  return {
    figure: figureOf(published, prior),
    byCriterion: published.length === 0 ? [] : criterionFigures(published, prior, subject),
    ratings: pairs.flatMap((pair) =>
      pair.ratings
        .filter(({ setAsideOn }) => setAsideOn === null)
        .map((rating) => {
          const { id, comment, wordsHiddenOn, reply, isNamed } = shown(rating)
          return {
            id,
            kind: kinds[pair.work],
            year: londonDate(pair.openedAt).slice(0, 4),
            region: regionName(pair.host.region),
            named: isNamed ? { host: pair.host.name, ref: pair.workRef, title: pair.title } : null,
            comment,
            wordsHiddenOn,
            reply,
          }
        }),
    ),
  }
}

/** What hosts said of a person's own work. */
export const ratingsOf = (ctx: Ctx, personId: string): Promise<ProfileRatings> => ratingsOfSubject(ctx, { personId })

/** Everybody's published ratings, as of this month and by threes, by a person's id or a service's code. Two statements. */
const everyPublished = async (ctx: Ctx): Promise<Map<string, OfSubject[]>> => {
  const month = monthOf(ctx.clock.today())
  const rows = await tables(ctx).ratingPair.findMany({
    where: { AND: [revealedToday(ctx), await visiblePairs(ctx)] },
    include: {
      host: { select: { name: true, region: true } },
      ratings: { where: { side: 'host' } },
      people: { select: { personId: true, role: true } },
    },
  })
  const bySubject = new Map<string, { subject: Subject; pairs: Pair[] }>()
  for (const pair of rows) {
    const { providerYotCode: yotCode, outsideId } = pair
    const people = pair.people.map(({ personId }): Subject => ({ personId }))
    const subjects: Subject[] = yotCode !== null ? [{ yotCode }] : outsideId !== null ? [{ outsideId }] : people
    for (const subject of subjects) {
      const key = idOf(subject)
      const known = bySubject.get(key) ?? { subject, pairs: [] }
      known.pairs.push(pair)
      bySubject.set(key, known)
    }
  }
  return new Map(
    [...bySubject].flatMap(([key, { subject, pairs }]) => {
      const published = publishedOf(countedFrom(pairs, subject), month)
      return published.length === 0 ? [] : [[key, published]]
    }),
  )
}

const meanOfAll = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/**
 * Mean (1 to 5) and count of everybody's published ratings, by a person's id or a service's code: what the matcher weighs. For
 * ranking; a page shows `ratingsOf`.
 */
export const ratingFacts = async (ctx: Ctx): Promise<Map<string, { mean: number; count: number }>> =>
  new Map(
    [...(await everyPublished(ctx))].map(([key, published]) => [
      key,
      { mean: meanOfAll(published.map(({ mean }) => mean)), count: published.length },
    ]),
  )

/** Everybody's mean of each criterion, from what figures rest on, so that it tells no mark either; null where none was marked. */
export const everybodysCriteria = async (ctx: Ctx): Promise<Record<Criterion, number | null>> =>
  everyCriterion(ctx, await hiddenKey(ctx))

const everyCriterion = rememberEach(60, async (ctx) => meansOf([...(await everyPublished(ctx)).values()].flat()))

/** Means of each criterion where three or more marked it. */
const meansOf = (published: readonly OfSubject[]) =>
  Object.fromEntries(
    criteria.map(({ name }) => {
      const given = published.flatMap(({ marks, counted }) => (counted.includes(name) ? (marks[name] ?? []) : []))
      return [name, given.length < enoughRatings ? null : meanOfAll(given)]
    }),
  ) as Record<Criterion, number | null>

/** Somebody's own means as they are, for nobody else: beside everybody's means, which are not drawn either. */
export const ownCriteria = async (ctx: Ctx, personId: string): Promise<Record<Criterion, number | null>> => {
  const subject = { personId }
  return meansOf(publishedOf(countedFrom(await readPairs(ctx, subject), subject), monthOf(ctx.clock.today())))
}

/**
 * Everybody's figure as pages show it, by a person's id or a service's code, and where those stand who have none: the prior. What
 * the catalogue is ordered by. At most a minute old; the figures themselves are a month's.
 */
export const shownFigures = async (
  ctx: Ctx,
): Promise<{ figures: Map<string, { shown: number; count: number }>; others: number }> =>
  everyFigure(ctx, await hiddenKey(ctx))

const toTenths = (value: number) => Math.round(value * 10) / 10

const everyFigure = rememberEach(60, async (ctx, key) => {
  const prior = await bankPrior(ctx, key)
  const shownOf = (count: number, mean: number) => toTenths(drawn(count, count * mean, prior))
  const figures = new Map(
    [...(await ratingFacts(ctx))].map(([subject, { mean, count }]) => [
      subject,
      { shown: shownOf(count, mean), count },
    ]),
  )
  return { figures, others: toTenths(prior.mean) }
})

/** A service's or a person's figure alone, for those who choose among offerings, by key ("yot:leeds", "person:<id>", "outside:<id>"). */
export const figuresOf = async (ctx: Ctx, subjects: readonly Subject[]): Promise<Map<string, Figure>> => {
  const prior = await priorFor(ctx)
  const month = monthOf(ctx.clock.today())
  const found = new Map<string, Figure>()
  for (const subject of subjects) {
    const key = `${'personId' in subject ? 'person' : 'outsideId' in subject ? 'outside' : 'yot'}:${idOf(subject)}`
    if (found.has(key)) continue
    found.set(key, figureOf(publishedOf(countedFrom(await readPairs(ctx, subject), subject), month), prior))
  }
  return found
}
