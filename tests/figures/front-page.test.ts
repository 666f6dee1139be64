import { expect, it } from 'vitest'
import { exchangeInNumbers, exchangeMap } from '#services/insight/index.ts'
import { inBothWorlds } from './worlds.ts'

inBothWorlds(({ today, visitor, sql }) => {
  it('the exchange so far', async () => {
    const [counted] = await sql<Record<string, number>>(
      `select (select count(*)::int from "Yot") as services,
        (select count(*)::int from "Standing" s join "Person" p on p.id = s."personId" where p."leftAt" is null and s.status::text <> 'removed' and $1::date <= s."expiresOn"
          and s."personId" not in (select u."personId" from "Suspension" u where u."liftedAt" is null and $1::date >= u."from" and coalesce(u.until, $1::date) >= $1::date)) as "inBank",
        (select count(*)::int from "Offering" where status::text = 'published') as offerings,
        (select count(*)::int from "Engagement" where status::text in ('confirmed', 'settled', 'closed')) as finished`,
      today,
    )
    expect(await exchangeInNumbers(visitor())).toMatchObject(counted ?? {})
    expect(counted?.offerings).toBeGreaterThan(0)
  })

  it('hours given, in batches of five pieces of work or more, of quarters that are 90 days old', async () => {
    const quarters = await sql<{ ends: string; pieces: number; minutes: number }>(
      `select to_char(q + interval '3 months' - interval '1 day', 'YYYY-MM-DD') as ends, count(distinct e."sourceId")::int as pieces, sum(e.minutes)::int as minutes
      from "LedgerEntry" e, lateral (select date_trunc('quarter', e."writtenAt" at time zone 'Europe/London') as q) w
      where q + interval '3 months' - interval '1 day' < $1::date - 90 group by q order by q`,
      today,
    )
    let [pieces, waiting, minutes, until] = [0, 0, 0, '']
    for (const quarter of quarters) {
      pieces += quarter.pieces
      waiting += quarter.minutes
      if (pieces >= 5) [minutes, until, pieces, waiting] = [minutes + waiting, quarter.ends, 0, 0]
    }
    const { given } = await exchangeInNumbers(visitor())
    expect(given).toEqual(until === '' ? null : { hours: Math.floor(minutes / 60), until })
  })

  it('the map of who offers something', async () => {
    const counted = await sql<{ code: string; offerings: number }>(
      `select y.code, count(o.id)::int as offerings from "Yot" y left join "Offering" o on o."yotCode" = y.code and o.status::text = 'published' group by 1 order by 1`,
    )
    const map = await exchangeMap(visitor())
    const said = map.map(({ code, offerings }) => ({ code, offerings })).sort((a, b) => (a.code < b.code ? -1 : 1))
    expect(said).toEqual(counted.toSorted((a, b) => (a.code < b.code ? -1 : 1)))
    // One tile each.
    expect(new Set(map.map(({ column, row }) => `${column} ${row}`)).size).toBe(map.length)
  })
})
