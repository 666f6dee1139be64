import { randomUUID } from 'node:crypto'
import { seedRegister } from '#prisma/seed/register.ts'
import { tendIssues } from '#services/briefing/index.ts'
import { system } from '#services/core/access.ts'
import { clockFrom, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { openEmbedded } from '#services/core/db.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { applyMigrations } from '#services/core/migrate.ts'
import { enqueueAll } from '#services/core/outbox.ts'
import { rooms } from '#services/exchange.ts'
import { testCore } from '#tests/setup/database.ts'
import { type BenchGroup, type BenchTable, ratioOf, showNumber, showSpread, spreadOf, takeTurns } from './bench.ts'

const readers = 10_000
const rounds = 5

const fill = async (ctx: Ctx): Promise<void> => {
  const now = ctx.clock.now()
  const people = Array.from({ length: readers }, (_, at) => ({
    id: newId(),
    name: `Reader ${at}`,
    createdAt: now,
    version: 1,
  }))
  await insertRows(ctx, 'Person', people)
  await insertRows(
    ctx,
    'Subscription',
    people.map(({ id: personId }, at) => ({
      ...{ id: newId(), personId, status: 'active' as const, choice: 'fortnightly' as const, refusals: 0, version: 1 },
      ...{ regions: at % 3 === 0 ? ['London'] : [], themes: [], startedAt: now },
    })),
  )
  await ctx.db.notice.create({
    data: {
      ...{
        section: 'consultations',
        title: 'Standards',
        line: 'What should change?',
        url: 'https://www.example.org/s',
      },
      ...{
        minutes: 5,
        until: new Date('2030-01-01'),
        regions: [],
        themes: [],
        addedAt: now,
        addedById: people[0]?.id ?? '',
      },
    },
  })
}

const measure = async (): Promise<BenchTable[]> => {
  const database = await openEmbedded(null)
  await applyMigrations(database)
  let now = londonInstant('2026-06-01', '09:00')
  const core = testCore(
    database,
    clockFrom(() => now),
  )
  const ctx = core.contextFor(system, 'bench')
  await seedRegister(ctx)
  await fill(ctx)
  await tendIssues(ctx, rooms, { asksLinks: false })
  const seconds: number[] = []
  const written: number[] = []
  const count = () => database.client.outboxMessage.count({ where: { topic: 'briefing' } })
  const freeze = async () => {
    const open = await database.client.issue.findFirstOrThrow({ where: { status: 'open' } })
    now = londonInstant(open.day.toISOString().slice(0, 10), '08:00')
    const before = await count()
    const began = performance.now()
    await tendIssues(ctx, rooms, { asksLinks: false })
    const took = performance.now() - began
    seconds.push(took / 1000)
    written.push((await count()) - before)
    return took
  }
  /** As many rows put in the outbox and nothing else. */
  const bare = async () => {
    const round = randomUUID()
    const began = performance.now()
    const rows = Array.from({ length: readers }, (_, at) => ({
      ...{ topic: 'bench', key: `bench:${round}:${at}` },
      payload: { issue: round, reader: round, edition: 'fortnightly', regions: ['London'], themes: [], isMember: true },
    }))
    await enqueueAll(ctx, rows)
    return performance.now() - began
  }
  const taken = await takeTurns({ freeze, bare }, { rounds, warmUp: 1 })
  await database.close()
  return [
    {
      title: `An issue to ${showNumber(readers)} readers, embedded`,
      columns: ['what', 'is', 'to reach'],
      rows: [
        ['frozen and queued ÷ as many bare rows', showSpread(ratioOf(taken.freeze, taken.bare)), 2],
        ['seconds', showSpread(spreadOf(seconds)), 5],
        ['rows for each reader', Math.max(...written) / readers, 1],
      ],
      notes: [],
    },
  ]
}

export const group: BenchGroup = {
  name: 'briefing',
  measures: 'an issue of the briefing frozen and queued for 10,000 readers, beside as many bare rows.',
  run: measure,
}
