import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { addDays, londonDate } from '#services/core/clock.ts'
import { findBroken } from '#services/core/invariant.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse, typedCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { bookPlaces, joinQueue } from './book.ts'
import { callOffCourse, moveCourse } from './close-course.ts'
import { invariants } from './invariants.ts'
import { cancelPlace, giveUpPlaces, leaveQueue, takePlaces } from './place-moves.ts'
import { findPlaces } from './places-page.ts'
import { workingDaysBefore } from './queue/clock.ts'
import { room } from './room.ts'
import { changeCourse } from './write-course.ts'

/*
 * Random histories of a date through the use cases that pages call: whatever services and the provider press and however time passes, it is
 * never overbooked, nobody is overtaken but by whom the rule lets pass, no place stays free that somebody waits for and may have, and each
 * entry can say why it waits. All of it is counted anew here from the rows, and asks nothing of the queue's rule. HISTORIES=1000 looks longer.
 */

const histories = Number(process.env.HISTORIES ?? 6)

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)

const codes = ['brent', 'kent', 'devon', 'essex', 'york'] as const
const acts = [
  ...['book', 'book', 'book', 'wait', 'wait', 'wait', 'cancel', 'cancel', 'take', 'take', 'give up', 'leave'],
  ...['let time pass', 'let time pass', 'let time pass', 'places', 'places', 'move', 'call off'],
] as const
type Step = { does: (typeof acts)[number]; who: number; count: number; isTogether: boolean; pick: number; days: number }
type History = { places: number; kept: number; steps: Step[] }

const firstDay = '2026-06-01'
const people = new Map<string, MadePerson>()
const regions = new Map<string, string>()
let provider: MadePerson
let offeringId = ''
const seen = new Set<string>()

beforeAll(async () => {
  database.setNow(firstDay)
  const at = (yotCode: string) => makePerson(database.ctx(), { posts: [{ yotCode, level: 'manager' }] })
  provider = await at('leeds')
  for (const code of codes) people.set(code, await at(code))
  for (const code of ['leeds', ...codes]) await makeMembership(database.ctx(), { yotCode: code, endsOn: '2028-06-01' })
  for (const { code, region } of await db().yot.findMany()) regions.set(code, region)
  offeringId = (await makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: provider.id } })).id
}, 60_000)

const taken = ['booked', 'offered', 'attended', 'absent']

const read = async (ref: string) => {
  const date = await db().courseDate.findUniqueOrThrow({ where: { ref } })
  const rows = await db().place.findMany({ where: { dateId: date.id }, orderBy: { id: 'asc' } })
  return { date, rows }
}
type State = Awaited<ReturnType<typeof read>>
type Row = State['rows'][number]
type Entry = { groupId: string; yotCode: string; count: number; isTogether: boolean; since: number; drawn: number }

/** Who waits, in their order. */
const queueOf = ({ rows }: State): Entry[] => {
  const entries = new Map<string, Entry>()
  for (const { groupId, yotCode, isTogether, waitingSince, drawn, status } of rows) {
    if (status !== 'waiting') continue
    const count = (entries.get(groupId)?.count ?? 0) + 1
    entries.set(groupId, {
      ...{ groupId, yotCode: yotCode ?? '', isTogether, drawn, count },
      since: Math.min(entries.get(groupId)?.since ?? Number.POSITIVE_INFINITY, waitingSince?.getTime() ?? Number.NaN),
    })
  }
  return [...entries.values()].sort(
    (a, b) => a.since - b.since || a.drawn - b.drawn || a.groupId.localeCompare(b.groupId),
  )
}

/** Whether an entry may have of what is free, were only these places taken. */
const isServable = ({ date }: State, held: readonly Row[], { yotCode, isTogether, count }: Entry): boolean => {
  const region = regions.get(yotCode) ?? ''
  const isShared = database.ctx().clock.today() < workingDaysBefore(londonDate(date.startsAt), 20)
  let possible = date.places - held.length
  if (isShared) {
    const inRegion = (name: string) => held.filter((row) => regions.get(row.yotCode ?? '') === name).length
    for (const [name, kept] of Object.entries(date.kept as Record<string, number>))
      if (name !== region) possible -= Math.max(0, kept - inRegion(name))
    const own = held.filter((row) => row.yotCode === yotCode).length
    possible = Math.min(possible, Math.max(2, Math.ceil(date.places / 4)) - own)
  }
  return possible >= (isTogether ? count : 1)
}

/** In the last days whoever presses first has it, and once booking has ended nobody does: nobody is in a queue then. */
const isInTurn = ({ date }: State): boolean =>
  date.status === 'open' && database.ctx().clock.today() < addDays(londonDate(date.startsAt), -6)

const check = async (before: State, after: State, step: Step): Promise<void> => {
  const held = after.rows.filter(({ status }) => taken.includes(status))
  expect(held.length, 'overbooked').toBeLessThanOrEqual(after.date.places)
  const waits = new Set(
    after.rows
      .filter(({ status }) => status === 'waiting')
      .map(({ groupId, waitingSince }) => `${groupId} ${waitingSince?.getTime()}`),
  )
  expect(waits.size, 'part of an entry stands elsewhere in the queue').toBe(queueOf(after).length)
  if (!isInTurn(after)) return
  const stood = new Map(before.rows.map((row) => [row.id, row.status]))
  const wasQueue = queueOf(before)
  const booked = after.rows.filter(({ id, status }) => status === 'booked' && !stood.has(id))
  if (booked.length > 0) expect([step.does, wasQueue], 'a newcomer overtook').toEqual(['book', []])
  const offered = after.rows.filter(({ id, status }) => status === 'offered' && stood.get(id) !== 'offered')
  const queue = queueOf(after)
  for (const [at, entry] of queue.entries()) {
    expect(isServable(after, held, entry), 'a place stays free').toBe(false)
    const ahead = new Set(queue.slice(0, at).map(({ groupId }) => groupId))
    const was = wasQueue.findIndex(({ groupId, since }) => groupId === entry.groupId && since === entry.since)
    if (was < 0) continue
    const behind = offered.filter(
      ({ groupId }) =>
        !ahead.has(groupId) &&
        groupId !== entry.groupId &&
        !wasQueue.slice(0, was).some((one) => one.groupId === groupId),
    )
    const without = held.filter((row) => !behind.includes(row))
    expect(isServable(after, without, entry), 'somebody was overtaken').toBe(false)
  }
  for (const code of new Set(queue.map(({ yotCode }) => yotCode))) {
    const who = people.get(code)
    const page = who && value(await findPlaces(as(who), after.date.ref))
    for (const { status, position, why } of page?.entries ?? []) {
      if (status !== 'waiting') continue
      seen.add(why.replace(/\d+/g, 'n'))
      expect([queue[(position ?? 0) - 1]?.yotCode, why !== ''], 'an entry cannot say why').toEqual([code, true])
    }
  }
}

const pickOf = (rows: readonly Row[], status: Row['status'], code: string, pick: number): Row | undefined => {
  const own = rows.filter((row) => row.status === status && row.yotCode === code)
  return own[pick % Math.max(1, own.length)]
}

const pass = async (days: number, hour: number): Promise<void> => {
  const today = database.ctx().clock.today()
  database.setNow(`${addDays(today, days)}T${String(hour).padStart(2, '0')}:00:00Z`)
  for (const name of ['courses.queues', 'courses.days'])
    await room.jobs?.find((job) => job.name === name)?.run(database.ctx())
}

const press = async (state: State, { does, who, count, isTogether, pick, days }: Step): Promise<unknown> => {
  const code = codes[who % codes.length] ?? 'brent'
  const person = people.get(code)
  if (!person) throw new Error('Nobody there')
  const ctx = as(person)
  const { ref, version, startsAt, kept } = state.date
  const place = (status: Row['status']) => pickOf(state.rows, status, code, pick)
  const on = (row: Row | undefined, move: typeof takePlaces) => row && move(ctx, { id: row.id, version: row.version })
  switch (does) {
    case 'book':
      return bookPlaces(ctx, ref, { count })
    case 'wait':
      return joinQueue(ctx, ref, { count, how: isTogether ? 'together' : 'any' })
    case 'cancel':
      return on(place('booked'), cancelPlace)
    case 'take':
      return on(place('offered') ?? place('waiting'), takePlaces)
    case 'give up':
      return on(place('offered'), giveUpPlaces)
    case 'leave':
      return on(place('waiting'), leaveQueue)
    case 'let time pass':
      return pass(days, 7 + (pick % 12))
    case 'places': {
      const day = londonDate(startsAt)
      const rows = Object.entries(kept as Record<string, number>).map(([region, places]) => ({ region, places }))
      return changeCourse(as(provider), ref, { version, ...typedCourse(day, { places: 2 + (pick % 9), kept: rows }) })
    }
    case 'move': {
      const day = addDays(londonDate(startsAt), 1 + (pick % 10))
      const { sessions, bookUntil } = typedCourse(day)
      return moveCourse(as(provider), ref, { version, sessions, bookUntil, reason: 'The hall.' })
    }
    case 'call off':
      // Rarely: there is nothing to see afterwards.
      return pick === 0 ? callOffCourse(as(provider), ref, { version, reason: 'The trainer is ill.' }) : undefined
  }
}

const play = async ({ places, kept, steps }: History): Promise<void> => {
  database.setNow(`${firstDay}T09:00:00Z`)
  const { ref } = await makeCourse(database.ctx(), {
    ...{ offeringId, createdById: provider.id, places, on: '2026-09-15' },
    kept: kept === 0 ? {} : { [regions.get('york') ?? '']: Math.min(kept, places) },
  })
  let before = await read(ref)
  for (const step of steps) {
    await press(before, step)
    const after = await read(ref)
    await check(before, after, step)
    before = after
  }
  expect((await findBroken(db(), invariants)).map(({ name, broken }) => [name, broken])).toEqual([])
  // The next history begins without what this one left.
  await callOffCourse(as(provider), ref, { version: before.date.version, reason: 'It is over.' })
}

it('no history overbooks, lets anybody be overtaken, or leaves somebody without a reason', async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    does: fc.constantFrom(...acts),
    who: fc.nat(4),
    count: fc.integer({ min: 1, max: 4 }),
    isTogether: fc.boolean(),
    pick: fc.nat(20),
    days: fc.nat(9),
  })
  const history: fc.Arbitrary<History> = fc.record({
    places: fc.integer({ min: 2, max: 8 }),
    kept: fc.nat(2),
    steps: fc.array(step, { minLength: 10, maxLength: 30 }),
  })
  await fc.assert(fc.asyncProperty(history, play), {
    numRuns: histories,
    endOnFailure: histories > 50,
  })
  // Histories in which nothing happens would prove nothing.
  if (histories >= 100) expect(seen.size).toBeGreaterThan(3)
}, 3_600_000)
