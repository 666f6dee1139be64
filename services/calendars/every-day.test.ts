import { expect, it } from 'vitest'
import { actorOf } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import { type Task, tasksFrom } from '#services/core/task.ts'
import { rooms } from '#services/exchange.ts'
import { makePerson } from '#tests/factories/person.ts'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'
import { datesFor } from './index.ts'

/* Whatever has a day for somebody is in their calendar: asked of everybody in the demonstration. */

const database = openTestDatabase({ from: demonstration })

/** "/reviews/PR-2026-1": what a page is about. */
const thing = (path: string) => path.split(/[?#]/)[0]?.split('/').slice(0, 3).join('/')

it('every task with a day is in the calendar of whom it waits for, on that day', { timeout: 240_000 }, async () => {
  const ctx = database.ctx()
  const people = await ctx.db.person.findMany({ where: { leftAt: null }, select: { id: true }, orderBy: { id: 'asc' } })
  const kinds = new Set<string>()
  for (const { id } of people) {
    const actor = await actorOf(ctx, id, allGrantsFor)
    if (!actor) continue
    const own = database.ctx(actor)
    const dated = (await tasksFrom(own, rooms)).filter(({ dueOn }) => dueOn !== undefined)
    if (dated.length === 0) continue
    const dates = await datesFor(own, rooms, { kind: 'mine' })
    for (const { kind, title, href, dueOn } of dated) {
      kinds.add(kind)
      const found = dates.some((one) => isoFromDate(one.start) === dueOn && thing(one.path) === thing(href))
      expect([title, dueOn, found]).toEqual([title, dueOn, true])
    }
    expect(new Set(dates.map((one) => one.id)).size).toBe(dates.length)
  }
  expect(kinds.size).toBeGreaterThan(4)
})

it('a task that names no row is there too, once, and on another day as another date', async () => {
  const own = database.ctx((await makePerson(database.ctx(), {})).actor)
  const task: Task = { title: 'send it', href: '/things/TH-1/send', dueOn: '2030-02-01', kind: 'Thing' }
  const today = own.clock.today()
  const dueOn = `${Number(today.slice(0, 4)) + 1}-02-01`
  const of = (tasks: Task[]) => datesFor(own, [{ tasks: async () => tasks }], { kind: 'mine' })
  const [first, ...others] = await of([{ ...task, dueOn }])
  expect([first?.title, first && isoFromDate(first.start), others]).toEqual(['Due: send it', dueOn, []])
  expect((await of([{ ...task, dueOn }]))[0]).toEqual(first)
  expect((await of([{ ...task, dueOn: dueOn.replace('-01', '-02') }]))[0]?.id).not.toBe(first?.id)
  // Where a room has the day of that thing among its dates, it is that one.
  const dates = { mine: async () => (first ? [{ ...first, id: 'thing-1', path: '/things/TH-1' }] : []) }
  const both = await datesFor(own, [{ tasks: async () => [{ ...task, dueOn }], dates }], { kind: 'mine' })
  expect(both.map(({ id }) => id)).toEqual(['thing-1'])
})
