import { expect, it } from 'vitest'
import { centralRegister, officersReturns, publicRegister } from '#services/conflicts/index.ts'
import { value } from '#tests/factories/application.ts'
import { inBothWorlds } from './worlds.ts'

const inForce = (row: string) => `$1::date >= ${row}."from" and (${row}.until is null or ${row}.until >= $1::date)`
/** Months for which a yearly declaration lasts: twelve until a version of the rules says so. */
const lasts = `coalesce((select coalesce((r.rules->'settings'->'declarationLasts'->>'months')::int, 12 * (r.rules->'settings'->'declarationLasts'->>'years')::int)
  from "RuleSetVersion" r order by r.version desc limit 1), 12)`

type Officer = {
  name: string
  offices: number
  interests: number
  declared: string | null
  isNil: boolean
  isOverdue: boolean
}

inBothWorlds(({ today, officer, visitor, sql }) => {
  const officers = () =>
    sql<Officer>(
      `select p.name, (select count(*)::int from "Appointment" a where a."personId" = p.id and ${inForce('a')}) as offices,
        (select count(*)::int from "Interest" i join "Declaration" d on d.id = i."declarationId" where i."personId" = p.id and i."withdrawnAt" is null and d."caseId" is null) as interests,
        to_char(l.day, 'YYYY-MM-DD') as declared, coalesce(l."isNil", false) as "isNil",
        l.day is null or (l.day + make_interval(months => ${lasts}))::date < $1::date as "isOverdue"
      from "Person" p left join lateral (select (d."statedAt" at time zone 'Europe/London')::date as day, d."isNil" from "Declaration" d
        where d."personId" = p.id and d.kind = 'annual' order by d."statedAt" desc limit 1) l on true
      where p."leftAt" is null and p.id in (select a."personId" from "Appointment" a where ${inForce('a')}) order by p.name, p.id`,
      today,
    )

  it('who holds an office, what each declared and who owes a declaration', async () => {
    const counted = await officers()
    const told = value(await officersReturns(officer()))
    expect(
      told.map(({ name, offices, interests, declaredOn, isNil, isOverdue }) => ({
        name,
        offices: offices.length,
        interests,
        declared: declaredOn,
        isNil,
        isOverdue,
      })),
    ).toEqual(counted)
    expect(counted.length).toBeGreaterThan(3)
    const open = await publicRegister(visitor())
    expect(open.officers.filter(({ isOverdue }) => isOverdue)).toHaveLength(
      counted.filter(({ isOverdue }) => isOverdue).length,
    )
    expect(open.officers.map(({ name, isNil }) => [name, isNil])).toEqual(
      counted.map(({ name, isNil }) => [name, isNil]),
    )
  })

  it('whom of the bank the public register names', async () => {
    const [named] = await sql<{ count: number }>(
      `select count(*)::int as count from "Standing" s join "Person" p on p.id = s."personId" join "Profile" f on f."personId" = p.id
        where p."leftAt" is null and f."isNamePublic" and s.status::text <> 'removed' and s."expiresOn" >= $1::date
          and not exists (select from "Suspension" u where u."personId" = p.id and u."liftedAt" is null and $1::date >= u."from" and (u.until is null or u.until >= $1::date))
          and not exists (select from "Appointment" a where a."personId" = p.id and ${inForce('a')})`,
      today,
    )
    expect((await publicRegister(visitor())).bank).toHaveLength(named?.count ?? -1)
  })

  it('how many interests stand in the association’s own register, and with its history', async () => {
    const counted = await sql<{ now: number; ever: number }>(
      `select count(*) filter (where i."withdrawnAt" is null)::int as now, count(*)::int as ever from "Interest" i
        where not exists (select from "Declaration" d where d.id = i."declarationId" and d."caseId" is not null)`,
    )
    const total = async (isHistoryToo: boolean) =>
      value(await centralRegister(officer(), { page: 1, isHistoryToo })).total
    expect([await total(false), await total(true)]).toEqual([counted[0]?.now, counted[0]?.ever])
  })
})
