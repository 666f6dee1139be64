import { gzipSync } from 'node:zlib'
import type { SqlQuery } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { buildIfNeeded, loadBuild } from '#app/commands/pages.ts'
import { createServer } from '#app/server.ts'
import { seedRegister } from '#prisma/seed/register.ts'
import { startAuditedSession } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { system } from '#services/core/access.ts'
import { readConfig } from '#services/core/config.ts'
import { type Core, coreOn } from '#services/core/context.ts'
import { type Database, openEmbedded, openServer } from '#services/core/db.ts'
import { canonical, fingerprintOf } from '#services/core/life/sealed-text.ts'
import { createLog } from '#services/core/log.ts'
import { applyMigrations } from '#services/core/migrate.ts'
import { acceptTerms, termsContent } from '#services/engagements/index.ts'
import { makeEngagement, wholeTerms } from '#tests/factories/engagement.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import { postgresUrl } from '#tests/setup/supplies.ts'
import { type BenchGroup, type BenchTable, ratioOf, say, showNumber, showSpread, takeTurns } from './bench.ts'
import { benchClock, type Kind, kinds } from './databases.ts'
import { listen, visit } from './visits.ts'

/*
 * Agreed work and the ledger at real size and a hundred times that, in databases of their own: rows are made by SQL, since only
 * their number and spread count here.
 */

const sizes = { real: 2_000, large: 200_000 } as const
const rounds = 15

const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: '.cache/bench/files' })

const openNew = async (kind: Kind, name: string): Promise<Database> => {
  if (kind === 'embedded' || !postgresUrl) return openEmbedded(null)
  const admin = new pg.Client({ connectionString: postgresUrl })
  await admin.connect()
  const made = `critical_friend_bench_engagements_${name}_${process.pid}`
  await admin.query(`create database ${made}`)
  const place = new URL(postgresUrl)
  place.pathname = `/${made}`
  const database = await openServer(place.href)
  return {
    ...database,
    close: async () => {
      await database.close()
      await admin.query(`drop database ${made} with (force)`)
      await admin.end()
    },
  }
}

const terms = termsContent(
  { ...wholeTerms({ id: '0190a8f0-0000-7000-8000-000000000001', name: 'Somebody' }), sessions: [] },
  { basis: 'in_kind', title: 'Resettlement day', provider: 'A service', host: 'Another' },
)

/** Services by number, spread over each other; every engagement confirmed work of one day, one in twenty still under way. */
const rowsOf = (count: number, host: string) => [
  `create unlogged table numbered as select code, region, row_number() over (order by code) - 1 as at from "Yot"`,
  `insert into "Offering" (id, slug, title, kind, basis, delivery, summary, description, "yotCode", "contactId", region, status, "searchText", "createdAt", version)
    select gen_random_uuid(), 'work-of-' || code, 'Resettlement day', 'training', 'in_kind', '{remote}', 'A day', 'A day', code, '${host}', region, 'published', '', now(), 1 from "Yot"`,
  `create unlogged table work as
    select gen_random_uuid() as id, n, giver.code as giver, giver.region as "giverRegion", receiver.code as receiver, receiver.region as "receiverRegion",
      o.id as offering, date '2024-01-01' + (n % 850) as day
    from generate_series(1, ${count}) as n
    join numbered giver on giver.at = n % 155
    join numbered receiver on receiver.at = (n + 1 + (n / 155) % 154) % 155
    join "Offering" o on o."yotCode" = giver.code`,
  `insert into "Engagement" (id, ref, "offeringId", "providerYotCode", "providerContactId", "hostYotCode", "hostContactId", title, basis, status,
      "termsInForce", "lastSessionOn", "confirmedOn", "createdAt", version)
    select id, 'TE-' || n, offering, giver, '${host}', receiver, '${host}', 'Resettlement day', 'in_kind',
      (case when n % 20 = 0 then 'agreed' else 'closed' end)::"EngagementStatus", 1, day, day, day, 5 from work`,
  `insert into "SealedText" (id, kind, "subjectId", number, content, hash, "sealedAt")
    select gen_random_uuid(), 'engagement-terms', id, 1, '${canonical(terms)}', '${fingerprintOf(terms)}', day from work`,
  `insert into "LedgerEntry" (id, seq, key, "sourceKind", "sourceId", title, "giverYotCode", "giverRegion", "receiverYotCode", "receiverRegion", minutes, "on", basis, "writtenAt")
    select gen_random_uuid(), n, 'engagement:' || n, 'engagement', id, 'Resettlement day', giver, "giverRegion", receiver, "receiverRegion", 60 + n % 400, day, 'in_kind', day from work`,
]

/** A long statement and a short one: services that no other entry is of. */
const statementRows = (count: number, giver: string, seq: number) =>
  `insert into "LedgerEntry" (id, seq, key, "sourceKind", "sourceId", title, "giverYotCode", "giverRegion", "receiverYotCode", "receiverRegion", minutes, "on", basis, "writtenAt")
    select gen_random_uuid(), ${seq} + n, 'long:${giver}:' || n, 'opening', gen_random_uuid(), 'From before', '${giver}', 'London', 'powys', 'Wales', 60 + n % 400,
      date '2026-01-01' + (n % 150), 'in_kind', now() from generate_series(1, ${count}) as n`

const sums = [
  `insert into "LedgerShare" ("entryId", "themeCode", "perMille") select e.id, t.code, 500 from "LedgerEntry" e
    join lateral (select code from "Theme" where "parentCode" is not null order by code offset (e.seq % 40)::int limit 2) as t on true`,
  `insert into "LedgerMonth" ("yotCode", month, basis, "givenMinutes", "receivedMinutes", entries)
    select yot, month, basis, sum(given), sum(received), count(*) from (
      select "giverYotCode" as yot, date_trunc('month', "on")::date as month, basis, minutes as given, 0 as received from "LedgerEntry"
      union all select "receiverYotCode", date_trunc('month', "on")::date, basis, 0, minutes from "LedgerEntry") as sides group by 1, 2, 3`,
  `insert into "LedgerMonthTheme" ("yotCode", month, "themeCode", "givenShare", "receivedShare")
    select yot, month, theme, sum(given), sum(received) from (
      select e."giverYotCode" as yot, date_trunc('month', e."on")::date as month, s."themeCode" as theme, e.minutes * s."perMille" as given, 0 as received
        from "LedgerEntry" e join "LedgerShare" s on s."entryId" = e.id
      union all select e."receiverYotCode", date_trunc('month', e."on")::date, s."themeCode", 0, e.minutes * s."perMille"
        from "LedgerEntry" e join "LedgerShare" s on s."entryId" = e.id) as sides group by 1, 2, 3`,
  'vacuum analyze',
]

type Exchange = {
  core: Core
  people: Record<'many' | 'long' | 'short', MadePerson>
  ref: string
  open: string
  hash: string
}

const make = async (kind: Kind, size: keyof typeof sizes): Promise<Exchange> => {
  say(`  ${kind}: ${showNumber(sizes[size])} engagements…`)
  const database = await openNew(kind, size)
  await applyMigrations(database)
  const core = coreOn(database, config, createLog(config), benchClock)
  const ctx = core.contextFor(system, 'bench')
  await seedRegister(ctx)
  const at = (yotCode: string) => makePerson(ctx, { posts: [{ yotCode }] })
  const people = { many: await at('leeds'), long: await at('camden'), short: await at('hackney') }
  await makeMembership(ctx, { yotCode: 'leeds' })
  const run = (sql: string) => database.client.$executeRawUnsafe(sql)
  for (const sql of rowsOf(sizes[size], people.many.id)) await run(sql)
  const { id: offeringId } = await database.client.offering.findFirstOrThrow({ where: { yotCode: 'hull' } })
  const made = await makeEngagement(ctx, {
    offeringId,
    by: { yotCode: 'hull', contactId: people.many.id },
    host: { yotCode: 'leeds', contactId: people.many.id },
    deliverer: { id: (await at('hull')).id, name: 'Somebody' },
  })
  if (size === 'real') {
    // A statement is measured at services of its own, beside the others.
    await run(statementRows(100, 'hackney', 1_000_000))
    await run(statementRows(10_000, 'camden', 2_000_000))
  }
  for (const sql of sums) await run(sql)
  const page = await database.client.engagement.findFirstOrThrow({
    where: { hostYotCode: 'leeds', status: 'closed' },
    orderBy: { ref: 'asc' },
  })
  return { core, people, ref: page.ref, open: made.ref, hash: made.hash }
}

const kilobytes = (bytes: number) => Math.round(bytes / 102.4) / 10

const measure = async (kind: Kind): Promise<BenchTable[]> => {
  const build = await loadBuild()
  const exchanges = { real: await make(kind, 'real'), large: await make(kind, 'large') }
  const heard: SqlQuery[] = []
  const serve = async ({ core, people }: Exchange) => {
    const listening = listeningCore(core, benchClock, (query) => heard.push(query))
    const server = await listen(
      createServer({ core: listening, config, log: core.log, build, assetsDir: 'build/client' }).listen(0, '127.0.0.1'),
    )
    const ctx = core.contextFor(system, 'bench')
    const signIn = async ({ id }: MadePerson) =>
      `session=${await startAuditedSession(ctx, { personId: id, method: 'link', userAgent: null }, allGrantsFor)}`
    const cookies = {
      many: await signIn(people.many),
      long: await signIn(people.long),
      short: await signIn(people.short),
    }
    const look = (path: string, who: keyof typeof cookies = 'many') =>
      visit(server.origin, { path, cookie: cookies[who] })
    return { look, close: () => listening.close(), shut: server.close }
  }
  const [real, large] = [await serve(exchanges.real), await serve(exchanges.large)]
  const paths = (at: Exchange): [string, string][] => [
    ['/engagements', '/engagements'],
    ['/engagements/:ref', `/engagements/${at.ref}`],
    ['/ledger', '/ledger?year=2025'],
    ['/ledger/:year/exchange', '/ledger/2025/exchange'],
  ]
  const rows: (string | number)[][] = []
  for (const [at, [name, path]] of paths(exchanges.real).entries()) {
    const [, bigPath = path] = paths(exchanges.large)[at] ?? []
    const html = await real.look(path)
    await large.look(bigPath)
    const counted = async (visitIt: () => Promise<unknown>) => {
      heard.length = 0
      await visitIt()
      return heard.length
    }
    const [few, many] = [await counted(() => real.look(path)), await counted(() => large.look(bigPath))]
    const taken = await takeTurns({ real: () => real.look(path), large: () => large.look(bigPath) }, { rounds })
    rows.push([
      ...[name, kilobytes(html.length), kilobytes(gzipSync(html).length), few, many],
      showSpread(ratioOf(taken.large, taken.real)),
    ])
  }
  const statement = await takeTurns(
    { long: () => real.look('/ledger?year=2026', 'long'), short: () => real.look('/ledger?year=2026', 'short') },
    { rounds },
  )
  const accepts = exchanges.real
  const listening = listeningCore(accepts.core, benchClock, (query) => heard.push(query))
  heard.length = 0
  const accepted = await acceptTerms(listening.contextFor(accepts.people.many.actor, 'bench'), accepts.open, {
    version: 1,
    number: 1,
    hash: accepts.hash,
  })
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.problem))
  // A server is also told to commit.
  const statements = heard.filter(({ sql }) => sql !== 'COMMIT').length
  await listening.close()
  for (const { shut, close } of [real, large]) {
    shut()
    await close()
  }
  for (const { core } of Object.values(exchanges)) await core.close()
  return [
    {
      title: `Agreed work and the ledger, ${kind}`,
      columns: ['page', 'HTML kB', 'as sent kB', 'statements, 2,000', 'statements, 200,000', 'time, 200,000 ÷ 2,000'],
      rows,
      notes: ['To reach: at most 5 kB as sent, 20 statements at any size, and 1.5 times the time.'],
    },
    {
      title: `One press and one long statement, ${kind}`,
      columns: ['what', 'is', 'to reach'],
      rows: [
        ['statements of one acceptance of terms', statements, 15],
        ['time of a statement of 10,000 entries ÷ of 100', showSpread(ratioOf(statement.long, statement.short)), 1.5],
      ],
      notes: [],
    },
  ]
}

export const group: BenchGroup = {
  name: 'engagements',
  measures:
    'pages of agreed work and the ledger with 2,000 engagements and 200,000, and what one acceptance asks of the database.',
  run: async () => {
    await buildIfNeeded()
    const tables: BenchTable[] = []
    for (const kind of kinds) tables.push(...(await measure(kind)))
    return tables
  },
}
