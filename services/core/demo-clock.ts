import { addMonths, type Clock, clockFrom, dateFromIso } from './clock.ts'
import type { Ctx } from './context.ts'
import { typedDay } from './day.ts'
import type { Database } from './db.ts'
import { invalid, notFound, ok, type Result, refused } from './result.ts'
import { inTransaction } from './transaction.ts'
import { longDate } from './words.ts'

const dayMs = 24 * 60 * 60 * 1000

/** What is rung when the clock was moved, for every process on the database. */
const channel = 'demo_clock'

/** A clock that a demonstration moves ahead: everything that asks what day it is lives on that day, jobs included. */
export type MovableClock = Clock & { setAhead(days: number): void }

export const movableClock = (real: () => Date = () => new Date()): MovableClock => {
  let ahead = 0
  const clock = clockFrom(() => new Date(real().getTime() + ahead * dayMs))
  return {
    ...clock,
    setAhead: (days) => {
      ahead = days
    },
  }
}

const isMovable = (clock: Clock): clock is MovableClock => 'setAhead' in clock

/** Sets a clock to where the database says it is, now and whenever it is moved. Returns how to stop. */
export const followClock = async (database: Database, clock: MovableClock): Promise<() => Promise<void>> => {
  const read = async () => {
    const row = await database.client.demoClock.findFirst()
    clock.setAhead(row?.aheadDays ?? 0)
  }
  await read()
  // Where the database is away, the next ring or the next start reads it.
  return database.listen(channel, () => void read().catch(() => undefined))
}

export const moveClockTo = typedDay('Enter the day to move to, like 27 3 2027', { back: 1, ahead: 6 })

/** Only a demonstration has a clock to move: not found elsewhere. */
export const hasMovableClock = ({ config }: Ctx): Result<undefined> =>
  config.mode === 'demo' ? ok(undefined) : notFound()

/** It runs on by this much at most: beyond it, whatever the exchange keeps for a time has gone. */
const mostMonths = 36

/**
 * Demonstration only (not found elsewhere): moves the clock on to the morning of an ISO day, for everybody. It never runs
 * backwards: what has happened has. Whoever is signed in stays so. What is due by then happens within a minute.
 */
export const moveClock = async (ctx: Ctx, { to }: { to: string }): Promise<Result<{ today: string }>> => {
  const { clock } = ctx
  const has = hasMovableClock(ctx)
  if (!has.ok) return has
  if (!isMovable(clock)) return refused('This demonstration lives by the real time.')
  const today = clock.today()
  if (to <= today) return invalid({ to: `It is ${longDate(today)} already: the clock only runs on` })
  const last = addMonths(today, mostMonths)
  if (to > last) return invalid({ to: `Move it to ${longDate(last)} at the latest` })
  const days = Math.round((dateFromIso(to).getTime() - dateFromIso(today).getTime()) / dayMs)
  const moved = await inTransaction(ctx, async (ctx) => {
    const { aheadDays } = await ctx.db.demoClock.upsert({
      where: { id: 1 },
      create: { aheadDays: days },
      update: { aheadDays: { increment: days } },
    })
    await ctx.db.$executeRaw`
      update "Session" set "lastSeenAt" = "lastSeenAt" + make_interval(days => ${days}::int),
        "expiresAt" = "expiresAt" + make_interval(days => ${days}::int)
      where "revokedAt" is null and "expiresAt" > ${clock.now()}`
    return ok(aheadDays)
  })
  if (!moved.ok) return moved
  clock.setAhead(moved.value)
  await ctx.db.$executeRaw`select pg_notify(${channel}, ''), pg_notify('outbox', '')`
  return ok({ today: clock.today() })
}
