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
