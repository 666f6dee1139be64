import { expect, it } from 'vitest'
import { gapRegister, publishedGaps } from '#services/insight/index.ts'
import { regionName } from '#services/yots/index.ts'
import { value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { inBothWorlds } from './worlds.ts'

type Cell = { theme: string | null; region: string; told: number; met: number; days: number | null; weight: number }

/** A gap's own theme is its first; its top is the one above that. */
const gap = `
  select g.id, g.kind, g.weight, g."openedOn", g."metOn", coalesce(g.region, '') as region,
    coalesce((select coalesce(up.name, own.name) from "Theme" own left join "Theme" up on up.code = own."parentCode" where own.code = g.themes[1]), 'No theme said') as top,
    coalesce((select own.name from "Theme" own where own.code = g.themes[1]), 'No theme said') as own from "Gap" g`

inBothWorlds(({ today, officer, visitor, as, sql }) => {
  const until = `($1::date - 91)`

  it('the gap register', async () => {
    const page = value(await gapRegister(officer()))
    const byTheme = await sql<Cell>(
      `with g as (${gap}) select top as theme, count(*) filter (where "openedOn" <= ${until})::int as told,
        count(*) filter (where "openedOn" <= ${until} and "metOn" <= ${until})::int as met,
        coalesce(sum(weight) filter (where "openedOn" <= ${until}), 0)::int as weight,
        (select (array_agg(m."metOn" - m."openedOn" order by m."metOn" - m."openedOn"))[(count(*)::int + 1) / 2] from g m
          where m.top = g.top and m."openedOn" <= ${until} and m."metOn" <= ${until}) as days,
        count(*) filter (where "openedOn" > ${until})::int as young from g group by 1 order by 1`,
      today,
    )
    expect(byTheme.length).toBeGreaterThan(2)
    expect(
      page.themes
        .map(({ theme, told, met, weight, medianDays, young }) => ({
          theme,
          told,
          met,
          weight,
          days: medianDays,
          young,
        }))
        .sort((a, b) => (a.theme < b.theme ? -1 : 1)),
    ).toEqual(byTheme.toSorted((a, b) => ((a.theme ?? '') < (b.theme ?? '') ? -1 : 1)))
    const [all] = await sql<Cell & { young: number }>(
      `select count(*) filter (where "openedOn" <= ${until})::int as told, count(*) filter (where "openedOn" <= ${until} and "metOn" <= ${until})::int as met,
        count(*) filter (where "openedOn" > ${until})::int as young from "Gap"`,
      today,
    )
    expect(page.total).toMatchObject({
      told: all?.told,
      met: all?.met,
      young: all?.young,
      open: (all?.told ?? 0) - (all?.met ?? 0),
    })
    const open = await sql<{ theme: string; region: string; count: number }>(
      `select top as theme, region, count(*)::int as count from (${gap}) g where "openedOn" > ${until} or "metOn" is null or "metOn" > ${until} group by 1, 2`,
      today,
    )
    const drawn = page.themes.flatMap(({ theme }, row) =>
      page.heat.columns.flatMap(({ region }, column) => {
        const count = page.heat.values[row]?.[column] ?? 0
        return count === 0 ? [] : [{ theme, region, count }]
      }),
    )
    const inOrder = (rows: typeof open) =>
      rows.map(({ theme, region, count }) => `${theme} in ${region}: ${count}`).sort()
    expect(inOrder(drawn)).toEqual(inOrder(open))
    for (const [said, by] of [
      [page.kinds, 'kind::text'],
      [page.quarters, `extract(year from "openedOn") * 10 + extract(quarter from "openedOn")`],
    ] as const) {
      const counted = await sql<{ told: number; met: number }>(
        `select count(*)::int as told, count(*) filter (where "metOn" <= ${until})::int as met from "Gap" where "openedOn" <= ${until} group by ${by} order by ${by}`,
        today,
      )
      expect(said.map(({ told, met }) => ({ told, met }))).toEqual(counted)
    }
  })

  it('the gap register of an officer from whom cases are kept', async () => {
    const { id, actor } = await makePerson(officer(), { appointments: [{ role: 'administrator' }] })
    await sql(
      `insert into "Conflict" (id, "personId", "caseKind", "caseId", activity, "ruleId", "ruleSetVersion", effect, "isSilent", "isPublic", "factsKey", facts, status, "foundAt")
        select gen_random_uuid(), $1::uuid, 'review_request', "caseId", 'deciding', 'FAMILY', 1, 'block', false, false, 'figures', '[]', 'confirmed', now()
        from (select distinct "caseIds"[1] as "caseId" from "Gap" where "caseKind" = 'review_request' order by 1 limit 40) c returning id`,
      id,
    )
    const [young] = await sql<{ count: number }>(
      `select count(*)::int as count from "Gap" g where "openedOn" > ${until}
        and not exists (select from "Conflict" c where c."personId" = $2::uuid and c."caseId" = any(g."caseIds"))`,
      today,
      id,
    )
    expect(value(await gapRegister(as(actor))).total.young).toBe(young?.count)
  })

  it('the published gaps, each quarter cell by cell', async () => {
    const quarters = await publishedGaps(visitor())
    expect(quarters.length).toBeGreaterThan(0)
    const north = `case when region in ('North East', 'North West', 'Yorks Hum') then 'North' when region in ('East Mids', 'West Mids', 'Eastern') then 'Midlands'
      when region in ('London', 'South East', 'South West') then 'South' when region = 'Wales' then 'Wales' else 'No region' end`
    for (const { from, until: last, publishedOn, rows } of quarters) {
      const met = `("metOn" <= $2::date - 91)`
      let left = (
        await sql<{ id: string }>(`select id from "Gap" where "openedOn" between $1::date and $2::date`, from, last)
      ).map(({ id }) => id)
      const expected: string[] = []
      for (const [theme, where] of [
        ['own', 'region'],
        ['top', 'region'],
        ['top', north],
        ['top', `'Everywhere'`],
        [`'Other themes'`, north],
        [`'Other themes'`, `'Everywhere'`],
      ]) {
        const cells = await sql<{
          ids: string[]
          theme: string
          where: string
          count: number
          met: number
          days: number | null
        }>(
          `select array_agg(id::text) as ids, ${theme} as theme, ${where} as where, count(*)::int as count, count(*) filter (where ${met})::int as met,
            (array_agg("metOn" - "openedOn" order by "metOn" - "openedOn") filter (where ${met}))[(count(*) filter (where ${met})::int + 1) / 2] as days
          from (${gap}) g where id = any($1::uuid[]) group by 2, 3 having count(*) >= 5`,
          left,
          publishedOn,
        )
        for (const cell of cells) {
          const isSplit = cell.met >= 5 && cell.count - cell.met >= 5
          const weeks = isSplit ? Math.max(1, Math.round((cell.days ?? 0) / 7)) : null
          const place = cell.where === '' ? 'No region' : regionName(cell.where)
          expected.push(JSON.stringify([cell.theme, place, cell.count, isSplit ? cell.met : null, weeks]))
        }
        const told = new Set(cells.flatMap(({ ids }) => ids))
        left = left.filter((id) => !told.has(id))
      }
      const said = rows.map((row) => JSON.stringify([row.theme, row.where, row.count, row.met, row.weeks]))
      expect(said.sort()).toEqual(expected.sort())
    }
  })
})
