import { randomUUID } from 'node:crypto'
import { seedRegister } from '#prisma/seed/register.ts'
import {
  type CaseFacts,
  describeYot,
  evaluate,
  firstRuleSet,
  gatherRegister,
  noCaseFacts,
  noPersonFacts,
  type PersonFacts,
  sweep,
} from '#services/conflicts/index.ts'
import { system } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { openEmbedded } from '#services/core/db.ts'
import { applyMigrations } from '#services/core/migrate.ts'
import { testCore } from '#tests/setup/database.ts'
import { type BenchGroup, type BenchTable, ratioOf, showSpread, spreadOf, takeTurns } from './bench.ts'

/** A number of 0 to `below`, the same for the same place. */
const drawn = (place: number, salt: number, below: number) => (((place + 1) * 7919 + salt * 104_729) >>> 0) % below

const batch = 5000
const inBatches = async <T>(rows: readonly T[], write: (some: T[]) => Promise<unknown>) => {
  for (let at = 0; at < rows.length; at += batch) await write(rows.slice(at, at + batch))
}

/** People with two posts each, one before the other; each has declared, one in ten an interest; and requests to be reviewed. */
const fill = async (ctx: Ctx, sizes: { people: number; requests: number }) => {
  const { db } = ctx
  const codes = (await db.yot.findMany({ select: { code: true }, orderBy: { code: 'asc' } })).map(({ code }) => code)
  const codeAt = (place: number, salt: number) => codes[drawn(place, salt, codes.length)] ?? 'leeds'
  const now = ctx.clock.now()
  const people = Array.from({ length: sizes.people }, (_, place) => ({ place, id: randomUUID(), said: randomUUID() }))
  await inBatches(people, (some) =>
    db.person.createMany({ data: some.map(({ id, place }) => ({ id, name: `Person ${place}`, createdAt: now })) }),
  )
  await inBatches(people, (some) =>
    db.holding.createMany({
      data: some.flatMap(({ id: personId, place }) =>
        [
          { kind: 'past', from: '2012-04-01', until: `20${14 + drawn(place, 3, 11)}-03-31`, salt: 1 },
          { kind: 'now', from: `20${25 - drawn(place, 4, 6)}-04-01`, until: null, salt: 2 },
        ].map(({ from, until, salt }) => ({
          personId,
          yotCode: codeAt(place, salt),
          title: 'Manager',
          level: 'manager' as const,
          kind: 'substantive' as const,
          from: dateFromIso(from),
          until: until === null ? null : dateFromIso(until),
        })),
      ),
    }),
  )
  await inBatches(people, (some) =>
    db.declaration.createMany({
      data: some.map(({ id, said }) => ({
        id: said,
        personId: id,
        kind: 'annual' as const,
        isNil: false,
        statedAt: now,
      })),
    }),
  )
  const declaring = people.filter(({ place }) => place % 10 === 0)
  await inBatches(declaring, (some) =>
    db.interest.createMany({
      data: some.map(({ id, said, place }) => ({
        personId: id,
        declarationId: said,
        kind: 'family',
        yotCode: codeAt(place, 5),
      })),
    }),
  )
  const hosts = people.slice(0, sizes.requests)
  await db.reviewRequest.createMany({
    data: hosts.map(({ id, place }) => ({
      ref: `PR-2026-${1000 + place}`,
      yotCode: codeAt(place, 2),
      status: 'submitted' as const,
      requestedById: id,
      leadOfficerId: id,
      createdAt: now,
      submittedAt: now,
    })),
  })
}

/** Reads the rows that a sweep reads, table by table, and does nothing with them. */
const readOnly = async ({ db }: Ctx) => {
  const reads = await Promise.all([
    db.person.findMany({ select: { id: true } }),
    db.holding.findMany({ orderBy: { id: 'asc' } }),
    db.interest.findMany({ where: { withdrawnAt: null } }),
    db.declaration.findMany({ where: { kind: 'annual' }, select: { personId: true, statedAt: true } }),
    db.appointment.findMany(),
    db.reviewRequest.findMany(),
    db.yot.findMany(),
    db.yotAuthority.findMany(),
    db.neighbour.findMany(),
    db.conflict.findMany({
      where: { activity: 'deciding' },
      select: { id: true, personId: true, caseId: true, ruleId: true, factsKey: true, effect: true, status: true },
    }),
  ])
  return reads.reduce((sum, rows) => sum + rows.length, 0)
}

const sizes = [
  { people: 2000, requests: 50 },
  { people: 20_000, requests: 50 },
  { people: 2000, requests: 500 },
  { people: 20_000, requests: 500 },
]

const measureSweep = async (size: (typeof sizes)[number]): Promise<(string | number)[]> => {
  const database = await openEmbedded(null)
  await applyMigrations(database)
  const ctx = testCore(database).contextFor(system, 'bench')
  await seedRegister(ctx)
  await fill(ctx, size)
  const first = await takeTurns({ sweep: () => sweep(ctx, null) }, { rounds: 1, warmUp: 0 })
  const rows = await readOnly(ctx)
  const blocks = await ctx.db.conflict.count()
  const taken = await takeTurns(
    { again: () => sweep(ctx, null), read: async () => void (await readOnly(ctx)) },
    { rounds: 5 },
  )
  await database.close()
  return [
    `${size.people.toLocaleString('en-GB')} × ${size.requests}`,
    blocks,
    rows,
    Math.round(first.sweep[0] ?? 0),
    showSpread(spreadOf(taken.again)),
    showSpread(spreadOf(taken.read)),
    showSpread(ratioOf(taken.again, taken.read)),
  ]
}

const pairFacts = (on: string, register: Parameters<typeof describeYot>[0]): [PersonFacts, CaseFacts] => [
  {
    ...noPersonFacts,
    personId: 'person',
    posts: Array.from({ length: 8 }, (_, year) => ({
      kind: 'substantive' as const,
      yotCode: year % 2 ? 'bradford' : 'york',
      from: `${2008 + year * 2}-04-01`,
      to: year === 7 ? null : `${2010 + year * 2}-03-31`,
    })),
    interests: [{ kind: 'family', with: { kind: 'yot', yotCode: 'leeds' }, from: '2020-01-01', to: null }],
    declaredOn: [on],
  },
  {
    ...noCaseFacts,
    caseId: 'case',
    activity: 'review',
    yots: [describeYot(register, 'leeds')],
    hostPersonIds: ['host'],
  },
]

const pairsATurn = 1000

const measurePair = async (): Promise<BenchTable> => {
  const database = await openEmbedded(null)
  await applyMigrations(database)
  const ctx = testCore(database).contextFor(system, 'bench')
  await seedRegister(ctx)
  const [person, caseFacts] = pairFacts(ctx.clock.today(), await gatherRegister(ctx))
  await database.close()
  const run = () => {
    const startedAt = performance.now()
    for (let pair = 0; pair < pairsATurn; pair += 1) evaluate(person, caseFacts, firstRuleSet, '2026-06-01')
    return (performance.now() - startedAt) / pairsATurn
  }
  const { one } = await takeTurns({ one: run }, { rounds: 20, warmUp: 3 })
  return {
    title: 'One person and one request, all 25 rules',
    columns: ['what', 'milliseconds'],
    rows: [['rule time', showSpread(spreadOf(one))]],
    notes: ['A person with eight posts and an interest, a request of Leeds. To reach: under 1 ms.'],
  }
}

export const group: BenchGroup = {
  name: 'conflicts',
  measures:
    'everybody against every open request, with new blocks kept the first time and nothing new after, against reading the same rows and doing nothing; and one pair',
  run: async () => {
    const rows: (string | number)[][] = []
    for (const size of sizes) rows.push(await measureSweep(size))
    return [
      {
        title: 'A sweep of people × requests (embedded database, milliseconds)',
        columns: ['people × requests', 'blocks kept', 'rows read', 'first sweep', 'again', 'only reading', 'ratio'],
        rows,
        notes: ['To reach: a sweep at most 3 times a bare reading of the same rows.'],
      },
      await measurePair(),
    ]
  },
}
