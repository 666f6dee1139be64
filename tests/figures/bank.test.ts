import { expect, it } from 'vitest'
import { bankPicture, themePage } from '#services/bank/index.ts'
import { regions } from '#services/yots/index.ts'
import { value } from '#tests/factories/application.ts'
import { available } from './sql.ts'
import { inBothWorlds } from './worlds.ts'

/** What each role of the list stands for: who holds one of the first, and none of the second; most are for three years after the last post. */
const roles: readonly (readonly [title: string, any: string, none: string, years: number])[] = [
  ['Trainee reviewer', 'trainee', 'observer,reviewer,co_lead,facilitator', 3],
  ['Observer', 'observer,reviewer,co_lead,facilitator', '', 3],
  ['Peer reviewer', 'reviewer,co_lead,facilitator', '', 3],
  ['Co-lead', 'co_lead,facilitator', '', 3],
  ['Facilitator', 'facilitator', '', 3],
  ['Mentor', 'mentor,reviewer,co_lead,facilitator', '', 5],
]

inBothWorlds(({ today, visitor, sql }) => {
  const byRegion = async (where: string, ...values: unknown[]) => {
    const rows = await sql<{ region: string; count: number }>(
      `select s."lastRegion" as region, count(*)::int as count from "Standing" s where ${available} and ${where} group by 1`,
      today,
      ...values,
    )
    return regions.map((region) => rows.find((row) => row.region === region)?.count ?? 0)
  }
  const holds = (which: string) =>
    `exists (select from "StandingRole" r where r."personId" = s."personId" and r.role::text = any(string_to_array(${which}, ',')))`
  const knows = (themes: string) =>
    `exists (select from "Expertise" e where e."personId" = s."personId" and e.level > 1 and e."themeCode" in (${themes}))`

  it('the bank by role and region, by theme and region', async () => {
    const picture = await bankPicture(visitor())
    expect(picture.all).toEqual(await byRegion('true'))
    for (const [title, any, none, years] of roles) {
      const counted = await byRegion(
        `${holds('$2')} and not ${holds('$3')} and coalesce(s."practisedUntil" + make_interval(years => $4::int), 'infinity') >= $1::date`,
        any,
        none,
        years,
      )
      const shown = picture.roles.find(({ name }) => name === title)
      expect([title, shown?.counts]).toEqual([title, counted])
    }
    expect(picture.roles).toHaveLength(roles.length)
    const tops = await sql<{ code: string; name: string }>(`select code, name from "Theme" where "parentCode" is null`)
    expect(picture.themes.map(({ name }) => name).sort()).toEqual(tops.map(({ name }) => name).sort())
    for (const { code, name } of tops) {
      const counted = await byRegion(knows(`select code from "Theme" where code = $2 or "parentCode" = $2`), code)
      expect([name, picture.themes.find((row) => row.name === name)?.counts]).toEqual([name, counted])
    }
    expect(picture.themes.flatMap(({ counts }) => counts).some((count) => count > 0)).toBe(true)
  })

  it('who covers a skill, on its page', async () => {
    const skills = await sql<{ code: string }>(
      `select code from "Theme" where "parentCode" is not null order by code limit 12`,
    )
    for (const { code } of skills) {
      const { cover } = value(await themePage(visitor(), code))
      expect([code, cover.map(({ count }) => count)]).toEqual([code, await byRegion(knows('$2'), code)])
    }
  })
})
