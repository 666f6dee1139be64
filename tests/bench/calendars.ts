import { buildIfNeeded, loadBuild } from '#app/commands/pages.ts'
import { createServer } from '#app/server.ts'
import { seedRegister } from '#prisma/seed/register.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { addressOf, fetchFeed, makeFeed } from '#services/calendars/index.ts'
import { asActor, system } from '#services/core/access.ts'
import { addDays, dateFromIso, londonInstant } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { coreOn } from '#services/core/context.ts'
import { openEmbedded } from '#services/core/db.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { createLog } from '#services/core/log.ts'
import { applyMigrations } from '#services/core/migrate.ts'
import { rooms } from '#services/exchange.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type BenchGroup, ratioOf, showSpread, spreadOf, takeTurns } from './bench.ts'
import { benchClock } from './databases.ts'
import { listen } from './visits.ts'

const count = 500
const rounds = 20

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** A calendar of 500 courses, made anew, asked whether it changed, and beside them the one row that any answer needs. */
const measure = async () => {
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: '.cache/bench/files' })
  const database = await openEmbedded(null)
  await applyMigrations(database)
  const core = coreOn(database, config, createLog(config), benchClock)
  const ctx = core.contextFor(system, 'bench')
  await seedRegister(ctx)
  const owner = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const offering = await makeOffering(ctx, { by: { yotCode: 'leeds', contactId: owner.id } })
  const today = ctx.clock.today()
  const dates = Array.from({ length: count }, (_, at) => {
    const on = addDays(today, 1 + (at % 600))
    const [startsAt, endsAt] = [londonInstant(on, '09:30'), londonInstant(on, '16:00')]
    return { id: newId(), ref: `CD-2026-${1_000 + at}`, startsAt, endsAt, on }
  })
  const createdAt = ctx.clock.now()
  await insertRows(
    ctx,
    'CourseDate',
    dates.map(({ id, ref, startsAt, endsAt, on }) => ({
      id,
      ref,
      offeringId: offering.id,
      title: 'Resettlement, from the first day: what works',
      region: 'Yorks Hum',
      status: 'open' as const,
      startsAt,
      endsAt,
      mode: 'on_site' as const,
      place: 'Town hall, Leeds',
      places: 12,
      bookUntil: dateFromIso(on),
      kept: {},
      lateDays: 10,
      isReviewerTraining: false,
      sequence: 0,
      createdAt,
      createdById: owner.id,
      version: 1,
    })),
  )
  await insertRows(
    ctx,
    'CourseSession',
    dates.map(({ id, startsAt, endsAt }) => ({ dateId: id, position: 0, startsAt, endsAt })),
  )
  await insertRows(
    ctx,
    'Move',
    dates.map(({ id }) => ({
      id: newId(),
      subjectKind: 'course',
      subjectId: id,
      event: 'opened',
      from: null,
      to: 'open',
      happenedOn: dateFromIso(today),
      movedAt: createdAt,
      movedBy: 'Critical Friend',
      version: 1,
    })),
  )
  const own = asActor(ctx, { ...owner.actor, grants: await allGrantsFor(ctx, owner.id) })
  const made = await makeFeed(own, { kind: 'courses', regions: [] })
  if (!made.ok) throw new Error('No calendar')
  const token = addressOf(own, made.value.id).split('/').at(-1)?.replace('.ics', '') ?? ''
  const first = await fetchFeed(ctx, rooms, { token, known: null })
  if (first.kind !== 'calendar') throw new Error(first.kind)
  await buildIfNeeded()
  const build = await loadBuild()
  const server = await listen(
    createServer({ core, config, log: core.log, build, assetsDir: 'build/client' }).listen(0, '127.0.0.1'),
  )
  const overHttp = async (headers: Record<string, string>, status: number) => {
    const answer = await fetch(`${server.origin}/calendar/feed/${token}.ics`, { headers })
    await answer.text()
    if (answer.status !== status) throw new Error(`The feed answered ${answer.status}`)
  }
  const turns = await takeTurns(
    {
      row: () => timed(() => ctx.db.feed.findFirst({ where: { id: made.value.id } })),
      feed: async () => {
        await ctx.db.attempt.deleteMany({})
        return timed(() => fetchFeed(ctx, rooms, { token, known: null }))
      },
      unchanged: () => timed(() => fetchFeed(ctx, rooms, { token, known: first.etag })),
      fetched: async () => {
        await ctx.db.attempt.deleteMany({})
        return timed(() => overHttp({}, 200))
      },
      notModified: () => timed(() => overHttp({ 'if-none-match': first.etag }, 304)),
    },
    { rounds },
  )
  server.close()
  await core.close()
  return { turns, bytes: Buffer.byteLength(first.text) }
}

export const group: BenchGroup = {
  name: 'calendars',
  measures: `a calendar of ${count} dates made anew, and asked whether it changed, against reading one row.`,
  run: async () => {
    const { turns, bytes } = await measure()
    const line = (what: string, numbers: readonly number[]) => [
      what,
      showSpread(spreadOf(numbers)),
      showSpread(ratioOf(numbers, turns.row)),
    ]
    return [
      {
        title: `A calendar of ${count} dates (${Math.round(bytes / 1024)} kB), embedded`,
        columns: ['what', 'ms', 'times one row'],
        rows: [
          line('one row', turns.row),
          line('made anew', turns.feed),
          line('asked whether it changed', turns.unchanged),
          line('made anew, fetched over HTTP', turns.fetched),
          line('asked over HTTP: 304', turns.notModified),
        ],
        notes: ['To reach: made anew in 50 ms, asked whether it changed in 5 ms, on a machine that does nothing else.'],
      },
    ]
  },
}
