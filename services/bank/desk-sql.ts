import { Prisma } from '#prisma/generated/client.ts'
import type { BankRole } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import { foldText } from '#services/core/fold.ts'
import type { DeskFilter, DeskSort, HiddenCases } from './desk-schema.ts'
import { recency } from './recency.ts'
import { rolesThatAllow, rolesThatOutgrow } from './roles.ts'
import { dbsMonths, declarationMonths, warningDays } from './standing.ts'

/*
 * Everybody in the bank with each of their clocks, told in SQL so that it is sorted and paged there; desk.test.ts holds it to what
 * standing.ts says.
 */

const ids = (list: readonly string[]) =>
  Prisma.sql`array[${Prisma.join(['00000000-0000-0000-0000-000000000000', ...list])}]::uuid[]`

/** One row for each person: the last day of each clock, and what is known beside. */
const places = (today: string, hidden: HiddenCases): Prisma.Sql => Prisma.sql`
  places as (
    select s."personId" as id, p.name, p."foldedName", y.name as service, s."lastRegion" as region,
      s."lastLevel" is not null as practised,
      s."expiresOn" as approval,
      (declared.on + make_interval(months => ${declarationMonths}::int))::date as declaration,
      declared."isNil" as "isNil",
      coalesce(f."dayRatePence" is not null, false) as charges,
      case when f."dayRatePence" is not null then f."insuranceUntil" end as insurance,
      f."dbsNotNeededBecause" is null as "needsDbs",
      case when f."dbsNotNeededBecause" is null then (f."dbsSeenOn" + make_interval(months => ${dbsMonths}::int))::date end as dbs,
      -- Whoever is a mentor only does not need to have practised as lately.
      (s."practisedUntil" + make_interval(months => case
        when exists (select from "StandingRole" r where r."personId" = s."personId" and r.role <> 'mentor')
          then ${recency.reviewMonths}::int else ${recency.mentorMonths}::int end))::date as practice,
      coalesce(open.count, 0)::int as "openConditions", open.due as condition,
      suspended.id is not null as "isSuspended",
      array(select r.role::text from "StandingRole" r where r."personId" = s."personId") as roles
    from "Standing" s
    join "Person" p on p.id = s."personId" and p."leftAt" is null
    left join "Profile" f on f."personId" = s."personId"
    left join "Yot" y on y.code = s."lastYotCode"
    left join lateral (
      select (d."statedAt" at time zone 'Europe/London')::date as on, d."isNil" from "Declaration" d
      where d."personId" = s."personId" and d.kind = 'annual'
        -- The day of one that was renewed for a case would tell of it.
        and (d."caseId" is null or d."caseId" <> all(${ids(hidden.review_request)}))
      order by d."statedAt" desc limit 1
    ) declared on true
    left join lateral (
      select count(*) as count, min(c."dueOn") as due from "StandingCondition" c
      where c."personId" = s."personId" and c."liftedAt" is null and c."confirmedOn" is null
        and (c."caseId" is null or c."caseId" <> all(${ids([...hidden.application, ...hidden.concern])}))
    ) open on true
    left join lateral (
      select u.id from "Suspension" u
      where u."personId" = s."personId" and u."liftedAt" is null and u."from" <= ${today}::date
        and (u.until is null or u.until >= ${today}::date)
      limit 1
    ) suspended on true
    where s.status <> 'removed'
  )`

const clockNames = ['approval', 'declaration', 'insurance', 'dbs', 'practice', 'condition'] as const

const fails = (today: string) => Prisma.sql`(
  declaration is null or declaration < ${today}::date
  or (charges and (insurance is null or insurance < ${today}::date))
  or ("needsDbs" and (dbs is null or dbs < ${today}::date))
  or condition < ${today}::date
  or not practised or practice < ${today}::date
  or cardinality(roles) = 0
)`

/** Adds how each stands and what runs out next. A condition is not run out on its day, it is due; both are asked for in time. */
const judged = (today: string): Prisma.Sql => {
  const soon = addDays(today, warningDays[0])
  const coming = clockNames.map(
    (name) => Prisma.sql`case when ${Prisma.raw(name)} >= ${today}::date then ${Prisma.raw(name)} end`,
  )
  return Prisma.sql`
  judged as (
    select *, least(${Prisma.join(coming)}) as next,
      case
        when "isSuspended" then 'suspended'
        when approval < ${today}::date then 'lapsed'
        when ${fails(today)} then 'mend'
        when least(${Prisma.join(coming)}) <= ${soon}::date then 'soon'
        else 'good'
      end as state
    from places
  )`
}

const among = (roles: readonly BankRole[]) => Prisma.sql`roles && ${[...roles]}::text[]`

/** The filter as conditions on a judged row. */
const conditionsFor = (filter: DeskFilter, today: string, concerned: readonly string[]): Prisma.Sql => {
  const { q, state, role, region, due, declared, conditions, concerns } = filter
  const soon = addDays(today, warningDays[0])
  const within = (name: string) => Prisma.sql`${Prisma.raw(name)} between ${today}::date and ${soon}::date`
  const parts = [Prisma.sql`true`]
  if (q) parts.push(Prisma.sql`"foldedName" like ${`%${foldText(q).replace(/[%_\\]/g, '\\$&')}%`}`)
  if (state) parts.push(Prisma.sql`state = ${state}`)
  if (region) parts.push(Prisma.sql`region = ${region}`)
  if (role) {
    parts.push(among(rolesThatAllow(role)))
    if (rolesThatOutgrow(role).length > 0) parts.push(Prisma.sql`not (${among(rolesThatOutgrow(role))})`)
  }
  if (due === 'anything') parts.push(Prisma.sql`(${Prisma.join(clockNames.map(within), ' or ')})`)
  else if (due) parts.push(within(due))
  if (declared === 'yes') parts.push(Prisma.sql`declaration >= ${today}::date`)
  if (declared === 'nil') parts.push(Prisma.sql`declaration >= ${today}::date and "isNil"`)
  if (declared === 'no') parts.push(Prisma.sql`(declaration is null or declaration < ${today}::date)`)
  if (concerns === 'open') parts.push(Prisma.sql`id = any(${ids(concerned)})`)
  if (conditions === 'open') parts.push(Prisma.sql`"openConditions" > 0`)
  return Prisma.join(parts, ' and ')
}

const columns: Record<DeskSort['by'], string> = {
  name: 'name',
  state: 'state',
  next: 'next',
  service: 'service',
  region: 'region',
  approval: 'approval',
  declaration: 'declaration',
  insurance: 'insurance',
  dbs: 'dbs',
  practice: 'practice',
  conditions: 'condition',
}

/** What runs out next comes first, of those who are still in the bank; otherwise as asked. */
const orderOf = ({ by, order }: DeskSort): Prisma.Sql => {
  const way = Prisma.raw(order === 'desc' ? 'desc' : 'asc')
  const first = by === 'next' ? Prisma.sql`(state in ('lapsed', 'suspended')), ` : Prisma.empty
  return Prisma.sql`${first}${Prisma.raw(columns[by])} ${way} nulls last, name, id`
}

export type DeskSqlRow = {
  id: string
  name: string
  service: string | null
  region: string | null
  practised: boolean
  approval: Date
  declaration: Date | null
  isNil: boolean | null
  charges: boolean
  insurance: Date | null
  needsDbs: boolean
  dbs: Date | null
  practice: Date | null
  openConditions: number
  condition: Date | null
  isSuspended: boolean
  roles: BankRole[]
  next: Date | null
  state: 'good' | 'soon' | 'mend' | 'suspended' | 'lapsed'
  /** Of all rows that fit. */
  total: number
}

/** The rows that fit, in their order; `page` null for all of them. */
export const deskSql = (
  {
    filter,
    sort,
    hidden,
    concerned = [],
    today,
  }: {
    filter: DeskFilter
    sort: DeskSort
    hidden: HiddenCases
    /** Whom a complaint that the reader may know of is about. */
    concerned?: readonly string[]
    today: string
  },
  { limit, offset }: { limit: number; offset: number },
): Prisma.Sql => Prisma.sql`
  with ${places(today, hidden)}, ${judged(today)}
  select *, (count(*) over ())::int as total from judged
  where ${conditionsFor(filter, today, concerned)}
  order by ${orderOf(sort)}
  limit ${limit} offset ${offset}`

/** How many stand how, and how many have a condition that is overdue. */
export const deskCountsSql = (hidden: HiddenCases, today: string): Prisma.Sql => Prisma.sql`
  with ${places(today, hidden)}, ${judged(today)}
  select state, count(*)::int as count,
    (count(*) filter (where next <= ${addDays(today, warningDays[0])}::date))::int as soon,
    (count(*) filter (where "openConditions" > 0))::int as conditions,
    (count(*) filter (where declaration is null or declaration < ${today}::date))::int as undeclared
  from judged group by state`
