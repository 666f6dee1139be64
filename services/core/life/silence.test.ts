import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { addDays, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { lastDaysOf, morningOf, overAt, type Silence, silenceJob, startSilence, stopSilence } from './silence.ts'

const database = openTestDatabase()

const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const anyDay = fc.integer({ min: 0, max: 7_300 }).map((days) => addDays('2024-01-01', days))
const aDay = fc.oneof(anyDay, fc.constantFrom('2026-10-25', '2026-10-24', '2026-03-29', '2026-03-28', '2028-02-29'))

/** What was done by itself: a line each, in the order it happened. */
let done: string[] = []
let failing = new Set<string>()
beforeEach(() => {
  done = []
  failing = new Set()
  database.setNow(null)
})
const rule: Silence = {
  kind: 'test',
  // The subjects of this test have no row: an advisory lock stands for it.
  lock: (ctx, id) => ctx.db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${id}, 1))::text`,
  warn: async (_, id, { lastDay }) => {
    done.push(`warn ${id} ${lastDay}`)
    return ok(undefined)
  },
  end: async (ctx, id, { lastDay }) => {
    if (failing.has(id)) return refused('Not now')
    done.push(`end ${id} ${lastDay} ${ctx.actor.name}`)
    return ok(undefined)
  },
}
const job = silenceJob([rule])
const of = (subjectId: string) => ({ kind: 'test', subjectId })
const start = (subjectId: string, lastDay: string, warnOn: string[] = []) =>
  startSilence(database.ctx(), { ...of(subjectId), lastDay, warnOn })
const at = async (iso: string, work: (ctx: Ctx) => Promise<unknown> = (ctx) => job.run(ctx)) => {
  database.setNow(iso)
  await work(database.ctx())
}

describe('06:00 in London', () => {
  it('is that on every day, whatever the clocks do', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const morning = morningOf(day)
        const [year, month, date] = day.split('-')
        expect(inLondon.format(morning)).toBe(`${date}/${month}/${year}, 06:00:00`)
        expect(londonDate(new Date(overAt(day).getTime() - 6 * 3_600_000 - 1))).toBe(
          // On the night of a change midnight is not six hours before 06:00.
          londonDate(new Date(overAt(day).getTime() - 7 * 3_600_000)),
        )
      }),
      { numRuns: 500 },
    )
  })
})

type Step =
  | { does: 'start'; days: number; warn: number[] }
  | { does: 'stop' }
  | { does: 'wait'; minutes: number; runs: number }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      does: fc.constant('start' as const),
      days: fc.integer({ min: 0, max: 20 }),
      warn: fc.array(fc.integer({ min: -1, max: 21 }), { maxLength: 3 }),
    }),
    fc.constant<Step>({ does: 'stop' }),
    fc.record({
      does: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 30 * 24 * 60 }),
      runs: fc.integer({ min: 1, max: 3 }),
    }),
  ),
  { minLength: 2, maxLength: 10 },
)

describe('a clock with silence', () => {
  test('in any history warns and ends when it is due, once, never sooner and never after an answer', async () => {
    await fc.assert(
      fc.asyncProperty(steps, aDay, async (history, from) => {
        done = []
        const id = randomUUID()
        let now = new Date(`${from}T11:00:00Z`)
        let clock: { lastDay: string; warnOn: string[] } | null = null
        for (const step of history) {
          database.setNow(now.toISOString())
          const today = londonDate(now)
          if (step.does === 'start') {
            const lastDay = addDays(today, step.days)
            const warnOn = step.warn.map((days) => addDays(today, days))
            await start(id, lastDay, warnOn)
            clock = { lastDay, warnOn: warnOn.filter((day) => day > today && day <= lastDay) }
          }
          if (step.does === 'stop') {
            await stopSilence(database.ctx(), of(id))
            clock = null
          }
          if (step.does === 'wait') {
            now = new Date(now.getTime() + step.minutes * 60_000)
            database.setNow(now.toISOString())
            const before = done.length
            await Promise.all(Array.from({ length: step.runs }, () => job.run(database.ctx())))
            const passed = (day: string) => morningOf(day) <= now
            const isOver = clock !== null && passed(addDays(clock.lastDay, 1))
            const isWarned = clock !== null && !isOver && clock.warnOn.some(passed)
            const expected = [
              ...(clock && isOver ? [`end ${id} ${clock.lastDay} By silence`] : []),
              ...(clock && isWarned ? [`warn ${id} ${clock.lastDay}`] : []),
            ]
            expect(done.slice(before)).toEqual(expected)
            if (isOver) clock = null
            if (clock && isWarned) clock.warnOn = clock.warnOn.filter((day) => !passed(day))
          }
          expect((await lastDaysOf(database.ctx(), 'test', [id])).get(id)).toBe(clock?.lastDay)
        }
        await stopSilence(database.ctx(), of(id))
      }),
      { numRuns: 60 },
    )
  })

  it('gives the whole last day and the night, on the day the clocks go back too', async () => {
    const id = randomUUID()
    database.setNow('2026-10-20')
    await start(id, '2026-10-24', ['2026-10-23'])
    await at('2026-10-23T04:59:59Z')
    expect(done).toEqual([])
    await at('2026-10-23T05:00:00Z')
    expect(done).toEqual([`warn ${id} 2026-10-24`])
    await at('2026-10-25T05:59:59Z')
    expect(done).toHaveLength(1)
    await at('2026-10-25T06:00:00Z')
    expect(done[1]).toBe(`end ${id} 2026-10-24 By silence`)
  })

  it('and an answer at the same second never both count', async () => {
    for (let round = 0; round < 30; round += 1) {
      done = []
      const id = randomUUID()
      database.setNow('2026-06-01')
      await start(id, '2026-06-02')
      database.setNow('2026-06-03T05:00:00Z')
      let isAnswered = false
      const answer = inTransaction(database.ctx(), async (ctx) => {
        await rule.lock(ctx, id)
        isAnswered = (await lastDaysOf(ctx, 'test', [id])).has(id)
        await stopSilence(ctx, of(id))
        return ok(undefined)
      })
      await Promise.all([job.run(database.ctx()), answer, job.run(database.ctx())])
      expect(done).toHaveLength(isAnswered ? 0 : 1)
    }
  })

  it('that fails holds up no other, says so, and is tried again', async () => {
    const [bad, good, strange] = [randomUUID(), randomUUID(), randomUUID()]
    database.setNow('2026-06-01')
    failing.add(bad)
    await start(bad, '2026-06-02')
    await start(good, '2026-06-03')
    await startSilence(database.ctx(), { kind: 'unheard-of', subjectId: strange, lastDay: '2026-06-02' })
    await expect(at('2026-06-05')).rejects.toThrow('Some of these could not be seen to: test, unheard-of')
    expect(done).toEqual([`end ${good} 2026-06-03 By silence`])
    await stopSilence(database.ctx(), { kind: 'unheard-of', subjectId: strange })
    failing.clear()
    await at('2026-06-06')
    expect(done[1]).toBe(`end ${bad} 2026-06-02 By silence`)
  })

  it('finds what is due by its index, however many wait', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => ({
      ...{ kind: 'test', subjectId: randomUUID(), warnOn: [] },
      lastDay: new Date(i < 430 ? '2026-07-01' : '2036-07-01'),
      dueAt: new Date(i < 430 ? '2026-07-02T05:00:00Z' : '2036-07-02T05:00:00Z'),
    }))
    await database.ctx().db.silence.createMany({ data: rows })
    await at('2026-07-02T05:00:00Z')
    expect(done).toHaveLength(430)
    await database.ctx().db.silence.deleteMany({ where: { kind: 'test' } })
  })
})
