import type { Actor } from '#services/core/access.ts'
import { asActor } from '#services/core/access.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'

/*
 * A clock with silence, once for all rooms: somebody has until the end of a day, is warned before it, and at 06:00 in London
 * on the next day what was announced happens by itself. One table holds every clock that runs, one index says what is
 * due, one job sees to it.
 */

/** What a room does with one kind of clock. Its functions run in one transaction, after `lock`. */
export type Silence = {
  /** Which clock this is, by the name of what waits: "invitation". One room has each. */
  kind: string
  /** Locks the row that the clock is about, as every other move of it does, so that an answer and silence never both count. */
  lock(ctx: Ctx, subjectId: string): Promise<unknown>
  /** Warns whoever has not answered. */
  warn?(ctx: Ctx, subjectId: string, clock: { lastDay: string }): Promise<Result<unknown>>
  /** What happens by itself. */
  end(ctx: Ctx, subjectId: string, clock: { lastDay: string }): Promise<Result<unknown>>
}

/** Which clock of which subject. */
export type SilenceOf = { kind: string; subjectId: string }

/** Who acts when nobody did: so the history and the audit log say it. */
const bySilence: Actor = { kind: 'system', personId: null, name: 'By silence', grants: [] }

const hourIn = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hourCycle: 'h23' })

/** 06:00 in London on an ISO day. Clocks change at night, so that every day has it once. */
export const morningOf = (iso: string): Date => {
  const guess = new Date(`${iso}T06:00:00Z`)
  return new Date(guess.getTime() - (Number(hourIn.format(guess)) - 6) * 3_600_000)
}

/** The first instant at which nobody can answer any more. */
export const overAt = (lastDay: string): Date => morningOf(addDays(lastDay, 1))

const dueAt = (lastDay: string, warnOn: readonly string[]): Date =>
  warnOn[0] === undefined ? overAt(lastDay) : morningOf(warnOn[0])

/**
 * Starts a clock, or sets it anew where it runs already. Call in the transaction of the move that it begins with.
 *
 * @param lastDay ISO day until whose end there is time; what then happens, happens at 06:00 in London on the next day
 * @param warnOn ISO days, each up to the last, on which a warning goes out at 06:00; those that are here already are left out
 */
export const startSilence = async (
  ctx: Ctx,
  { kind, subjectId, lastDay, warnOn = [] }: SilenceOf & { lastDay: string; warnOn?: readonly string[] },
): Promise<void> => {
  const today = ctx.clock.today()
  const warnings = [...new Set(warnOn)].filter((day) => day > today && day <= lastDay).sort()
  const data = {
    lastDay: dateFromIso(lastDay),
    warnOn: warnings.map(dateFromIso),
    dueAt: dueAt(lastDay, warnings),
  }
  const where = { kind_subjectId: { kind, subjectId } }
  await ctx.db.silence.upsert({ where, create: { kind, subjectId, ...data }, update: data })
}

/** Stops a clock: an answer came. Nothing happens where none runs. Call in the transaction of the answer. */
export const stopSilence = async (ctx: Ctx, { kind, subjectId }: SilenceOf): Promise<void> => {
  await ctx.db.silence.deleteMany({ where: { kind, subjectId } })
}

/** The last day of each clock of a kind that runs for one of these, by subject. ISO days. */
export const lastDaysOf = async (
  ctx: Ctx,
  kind: string,
  subjectIds: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await ctx.db.silence.findMany({ where: { kind, subjectId: { in: [...subjectIds] } } })
  return new Map(rows.map(({ subjectId, lastDay }) => [subjectId, isoFromDate(lastDay)]))
}

/** One clock whose time has come. What was answered, seen to or set anew in the meantime is left alone. */
const seeTo = (ctx: Ctx, silence: Silence, subjectId: string): Promise<Result<unknown>> =>
  inTransaction(asActor(ctx, bySilence), async (ctx) => {
    const { kind } = silence
    await silence.lock(ctx, subjectId)
    await ctx.db.$queryRaw`select 1 from "Silence" where kind = ${kind} and "subjectId" = ${subjectId}::uuid for update`
    const where = { kind_subjectId: { kind, subjectId } }
    const clock = await ctx.db.silence.findUnique({ where })
    const now = ctx.clock.now()
    if (!clock || clock.dueAt > now) return ok(undefined)
    const lastDay = isoFromDate(clock.lastDay)
    if (overAt(lastDay) <= now) {
      await ctx.db.silence.delete({ where })
      return silence.end(ctx, subjectId, { lastDay })
    }
    // After a pause several warnings may be due: one is enough.
    const later = clock.warnOn.map(isoFromDate).filter((day) => morningOf(day) > now)
    await ctx.db.silence.update({ where, data: { warnOn: later.map(dateFromIso), dueAt: dueAt(lastDay, later) } })
    return silence.warn ? silence.warn(ctx, subjectId, { lastDay }) : ok(undefined)
  })

const atOnce = 200

type Due = { kind: string; subjectId: string; dueAt: Date }

const dueAfter = (ctx: Ctx, now: Date, last: Due | undefined): Promise<Due[]> => {
  const { dueAt: at, kind, subjectId } = last ?? { dueAt: new Date(0), kind: '', subjectId: lowestId }
  return ctx.db.$queryRaw<Due[]>`
    select kind, "subjectId", "dueAt" from "Silence"
    where "dueAt" <= ${now} and ("dueAt", kind, "subjectId") > (${at}, ${kind}, ${subjectId}::uuid)
    order by "dueAt", kind, "subjectId" limit ${atOnce}`
}
const lowestId = '00000000-0000-0000-0000-000000000000'

/**
 * Sees to every clock that is due, each once and in a transaction of its own. One that fails holds up no other, stays due, and
 * makes the job say so.
 */
export const silenceJob = (silences: readonly Silence[]): Job => ({
  name: 'core.silence',
  title: 'Warn of days that come near, and do what was announced for days that have passed',
  everyMinutes: 5,
  run: async (ctx) => {
    const byKind = new Map(silences.map((silence) => [silence.kind, silence]))
    const now = ctx.clock.now()
    const failed = new Set<string>()
    let last: Due | undefined
    for (;;) {
      const due = await dueAfter(ctx, now, last)
      for (const { kind, subjectId } of due) {
        const silence = byKind.get(kind)
        try {
          const seen = silence && (await seeTo(ctx, silence, subjectId))
          if (seen?.ok) continue
          ctx.log.error({ kind, subjectId, problem: seen?.problem.kind ?? 'unknown clock' }, 'silence not seen to')
        } catch (error) {
          ctx.log.error(
            { kind, subjectId, error: error instanceof Error ? error.name : 'unknown' },
            'silence not seen to',
          )
        }
        failed.add(kind)
      }
      last = due.at(-1)
      if (due.length < atOnce) break
    }
    if (failed.size > 0) throw new Error(`Some of these could not be seen to: ${[...failed].sort().join(', ')}`)
  },
})
