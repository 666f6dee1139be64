import { beforeAll, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { coursesSql, listCourses, readCourseFilter } from './list-courses.ts'

const database = openTestDatabase()
const filterOf = (query: string) => readCourseFilter(new URLSearchParams(query), [])

beforeAll(async () => {
  database.setNow('2026-06-01')
  const { id } = await makePerson(database.ctx())
  const offering = await makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: id } })
  await database.ctx().db.$executeRaw`
    insert into "CourseDate" (id, ref, "offeringId", title, region, status, "startsAt", "endsAt", mode, place, places, "bookUntil", "createdAt", "createdById")
    select gen_random_uuid(), 'CD-' || n, ${offering.id}::uuid, 'Day ' || n, (array['Wales', 'London'])[1 + n % 2], 'open',
      timestamptz '2026-06-10' + n * interval '20 minutes', timestamptz '2026-06-10 03:00' + n * interval '20 minutes', 'remote', '', 8,
      date '2030-01-01', now(), ${id}::uuid from generate_series(1, 20000) n`
  await database.ctx().db.$executeRaw`analyze "CourseDate"`
}, 60_000)

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Actual Rows'?: number; Plans?: Plan[] }
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

it.each(['', 'region=Wales', 'mode=remote&month=2026-09', 'page=9'])(
  'reads no more dates than it counts, however many there are: %j',
  async (query) => {
    const { text, values } = await coursesSql(database.ctx(visitor), filterOf(query))
    const rows = await database
      .ctx()
      .db.$queryRawUnsafe<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(`explain (analyze, format json) ${text}`, ...values)
    const dates = rows
      .flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)))
      .filter((node) => node['Relation Name'] === 'CourseDate')
    expect(dates.length).toBeGreaterThan(0)
    expect(dates.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
    for (const node of dates) expect(node['Actual Rows'] ?? 0).toBeLessThanOrEqual(501)
  },
)

it('says that there are more, and gives the soonest', async () => {
  const { courses, count, isMore, pageCount } = await listCourses(database.ctx(visitor), filterOf(''))
  expect([count, isMore, pageCount]).toEqual([500, true, 10])
  expect(courses[0]?.title).toBe('Day 1')
  expect((await listCourses(database.ctx(visitor), filterOf('page=10'))).courses.at(-1)?.title).toBe('Day 500')
})
