import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BankRole } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, londonDate } from '#services/core/clock.ts'
import { makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { ageStandings } from './clocks.ts'
import { availableOn, chargesOn, inForceOn } from './in-force.ts'
import { refreshPracticeDaily } from './last-practice.ts'
import { type Bar, mayOn, type Purpose, type StandingFacts, standingOn } from './standing.ts'
import { clocksOn } from './standing-clocks.ts'
import { standings } from './standings.ts'
import { endSuspensions } from './suspend.ts'

const allRoles: BankRole[] = ['trainee', 'observer', 'reviewer', 'co_lead', 'facilitator', 'mentor']
const purposes: Purpose[] = [...allRoles, 'train', 'charge']

const epoch = '2020-01-01'
const dayUpTo = (most: number) => fc.integer({ min: 0, max: most }).map((days) => addDays(epoch, days))
const day = dayUpTo(3000)
const dayOrNot = fc.option(day)

/** A life in the bank: what was recorded, in any order, over eight years. */
const history: fc.Arbitrary<StandingFacts> = fc.record({
  place: fc.option(fc.record({ isRemoved: fc.integer({ max: 9, min: 0 }).map((n) => n === 0), expiresOn: day }), {
    freq: 12,
  }),
  suspensions: fc.array(fc.record({ from: day, until: dayOrNot, liftedOn: dayOrNot }), { maxLength: 3 }),
  roles: fc.subarray(allRoles),
  posts: fc.array(fc.record({ from: day, until: dayOrNot }), { maxLength: 3 }),
  declaredOn: fc.array(day, { maxLength: 6 }),
  dbs: fc.record({ isNeeded: fc.boolean(), seenOn: dayOrNot }),
  conditions: fc.array(fc.record({ text: fc.constant('Do it.'), dueOn: day, confirmedOn: dayOrNot }), { maxLength: 2 }),
  isInKind: fc.boolean(),
  dayRatePence: fc.option(fc.constant(40_000)),
  insuranceUntil: dayOrNot,
})

/** What has happened by a day: what is dated later is not known yet. */
const knownBy = (facts: StandingFacts, on: string): StandingFacts => ({
  ...facts,
  suspensions: facts.suspensions
    .filter(({ from }) => from <= on)
    .map((one) => ({ ...one, liftedOn: one.liftedOn !== null && one.liftedOn <= on ? one.liftedOn : null })),
  declaredOn: facts.declaredOn.filter((declared) => declared <= on),
  conditions: facts.conditions.map((one) => ({
    ...one,
    confirmedOn: one.confirmedOn !== null && one.confirmedOn <= on ? one.confirmedOn : null,
  })),
})

/** Each bar told a second time, in the plainest way there is. */
const fails: Record<Bar, (facts: StandingFacts, on: string) => boolean> = {
  place: ({ place }) => !place || place.isRemoved,
  suspension: ({ suspensions }, on) =>
    suspensions.some(
      ({ from, until, liftedOn }) => from <= on && !(until && until < on) && !(liftedOn && liftedOn <= on),
    ),
  approval: ({ place }, on) => !!place && place.expiresOn < on,
  condition: ({ conditions }, on) =>
    conditions.some(({ dueOn, confirmedOn }) => dueOn < on && !(confirmedOn && confirmedOn <= on)),
  dbs: ({ dbs }, on) => dbs.isNeeded && !(dbs.seenOn && yearsBefore(on, 3) <= dbs.seenOn),
  practice: ({ posts, roles }, on) => {
    const since = yearsBefore(on, roles.every((role) => role === 'mentor') ? 5 : 3)
    return !posts.some(({ from, until }) => from <= on && (until === null || until >= since))
  },
  role: ({ roles }) => roles.length === 0,
  terms: ({ isInKind, dayRatePence }) => isInKind && dayRatePence === null,
  insurance: ({ insuranceUntil }, on) => insuranceUntil === null || insuranceUntil < on,
  declaration: ({ declaredOn }, on) => !declaredOn.some((made) => made <= on && made >= yearsBefore(on, 1)),
}

/** The same day of an earlier year; the first of March for a leap day that year did not have, less the day it is late. */
const yearsBefore = (on: string, years: number): string => {
  const same = `${Number(on.slice(0, 4)) - years}${on.slice(4)}`
  return same.endsWith('02-29') && Number(same.slice(0, 4)) % 4 !== 0 ? `${same.slice(0, 4)}-02-28` : same
}

/** Not the days on which the length of February decides, which standing.test.ts has. */
const plainDay = day.filter((on) => !/-02-(28|29)$/.test(on))

const mend: Record<Bar, (facts: StandingFacts, on: string) => StandingFacts> = {
  place: (facts, on) => ({ ...facts, place: { isRemoved: false, expiresOn: on } }),
  suspension: (facts, on) => ({
    ...facts,
    suspensions: facts.suspensions.map((one) => ({
      ...one,
      liftedOn: one.liftedOn && one.liftedOn < on ? one.liftedOn : on,
    })),
  }),
  approval: (facts, on) => ({ ...facts, place: { isRemoved: false, expiresOn: on } }),
  condition: (facts, on) => ({ ...facts, conditions: facts.conditions.map((one) => ({ ...one, confirmedOn: on })) }),
  dbs: (facts, on) => ({ ...facts, dbs: { isNeeded: true, seenOn: on } }),
  practice: (facts, on) => ({ ...facts, posts: [...facts.posts, { from: on, until: null }] }),
  role: (facts) => ({ ...facts, roles: [...facts.roles, ...allRoles] }),
  terms: (facts) => ({ ...facts, dayRatePence: 45_000 }),
  insurance: (facts, on) => ({ ...facts, insuranceUntil: on }),
  declaration: (facts, on) => ({ ...facts, declaredOn: [...facts.declaredOn, on] }),
}

describe('over random histories', () => {
  test('nobody is active, or may be paid, with a failing fact', () => {
    fc.assert(
      fc.property(history, plainDay, (facts, on) => {
        const standing = standingOn(facts, on)
        const failing = (Object.keys(fails) as Bar[]).filter((bar) => fails[bar](facts, on))
        const theirs = failing.filter((bar) => bar !== 'terms' && (bar !== 'insurance' || facts.dayRatePence !== null))
        if (standing.state === 'active') expect(theirs).toEqual([])
        if (theirs.length === 0) expect(standing.state).toBe('active')
        if (standing.mayCharge) expect(failing.filter((bar) => bar !== 'practice' && bar !== 'role')).toEqual([])
        if (standing.roles.length > 0)
          for (const bar of ['place', 'suspension', 'approval', 'condition', 'dbs'] as const)
            expect(failing).not.toContain(bar)
      }),
      { numRuns: 3000 },
    )
  })

  test('a no always says what would mend it, and mending what is said is enough', () => {
    fc.assert(
      fc.property(history, day, fc.constantFrom(...purposes), (facts, on, purpose) => {
        const { may, noes } = mayOn(facts, purpose, on)
        expect(may).toBe(noes.length === 0)
        for (const no of noes) expect([no.say, no.mend.text, no.mend.href].every(Boolean)).toBe(true)
        let mended = facts
        // Whoever comes back into the bank may have more to mend, so twice; a higher rung outgrows that of a trainee.
        for (let round = 0; round < 3; round += 1)
          for (const no of mayOn(mended, purpose, on).noes) mended = mend[no.bar](mended, on)
        if (purpose !== 'trainee') expect(mayOn(mended, purpose, on).noes).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('what happens after a day changes nothing in what is said of that day', () => {
    fc.assert(
      fc.property(history, day, day, (facts, on, later) => {
        fc.pre(on <= later)
        expect(standingOn(knownBy(facts, on), on)).toEqual(standingOn(knownBy(facts, later), on))
      }),
      { numRuns: 2000 },
    )
  })

  test('a clock that is over, and counts for them, is in the way; one that is not is not', () => {
    fc.assert(
      fc.property(history, day, (facts, on) => {
        const bars = standingOn(facts, on).noes.map(({ bar }) => bar)
        for (const { bar, state } of clocksOn(facts, on)) {
          if (bar === 'practice') continue
          if (state === 'over') expect(bars).toContain(bar)
          else if (bar !== 'insurance' && bar !== 'condition') expect(bars).not.toContain(bar)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

const database = openTestDatabase()

const near = fc.integer({ min: -40, max: 40 })
const start = '2026-06-15'
const about = (on: string) => near.map((days) => addDays(on, days))

const person: fc.Arbitrary<PersonTraits & { suspended: { from: string; until: string | null } | null }> = fc.record({
  posts: fc.array(
    fc.record({
      yotCode: fc.constantFrom('leeds', 'hull'),
      from: fc.constant('2010-01-01'),
      until: fc.oneof(fc.constant(null), about('2023-06-15'), about('2021-06-15'), about(start)),
    }),
    { maxLength: 2 },
  ),
  declaredOn: fc.oneof(
    fc.constant(null),
    about('2025-06-15'),
    about('2026-01-01').filter((on) => on <= start),
  ),
  suspended: fc.option(fc.record({ from: about(start), until: fc.option(about(start)) }), { freq: 2 }),
  bank: fc.record({
    roles: fc.subarray(allRoles),
    expiresOn: about(start),
    dbsSeenOn: fc.oneof(fc.constant(null), about('2023-06-15')),
    conditions: fc.array(fc.record({ text: fc.constant('Do it.'), dueOn: about(start) }), { maxLength: 1 }),
    dayRatePence: fc.constant(40_000),
    insuranceUntil: about(start),
  }),
})

test('the database finds whom the rules let, and the answer for a day is the one given before it came', async () => {
  const ctx = () => database.ctx()
  const jobs = async () => {
    await endSuspensions(ctx())
    await ageStandings.run(ctx())
    await refreshPracticeDaily.run(ctx())
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 30 }),
      async (people, ahead) => {
        database.setNow(start)
        const ids: string[] = []
        for (const { suspended, ...traits } of people) {
          const { id } = await makePerson(ctx(), traits)
          ids.push(id)
          if (suspended)
            await ctx().db.suspension.create({
              data: {
                personId: id,
                restsOn: `random:${id}`,
                from: dateFromIso(suspended.from),
                until: suspended.until === null ? null : dateFromIso(suspended.until),
              },
            })
        }
        const then = addDays(start, ahead)
        const foreseen = await standings(ctx(), ids, then)
        for (const on of [start, addDays(start, 1), then]) {
          database.setNow(on)
          await jobs()
          const said = await standings(ctx(), ids)
          const found = async (where: object) => {
            const rows = await ctx().db.standing.findMany({ where: { AND: [{ personId: { in: ids } }, where] } })
            return rows.map(({ personId }) => personId).sort()
          }
          const whom = (may: (id: string) => boolean | undefined) => ids.filter((id) => may(id)).sort()
          expect(await found(availableOn(on))).toEqual(whom((id) => said.get(id)?.mayTrain))
          expect(await found({ AND: [availableOn(on), chargesOn(on)] })).toEqual(whom((id) => said.get(id)?.mayCharge))
          const outside = ['outside', 'suspended', 'lapsed']
          expect(await found(inForceOn(on))).toEqual(whom((id) => !outside.includes(said.get(id)?.state ?? 'outside')))
          if (on === then) expect(said).toEqual(foreseen)
        }
      },
    ),
    { numRuns: 25 },
  )
  expect(londonDate(ctx().clock.now()) > start).toBe(true)
}, 120_000)
