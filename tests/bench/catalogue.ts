import pg from 'pg'
import { seedRegister } from '#prisma/seed/register.ts'
import { system, visitor } from '#services/core/access.ts'
import { readConfig } from '#services/core/config.ts'
import { type Core, coreOn } from '#services/core/context.ts'
import { type Database, openEmbedded, openServer } from '#services/core/db.ts'
import { createLog } from '#services/core/log.ts'
import { applyMigrations } from '#services/core/migrate.ts'
import { datedFacts, listCourses, readCourseFilter } from '#services/courses/index.ts'
import { countFacets, distancesFor, readCatalogueFilter, searchOfferings } from '#services/offerings/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { postgresUrl } from '#tests/setup/supplies.ts'
import { type BenchGroup, ratioOf, say, showSpread, spreadOf, takeTurns } from './bench.ts'
import { benchClock, type Kind, kinds } from './databases.ts'

const sizes = { small: { offerings: 2_000, dates: 200 }, large: { offerings: 200_000, dates: 20_000 } }
type Size = keyof typeof sizes
const rounds = 15

const openFor = async (kind: Kind, size: Size): Promise<Database> => {
  if (kind === 'embedded' || !postgresUrl) return openEmbedded(null)
  const name = `critical_friend_bench_catalogue_${size}`
  const admin = new pg.Client({ connectionString: postgresUrl })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name}`)
  await admin.end()
  const place = new URL(postgresUrl)
  place.pathname = `/${name}`
  return openServer(place.href)
}

/** A catalogue of so many offerings over the register's services, each with two themes; one in ten has a date, of which half are full. */
const fill = async (kind: Kind, size: Size): Promise<Core> => {
  say(`  ${kind}: ${sizes[size].offerings.toLocaleString('en-GB')} offerings…`)
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: '.cache/bench/files' })
  const database = await openFor(kind, size)
  await applyMigrations(database)
  const core = coreOn(database, config, createLog(config), benchClock)
  const ctx = core.contextFor(system, 'bench')
  await seedRegister(ctx)
  const owner = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const { offerings, dates } = sizes[size]
  const { db } = ctx
  // Words in one of 5, 40, 300 and 5,000 titles, and in all.
  await db.$executeRaw`
    insert into "Offering" (id, slug, title, kind, basis, delivery, "pricePence", summary, description, "yotCode", "contactId", region, status, "searchText", "createdAt", "publishedAt")
    select gen_random_uuid(), 'offering-' || n,
      'Practice ' || n || case when n % 5 = 0 then ' resettlement' else '' end || case when n % 40 = 1 then ' courts' else '' end ||
        case when n % 300 = 2 then ' mediation' else '' end || case when n % 5000 = 3 then ' kinship' else '' end,
      (enum_range(null::"OfferingKind"))[1 + n % 6], (enum_range(null::"Basis"))[1 + n / 7 % 4],
      array[(enum_range(null::"Delivery"))[1 + n / 3 % 4]], case when n / 7 % 4 > 1 then n % 90 * 1000 end,
      'A day with people who have done it, for teams of any size.', 'What you get is told here at some length.', y.code, ${owner.id}::uuid, y.region,
      'published', 'voice of the child, custody, ' || y.name, now(), timestamptz '2024-01-01' + n * interval '1 minute'
    from generate_series(1, ${offerings}::int) n
      join (select code, region, name, row_number() over (order by code) as at from "Yot") y on y.at = 1 + n % (select count(*) from "Yot")`
  await db.$executeRaw`
    insert into "OfferingTheme" ("offeringId", "themeCode") select o.id, t.code
    from (select id, row_number() over (order by slug) as n from "Offering") o
      join (select code, row_number() over (order by code) as at, count(*) over () as many from "Theme") t on t.at in (1 + o.n % t.many, 1 + (o.n * 7 + 3) % t.many)`
  await db.$executeRaw`
    insert into "CourseDate" (id, ref, "offeringId", title, region, status, "startsAt", "endsAt", mode, place, places, "bookUntil", "createdAt", "createdById")
    select gen_random_uuid(), 'CD-2026-' || n, o.id, o.title, o.region, 'open', timestamptz '2026-06-20 09:00Z' + n * interval '37 minutes',
      timestamptz '2026-06-20 15:00Z' + n * interval '37 minutes', 'remote', '', 2, date '2030-01-01', now(), ${owner.id}::uuid
    from (select *, row_number() over (order by slug) as n from "Offering") o where o.n <= ${dates}::int`
  await db.$executeRaw`
    insert into "Place" (id, "dateId", "groupId", "yotCode", "bookedById", status, "createdAt")
    select gen_random_uuid(), d.id, d.id, 'leeds', ${owner.id}::uuid, 'booked', now()
    from "CourseDate" d, generate_series(1, 2) seat where right(d.ref, 1)::int % 2 = 0`
  await db.$executeRaw`vacuum analyze`
  return core
}

const searches = {
  'all of it': '',
  'typed: in one of 5': 'q=resettlement',
  'typed and faceted: in one of 40': 'q=courts&kind=training&region=London&basis=free',
  'typed and faceted: in one of 300': 'q=mediation&kind=training&basis=free',
  'typed: in one of 5,000': 'q=kinship practice',
  'a region, a kind': 'region=Wales&kind=tool',
  'a theme': 'theme=A1',
  'within 50 miles, nearest first': 'near=leeds&within=50&sort=nearest',
  'by the next date, free places': 'sort=soonest&has=places',
  'drawn by lot': 'sort=drawn',
} as const

const searching = (core: Core, query: string) => async () => {
  const ctx = core.contextFor(visitor, 'bench')
  const filter = readCatalogueFilter(new URLSearchParams(query), ['A1'], { yots: { has: () => true } })
  const known = { dated: datedFacts(ctx), distances: await distancesFor(ctx, filter.near) }
  const { isSomeWords } = await searchOfferings(ctx, filter, known)
  await countFacets(ctx, filter, isSomeWords, known)
}

const listing = (core: Core, query: string) => () =>
  listCourses(core.contextFor(visitor, 'bench'), readCourseFilter(new URLSearchParams(query), []))

const measure = async (kind: Kind) => {
  const [small, large] = [await fill(kind, 'small'), await fill(kind, 'large')]
  const rows: string[][] = []
  const add = async (what: string, turns: { small: () => unknown; large: () => unknown }) => {
    const taken = await takeTurns(turns, { rounds, warmUp: 3 })
    const [at, ratio] = [spreadOf(taken.large), ratioOf(taken.large, taken.small)]
    rows.push([what, showSpread(spreadOf(taken.small)), showSpread(at), showSpread(ratio)])
  }
  for (const [what, query] of Object.entries(searches))
    await add(what, { small: searching(small, query), large: searching(large, query) })
  for (const [what, query] of Object.entries({ 'courses: all': '', 'courses: a region': 'region=Wales' }))
    await add(what, { small: listing(small, query), large: listing(large, query) })
  await small.close()
  await large.close()
  return rows
}

export const group: BenchGroup = {
  name: 'catalogue',
  measures:
    'searches of the catalogue with their facets at 200,000 offerings against 2,000, and the list of courses at 20,000 dates against 200.',
  run: async () => {
    const tables = []
    for (const kind of kinds)
      tables.push({
        title: `The catalogue, ${kind}`,
        columns: ['search', 'ms at 2,000 (dates: 200)', 'ms at 200,000 (dates: 20,000)', 'ratio'],
        rows: await measure(kind),
        notes: ['To reach: a ratio of at most 1.5. Statements of the page alone, without making it.'],
      })
    return tables
  },
}
