import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, londonDate, londonInstant } from '#services/core/clock.ts'
import { isWorkingDay } from '#services/core/working-days.ts'
import { bookingEnds, isAtOnce, isShared, isWithin, offerUntil, workingDaysBefore } from './clock.ts'
import { mayBook, roomFor, type Situation, serve, shareOf, type Waiting } from './queue.ts'
import { whyWords } from './why-words.ts'

const many = Number(process.env.HISTORIES ?? 300)

const regionOf: Readonly<Record<string, string | null>> = {
  leeds: 'north',
  kent: 'south',
  york: 'north',
  bath: 'west',
  hull: 'north',
  associate: null,
}
const holders = Object.keys(regionOf)

const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0)

/** Whether somebody may have so many more, told from how it would stand then, and not from how the rule works it out. */
const isAllowed = (now: Situation, { holder, region, isMember }: Waiting, more: number): boolean => {
  const byHolder = new Map(now.byHolder).set(holder, (now.byHolder.get(holder) ?? 0) + more)
  if (!isMember || total(byHolder) > now.places) return false
  if (!now.isShared) return true
  const stillKept = Object.entries(now.kept)
    .filter(([name]) => name !== region)
    .reduce((sum, [name, count]) => sum + Math.max(0, count - (now.byRegion.get(name) ?? 0)), 0)
  return (
    total(byHolder) + stillKept <= now.places && (byHolder.get(holder) ?? 0) <= Math.max(2, Math.ceil(now.places / 4))
  )
}

const withMore = (now: Situation, { holder, region }: Waiting, more: number): Situation => ({
  ...now,
  byHolder: new Map(now.byHolder).set(holder, (now.byHolder.get(holder) ?? 0) + more),
  byRegion: region === null ? now.byRegion : new Map(now.byRegion).set(region, (now.byRegion.get(region) ?? 0) + more),
})

const entryOf = (id: string, holder: string, count: number, isTogether: boolean, isMember: boolean): Waiting => ({
  id,
  holder,
  region: regionOf[holder] ?? null,
  count,
  isTogether,
  isMember,
})

/** What happens on one day, by numbers that are read as what there is to do. */
const day = fc.array(
  fc.record({
    what: fc.constantFrom('book', 'wait', 'cancel', 'take', 'give-up', 'lapse', 'more-places', 'leave'),
    who: fc.integer({ min: 0, max: holders.length - 1 }),
    count: fc.integer({ min: 1, max: 5 }),
    isTogether: fc.boolean(),
    isMember: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn > 0),
    at: fc.nat(1000),
  }),
  { minLength: 1, maxLength: 12 },
)

type Row = {
  id: string
  group: string
  holder: string
  isMember: boolean
  isTogether: boolean
  status: string
  lapses: number
}

/** A date as the rule moves it: the same steps as the use cases, in memory. */
const simulate = (
  days: readonly (typeof day extends fc.Arbitrary<infer T> ? T : never)[],
  kept: Record<string, number>,
  sharedDays: number,
) => {
  let rows: Row[] = []
  let places = 8
  let made = 0
  const situation = (isStill: boolean): Situation => {
    const byHolder = new Map<string, number>()
    const byRegion = new Map<string, number>()
    for (const { holder } of rows.filter((row) => row.status === 'booked' || row.status === 'offered')) {
      byHolder.set(holder, (byHolder.get(holder) ?? 0) + 1)
      const region = regionOf[holder]
      if (region) byRegion.set(region, (byRegion.get(region) ?? 0) + 1)
    }
    return { places, byHolder, byRegion, kept, isShared: isStill }
  }
  const queue = (): Waiting[] => {
    const groups = [...new Set(rows.filter(({ status }) => status === 'waiting').map(({ group }) => group))]
    return groups.map((group) => {
      const own = rows.filter((row) => row.group === group && row.status === 'waiting')
      const [first] = own
      if (!first) throw new Error('empty')
      return entryOf(group, first.holder, own.length, first.isTogether, first.isMember)
    })
  }
  const check = (before: Situation, waiting: readonly Waiting[], served: ReturnType<typeof serve>) => {
    // Each entry can say why, and the sentence is one.
    expect([...served.why.keys()].sort()).toEqual(waiting.map(({ id }) => id).sort())
    for (const why of served.why.values()) expect(whyWords(why)).toMatch(/\.$/)
    const given = new Map(served.offers.map(({ id, count }) => [id, count]))
    let now = before
    waiting.forEach((entry) => {
      const got = given.get(entry.id) ?? 0
      expect(got === 0 || isAllowed(now, entry, got)).toBe(true)
      expect(entry.isTogether ? [0, entry.count] : [got]).toContain(got)
      // Nobody is overtaken: what they did not get, they could not have had when it was their turn.
      const more = entry.isTogether ? entry.count : got + 1
      if (got < entry.count) expect(isAllowed(now, entry, more)).toBe(false)
      now = withMore(now, entry, got)
    })
    expect(total(now.byHolder)).toBeLessThanOrEqual(places)
  }
  const tend = (isStill: boolean) => {
    const before = situation(isStill)
    const waiting = queue()
    const served = serve(waiting, before)
    check(before, waiting, served)
    for (const { id, count } of served.offers)
      for (const row of rows.filter((one) => one.group === id && one.status === 'waiting').slice(0, count))
        row.status = 'offered'
  }
  days.forEach((events, at) => {
    const isStill = at < sharedDays
    for (const { what, who, count, isTogether, isMember, at: which } of events) {
      const holder = holders[who] ?? 'leeds'
      const groupOf = (status: string) => {
        const groups = [...new Set(rows.filter((row) => row.status === status).map(({ group }) => group))]
        return groups[which % Math.max(1, groups.length)]
      }
      const fresh = (status: string) => {
        made += 1
        const group = `g${made}`
        for (let each = 0; each < count; each += 1)
          rows.push({ id: `${group}.${each}`, group, holder, isMember, isTogether, status, lapses: 0 })
      }
      if (what === 'book') {
        const why = mayBook(entryOf('', holder, count, true, true), situation(isStill), {
          waiting: queue().length,
          isAtOnce: false,
        })
        if (why === null) {
          // A newcomer never overtakes whoever waits.
          expect(queue()).toEqual([])
          fresh('booked')
        } else expect(whyWords(why)).toMatch(/\.$/)
      } else if (
        what === 'wait' &&
        !rows.some((row) => row.holder === holder && ['waiting', 'offered'].includes(row.status))
      )
        fresh('waiting')
      else if (what === 'cancel') {
        const booked = rows.filter(({ status }) => status === 'booked')
        const row = booked[which % Math.max(1, booked.length)]
        if (row) row.status = 'cancelled'
      } else if (what === 'take')
        for (const row of rows.filter((one) => one.group === groupOf('offered') && one.status === 'offered'))
          row.status = 'booked'
      else if (what === 'give-up' || what === 'leave') {
        const status = what === 'leave' ? 'waiting' : 'offered'
        const group = groupOf(status)
        for (const row of rows.filter((one) => one.group === group && one.status === status)) row.status = 'left'
      } else if (what === 'lapse') {
        const group = groupOf('offered')
        const over = rows.filter((one) => one.group === group && one.status === 'offered')
        for (const row of over) {
          row.status = row.lapses === 0 ? 'waiting' : 'left'
          row.lapses += 1
        }
        // To the end of the queue.
        rows = [...rows.filter((row) => !over.includes(row)), ...over]
      } else if (what === 'more-places') places = Math.min(200, places + 1)
      tend(isStill)
    }
    // A day later what was said holds no more, and what waited for it is served.
    tend(at + 1 < sharedDays)
    expect(total(situation(false).byHolder)).toBeLessThanOrEqual(places)
    const free = places - total(situation(false).byHolder)
    // A freed place never stays blocked: whoever still waits could not have it.
    if (free > 0)
      for (const entry of queue()) {
        const more = entry.isTogether ? entry.count : 1
        expect(isAllowed(situation(at + 1 < sharedDays), entry, more)).toBe(false)
      }
  })
}

describe('the queue of a course', () => {
  it('never overbooks, is overtaken by nobody, blocks no free place and can say why, on any days', () => {
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 8 }),
        fc.record({ north: fc.integer({ min: 0, max: 3 }), west: fc.integer({ min: 0, max: 3 }) }),
        fc.integer({ min: 0, max: 8 }),
        simulate,
      ),
      { numRuns: many },
    )
  }, 600_000)

  it('passes over a group that does not fit, which keeps its place and comes first when it does', () => {
    const group = entryOf('group', 'leeds', 3, true, true)
    const one = entryOf('one', 'kent', 1, false, true)
    const at = (places: number, booked: number): Situation => ({
      places,
      byHolder: new Map([['york', booked]]),
      byRegion: new Map(),
      kept: {},
      isShared: false,
    })
    expect(serve([group, one], at(10, 8)).offers).toEqual([{ id: 'one', count: 1 }])
    expect(serve([group, one], at(10, 8)).why.get('group')).toEqual({ is: 'group', free: 2 })
    const newcomer = { holder: 'kent', region: 'south', count: 1 }
    expect(mayBook(newcomer, at(10, 8), { waiting: 1, isAtOnce: false })).toEqual({ is: 'waiting' })
    expect(mayBook(newcomer, at(10, 8), { waiting: 1, isAtOnce: true })).toBeNull()
    expect(mayBook(newcomer, at(10, 8), { waiting: 0, isAtOnce: false })).toBeNull()
    expect(serve([group, one], at(10, 7)).offers).toEqual([{ id: 'group', count: 3 }])
    expect(serve([entryOf('any', 'leeds', 3, false, true)], at(10, 8)).offers).toEqual([{ id: 'any', count: 2 }])
  })

  it('gives a service its share, and a region what is kept for it, until the day on which both end', () => {
    const now: Situation = {
      places: 12,
      byHolder: new Map([['leeds', 2]]),
      byRegion: new Map([['north', 2]]),
      kept: { west: 4 },
      isShared: true,
    }
    expect(shareOf(4)).toBe(2)
    expect(shareOf(12)).toBe(3)
    expect(shareOf(13)).toBe(4)
    expect(roomFor({ holder: 'leeds', region: 'north' }, now).room).toBe(1)
    expect(roomFor({ holder: 'kent', region: 'south' }, { ...now, places: 6 }).why).toEqual({ is: 'kept' })
    expect(roomFor({ holder: 'bath', region: 'west' }, { ...now, places: 6 }).room).toBe(2)
    expect(roomFor({ holder: 'leeds', region: 'north' }, { ...now, isShared: false }).room).toBe(10)
  })
})

describe('the time of an offer', () => {
  const when = { startsAt: londonInstant('2026-09-30', '09:30'), bookUntil: '2026-09-29' }

  it('ends at 17:00 in London on the second working day, on the next near the start, and never after booking', () => {
    const on = (iso: string) => new Date(`${iso}:00Z`)
    // A Friday before a weekend, in summer time.
    expect(offerUntil(on('2026-08-07T10:00'), when)).toEqual(on('2026-08-11T16:00'))
    // The August bank holiday is none of the working days.
    expect(offerUntil(on('2026-08-28T10:00'), when)).toEqual(on('2026-09-02T16:00'))
    expect(offerUntil(on('2026-09-15T10:00'), when)).toEqual(on('2026-09-17T16:00'))
    expect(offerUntil(on('2026-09-16T10:00'), when)).toEqual(on('2026-09-17T16:00'))
    expect(offerUntil(on('2026-09-29T10:00'), when)).toEqual(on('2026-09-29T23:00'))
    expect(offerUntil(on('2026-09-29T23:00'), when)).toBeNull()
    expect(bookingEnds({ ...when, bookUntil: '2026-10-05' })).toEqual(when.startsAt)
  })

  it('changes its rules 20 and 2 working days before the start', () => {
    const noon = (iso: string) => new Date(`${iso}T12:00:00Z`)
    expect(workingDaysBefore('2026-09-30', 20)).toBe('2026-09-02')
    expect([isShared(noon('2026-09-01'), when), isShared(noon('2026-09-02'), when)]).toEqual([true, false])
    expect([isAtOnce(noon('2026-09-25'), when), isAtOnce(noon('2026-09-28'), when)]).toEqual([false, true])
  })

  it('is in working time at whatever instant it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 200 }), (minutes) => {
        const start = londonInstant('2026-12-15', '10:00')
        const now = new Date(start.getTime() - minutes * 60_000)
        const bookUntil = addDays('2026-12-15', -3)
        const until = offerUntil(now, { startsAt: start, bookUntil })
        const end = bookingEnds({ startsAt: start, bookUntil })
        if (until === null) {
          expect(now.getTime()).toBeGreaterThanOrEqual(end.getTime())
          return
        }
        expect(until > now && until <= end && until <= start).toBe(true)
        if (until < end) {
          expect(isWorkingDay(londonDate(until))).toBe(true)
          expect(londonDate(until) > londonDate(now)).toBe(true)
          expect(isWithin(now, { startsAt: start, bookUntil }, 2)).toBe(false)
        }
      }),
      { numRuns: Math.min(many, 2000) },
    )
  })
})
