import { expect, it } from 'vitest'
import { ratingsOf, ratingsOfSubject } from '#services/ratings/index.ts'
import { inBothWorlds } from './worlds.ts'

const month = `date_trunc('month', $1::date)::date`
const appeared = `case when p."revealedAt" is null then p."revealOn" else (p."revealedAt" at time zone 'Europe/London')::date end`

/** Marks of a host's rating (r), one a row. */
const marks = `(values (r.relevance, true), (r.preparation, false), (r.quality, true), (r.conduct, false), (r.usefulness, true)) m(mark, "isTeams")`

/** Every host's rating that had appeared before the month, by whom it is of. What is the team's does not count for who came along. */
const rated = (isWhole: boolean) => `
  select coalesce(p."providerYotCode", rp."personId"::text) as subject, r.id, ${appeared} as day,
    (select avg(m.mark) from ${marks} where m.mark is not null and (${isWhole} or not m."isTeams" or p."providerYotCode" is not null or rp.role in ('co_lead', 'provider', 'facilitator')
      or (select count(*) from "RatedPerson" o where o."pairId" = p.id) = 1))::float8 as mean
  from "RatingPair" p join "Rating" r on r."pairId" = p.id and r.side = 'host' join "RatedPerson" rp on rp."pairId" = p.id
  where ${appeared} < ${month} and coalesce(r."setAsideOn", 'infinity') >= ${month}`

/** By threes: the latest one or two of those beyond wait. */
const byThrees = (isWhole: boolean) => `
  select * from (select *, rank() over (partition by subject order by day, id) as nth, count(*) over (partition by subject) as many
    from (select distinct subject, id, day, mean from (${rated(isWhole)}) x where mean is not null) y) z where nth <= 3 * (many / 3)`

/** What is known before any rating: everybody's mean and how much it weighs, by moments (Bühlmann and Straub). */
const prior = `with one as (select subject, count(*)::float8 as n, sum(mean) as total, sum(mean * mean) as squares from (${byThrees(true)}) b group by 1),
  sums as (select sum(n) as n, sum(total) / nullif(sum(n), 0) as mean, count(*) as subjects, count(*) filter (where n > 1) as repeated from one),
  parts as (select s.*, (select sum(greatest(0, squares - total ^ 2 / n)) / nullif(sum(n - 1), 0) from one where n > 1) as within,
    (select sum(o.n * (o.total / o.n - s.mean) ^ 2) from one o) as spread, s.n - (select sum(o.n ^ 2) from one o) / s.n as effective from sums s)
  select case when repeated < 10 and coalesce(n, 0) < 10 then 4 else mean end as mean,
    case when repeated < 10 then 5 when greatest(0, spread - (subjects - 1) * within) = 0 then 30
      else least(30, greatest(1, within / (greatest(0, spread - (subjects - 1) * within) / effective))) end as weight from parts`

type Row = { subject: string; count: number; mean: number; deviation: number; latest: string }

inBothWorlds(({ today, officer, sql }) => {
  it('the figure of a profile and where most ratings lie', async () => {
    const rows = await sql<Row>(
      `select subject, count(*)::int as count, avg(mean) as mean, stddev_pop(mean) as deviation, to_char(max(day), 'YYYY') as latest from (${byThrees(false)}) b group by 1 order by 2 desc, 1`,
      today,
    )
    const [known] = await sql<{ mean: number; weight: number }>(prior, today)
    const few = rows.length === 0
    const chosen = [
      ...rows.filter(({ subject }) => subject.includes('-') && subject.length === 36).slice(0, 12),
      ...rows.filter(({ subject }) => subject.length < 36).slice(0, 12),
    ]
    for (const { subject, count, mean, deviation, latest } of chosen) {
      const { figure } =
        subject.length === 36
          ? await ratingsOf(officer(), subject)
          : await ratingsOfSubject(officer(), { yotCode: subject })
      if (!known) throw new Error('Something is known')
      const weighed = (count * mean + known.weight * known.mean) / (count + known.weight)
      const half = (at: number) => Math.round(at * 2) / 2
      expect([subject, figure]).toEqual([
        subject,
        {
          count,
          isEnough: true,
          shown: Math.round(weighed * 10) / 10,
          spread: { from: Math.max(1, half(mean - deviation)), to: Math.min(5, half(mean + deviation)) },
          latest,
        },
      ])
    }
    // Whoever has fewer than three of them has none.
    const without = await sql<{ id: string }>(
      `select "personId"::text as id from "RatedPerson" rp join "RatingPair" p on p.id = rp."pairId" where p."providerYotCode" is null group by 1 having count(*) < 3 order by 1 limit 5`,
    )
    for (const { id } of without) expect([id, (await ratingsOf(officer(), id)).figure.isEnough]).toEqual([id, false])
    expect(few && without.length === 0).toBe(false)
  })
})
