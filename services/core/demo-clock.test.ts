import { expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import { followClock, movableClock, moveClock } from './demo-clock.ts'

const database = openTestDatabase()

const on = (day: string) => movableClock(() => new Date(`${day}T09:00:00Z`))

it('moves everybody on to a day, those on other processes too, and never back', async () => {
  const own = on('2026-06-01')
  const other = on('2026-06-01')
  const stop = await followClock(database.core().database, other)
  const base = database.ctx()
  const ctx = { ...base, clock: own, config: { ...base.config, mode: 'demo' as const } }
  expect(await moveClock(ctx, { to: '2026-07-01' })).toEqual({ ok: true, value: { today: '2026-07-01' } })
  expect(await moveClock(ctx, { to: '2026-07-08' })).toEqual({ ok: true, value: { today: '2026-07-08' } })
  expect(own.now().toISOString()).toBe('2026-07-08T09:00:00.000Z')
  for (const to of ['2026-07-08', '2026-01-01', '2031-01-01'])
    expect(await moveClock(ctx, { to })).toMatchObject({ ok: false, problem: { kind: 'invalid' } })
  const restarted = on('2026-06-01')
  await (await followClock(database.core().database, restarted))()
  expect(restarted.today()).toBe('2026-07-08')
  await expect.poll(() => other.today()).toBe('2026-07-08')
  await stop()
})

it('moves nothing where the exchange is real, nor where the clock is', async () => {
  const base = database.ctx()
  const live = { ...base, clock: on('2026-06-01'), config: { ...base.config, mode: 'live' as const } }
  expect(await moveClock(live, { to: '2026-07-01' })).toMatchObject({ problem: { kind: 'not-found' } })
  const real = { ...base, config: { ...base.config, mode: 'demo' as const } }
  expect(await moveClock(real, { to: '2027-07-01' })).toMatchObject({ problem: { kind: 'refused' } })
})
