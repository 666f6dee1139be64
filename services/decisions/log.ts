import { Prisma } from '#prisma/generated/client.ts'
import type { DecisionBody } from '#prisma/generated/enums.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { foldSearch } from '#services/core/fold.ts'
import type { LogFilter } from './log-filter.ts'
import { mayWorkAtLog } from './policy.ts'
import { tables } from './tables.ts'
import { bodyName, bodyWords } from './words.ts'

/** One decision in the list that everybody reads. ISO days. */
export type LogLine = {
  ref: string
  title: string
  decided: string
  on: string
  body: string
  isReplaced: boolean
  corrections: number
  reviewOn: string | null
}

export type Log = {
  lines: LogLine[]
  count: number
  pageCount: number
  choices: { bodies: { value: DecisionBody; label: string }[]; years: number[] }
  mayWork: boolean
}

const logPageSize = 30

const shown = Prisma.sql`d.status in ('published', 'replaced')`

/** The words of a decision, exactly as the index has them. */
const searched = Prisma.sql`to_tsvector('english', folded(
  d.title || ' ' || d.decided || ' ' || d.reasons || ' ' || d.alternatives || ' ' || d.conflicts || ' ' || d."restsOn"))`

const conditionsOf = ({ body, year, q }: LogFilter): Prisma.Sql => {
  const conditions = [shown]
  if (body !== null) conditions.push(Prisma.sql`d.body = ${body}::"DecisionBody"`)
  if (year !== null)
    conditions.push(
      Prisma.sql`d."decidedOn" >= ${dateFromIso(`${year}-01-01`)} and d."decidedOn" < ${dateFromIso(`${year + 1}-01-01`)}`,
    )
  if (q !== '') conditions.push(Prisma.sql`${searched} @@ websearch_to_tsquery('english', ${foldSearch(q)})`)
  return Prisma.join(conditions, ' and ')
}

type Row = {
  ref: string
  title: string
  decided: string
  decidedOn: Date
  body: DecisionBody
  region: string | null
  status: string
  reviewOn: Date | null
  corrections: number
  count: number
}

/** Published decisions, the latest first, thirty a page, for everybody. Two statements. */
export const decisionLog = async (ctx: Ctx, filter: LogFilter): Promise<Log> => {
  const [rows, years] = await Promise.all([
    ctx.db.$queryRaw<Row[]>`
      select d.ref, d.title, d.decided, d."decidedOn", d.body::text as body, d.region, d.status::text as status, d."reviewOn",
        (select count(*)::int - 1 from "SealedText" t where t.kind = 'decision' and t."subjectId" = d.id) as corrections,
        count(*) over ()::int as count
      from "Decision" d where ${conditionsOf(filter)}
      order by d."decidedOn" desc, d.id desc limit ${logPageSize} offset ${(filter.page - 1) * logPageSize}`,
    ctx.db.$queryRaw<{ year: number }[]>`
      select distinct extract(year from d."decidedOn")::int as year from "Decision" d where ${shown} order by year desc`,
  ])
  const count = rows[0]?.count ?? 0
  return {
    lines: rows.map(({ ref, title, decided, decidedOn, body, region, status, reviewOn, corrections }) => ({
      ref,
      title,
      decided,
      on: isoFromDate(decidedOn),
      body: bodyName({ body, region }),
      isReplaced: status === 'replaced',
      corrections,
      reviewOn: reviewOn && isoFromDate(reviewOn),
    })),
    count,
    pageCount: Math.ceil(count / logPageSize),
    choices: {
      bodies: Object.entries(bodyWords).map(([value, label]) => ({ value: value as DecisionBody, label })),
      years: years.map(({ year }) => year),
    },
    mayWork: mayWorkAtLog(ctx.actor),
  }
}

export type FeedEntry = {
  ref: string
  title: string
  decided: string
  body: string
  publishedAt: Date
  changedAt: Date
}

const inFeed = 50

/** The decisions that were published last, for the feed: each with when it was published and when anything of it was last changed. Two statements. */
export const decisionFeed = async (ctx: Ctx): Promise<FeedEntry[]> => {
  const rows = await tables(ctx).decision.findMany({
    where: { publishedAt: { not: null } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    take: inFeed,
    select: { id: true, ref: true, title: true, decided: true, body: true, region: true, publishedAt: true },
  })
  const moved = await ctx.db.move.groupBy({
    by: ['subjectId'],
    where: { subjectKind: 'decision', subjectId: { in: rows.map(({ id }) => id) } },
    _max: { movedAt: true },
  })
  const changed = new Map(moved.map(({ subjectId, _max }) => [subjectId, _max.movedAt]))
  return rows.flatMap(({ id, body, region, publishedAt, ...row }) =>
    publishedAt === null
      ? []
      : [{ ...row, body: bodyName({ body, region }), publishedAt, changedAt: changed.get(id) ?? publishedAt }],
  )
}
