import { beforeAll, describe, expect, it } from 'vitest'
import { rooms } from '#services/exchange.ts'
import { concernDriver } from '#tests/lives/concerns.ts'
import { consentDriver } from '#tests/lives/consents.ts'
import { courseDriver, placeDriver } from '#tests/lives/courses.ts'
import { decisionDriver } from '#tests/lives/decisions.ts'
import { type Driver, madeAt, type Subject, type TestDatabase } from '#tests/lives/driver.ts'
import { engagementDriver } from '#tests/lives/engagements.ts'
import { enquiryDriver } from '#tests/lives/enquiries.ts'
import { evidenceDriver, findingDriver } from '#tests/lives/fieldwork.ts'
import { issueDriver } from '#tests/lives/issues.ts'
import { markDriver } from '#tests/lives/marks.ts'
import { electionDriver, meetingDriver } from '#tests/lives/meetings.ts'
import { membershipDriver } from '#tests/lives/memberships.ts'
import { offeringDriver } from '#tests/lives/offerings.ts'
import { outsideDriver } from '#tests/lives/outside.ts'
import { actionDriver, planDriver, reportDriver } from '#tests/lives/reports.ts'
import { reviewDriver } from '#tests/lives/reviews.ts'
import { selfAssessmentDriver } from '#tests/lives/self-assessments.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

/*
 * What holds for every life, seen through the use cases of its moves: nothing of it has to be tested room by room.
 */

const database = openTestDatabase()
const db = () => database.ctx().db

const drivers: Record<string, (database: TestDatabase) => Promise<unknown>> = {
  concern: concernDriver,
  consent: consentDriver,
  course: courseDriver,
  place: placeDriver,
  decision: decisionDriver,
  engagement: engagementDriver,
  enquiry: enquiryDriver,
  mark: markDriver,
  meeting: meetingDriver,
  membership: membershipDriver,
  election: electionDriver,
  issue: issueDriver,
  offering: offeringDriver,
  review: reviewDriver,
  evidence: evidenceDriver,
  finding: findingDriver,
  report: reportDriver,
  plan: planDriver,
  action: actionDriver,
  'outside-provider': outsideDriver,
  'self-assessment': selfAssessmentDriver,
}

/** Every life that a room announces; without a driver of its own it fails. */
const announced = rooms.flatMap(({ lives = [] }) => lives.map(({ noun }) => noun))
const lives = announced.flatMap((noun) => {
  const driver = drivers[noun]
  return driver ? [[noun, driver] as const] : []
})

it('has a driver for every life that a room announces, and for no other', () => {
  expect(Object.keys(drivers).sort()).toEqual(announced.sort())
})

const left = async ({ kind }: Driver, { id }: Subject) => ({
  moves: await db().move.findMany({ where: { subjectKind: kind, subjectId: id }, orderBy: { version: 'asc' } }),
  entries: await db().auditEntry.findMany({ where: { subjectKind: kind, subjectId: id }, orderBy: { id: 'asc' } }),
  letters: await db().outboxMessage.count({ where: { topic: 'mail', key: { contains: id } } }),
})

const nothing = { moves: [], entries: [], letters: 0 }

describe.each(lives)('the life of every %s', { timeout: 180_000 }, (noun, makeDriver) => {
  let driver: Driver
  beforeAll(async () => {
    database.setNow('2026-06-02')
    driver = (await makeDriver(database)) as Driver
    expect(driver.life.noun).toBe(noun)
  })

  /** The buttons, each with the states it may be pressed in and those it may not. */
  const buttons = () =>
    driver.life.events.flatMap((event) => {
      const how = driver.moves[event]
      const { from } = driver.life.moveOf(event)
      if (!how || !('press' in how)) return []
      const unseen: readonly string[] = driver.unseen?.[event] ?? []
      const { press, only } = how
      return [{ event, press, isLone: only !== undefined, unseen, from: from.flatMap((state) => state ?? []) }]
    })
  const states = () => Object.keys(driver.life.states)

  it('reaches every state from its beginning, and each mark is of states that there are', () => {
    const { life } = driver
    const reached = new Set(
      life.events.flatMap((event) => (life.moveOf(event).from.includes(null) ? life.targetsOf(event, null) : [])),
    )
    for (const _ of states())
      for (const event of life.events)
        for (const from of life.moveOf(event).from)
          if (from !== null && reached.has(from)) for (const to of life.targetsOf(event, from)) reached.add(to)
    expect([...reached].sort()).toEqual(states().sort())
    for (const mark of Object.values(life.marks)) expect(states()).toEqual(expect.arrayContaining([...mark]))
  })

  it('refuses each move in every state that does not allow it, with its sentence', async () => {
    for (const state of states()) {
      const subject = await driver.make(state)
      for (const { event, press, unseen } of buttons().filter(({ from }) => !from.includes(state))) {
        const problem = unseen.includes(state)
          ? { kind: 'not-found' }
          : { kind: 'refused', why: driver.life.whyNot(event, state) }
        expect([event, state, await press(subject, madeAt, 'first')]).toEqual([event, state, { ok: false, problem }])
      }
      expect([state, await left(driver, subject)]).toEqual([state, nothing])
    }
  })

  it('answers an older version as stale, whether or not the state still allows the move', async () => {
    // Where it is allowed it would be made, so each such state is tried; of those where it is refused anyway, the first.
    const tried = buttons().map((button) => {
      const other = states().find((state) => !button.from.includes(state))
      return { ...button, states: [...button.from, ...(other === undefined ? [] : [other])] }
    })
    for (const state of states()) {
      const subject = await driver.make(state)
      for (const { event, press, unseen } of tried.filter((button) => button.states.includes(state))) {
        const result = await press(subject, madeAt - 1, 'first')
        const kind = unseen.includes(state) ? 'not-found' : 'stale'
        expect([event, state, result]).toMatchObject([event, state, { ok: false, problem: { kind } }])
      }
      expect([state, await left(driver, subject)]).toEqual([state, nothing])
    }
  })

  it('makes each move once however often it is pressed: one row, one entry, no letter twice', async () => {
    for (const { event, press, from, isLone } of buttons()) {
      const state = driver.from?.[event] ?? from[0] ?? ''
      const subject = await driver.make(state)
      expect([event, await press(subject, madeAt, 'first')]).toMatchObject([event, { ok: true }])
      const once = await left(driver, subject)
      const [row] = once.moves
      expect(row).toMatchObject({ event, from: state, version: madeAt + 1 })
      expect(driver.life.targetsOf(event, state)).toContain(row?.to)
      expect(once.entries.filter((entry) => entry.event === `${noun}.${event}`)).toHaveLength(1)
      expect([event, await press(subject, madeAt, 'first')]).toMatchObject([event, { ok: true }])
      expect(await left(driver, subject)).toEqual(once)
      if (isLone) continue
      expect([event, await press(subject, madeAt, 'second')]).toMatchObject([event, { problem: { kind: 'stale' } }])
      expect(await left(driver, subject)).toEqual(once)
    }
  })

  it('has one winner where two make a move at once, and the other is told', async () => {
    for (const { event, press, from, isLone } of buttons()) {
      const subject = await driver.make(driver.from?.[event] ?? from[0] ?? '')
      const results = await Promise.all([press(subject, madeAt, 'first'), press(subject, madeAt, 'second')])
      const lost = results.filter((result) => !result.ok)
      expect([event, lost]).toMatchObject([event, isLone ? [] : [{ problem: { kind: 'stale' } }]])
      const { moves, entries } = await left(driver, subject)
      expect(moves.filter((row) => row.event === event)).toHaveLength(1)
      expect(entries.filter((entry) => entry.event === `${noun}.${event}`)).toHaveLength(1)
    }
  })

  it('notes what begins and what happens by itself, once', async () => {
    for (const event of driver.life.events) {
      const how = driver.moves[event]
      const { from } = driver.life.moveOf(event)
      if (!how || 'press' in how) continue
      const state = driver.from?.[event] ?? from.find((one) => one !== null) ?? ''
      const subject = 'begins' in how ? await how.begins() : await driver.make(state)
      if ('happens' in how) {
        await how.happens(subject)
        await how.happens(subject)
      }
      const { moves, entries } = await left(driver, subject)
      expect(moves.filter((row) => row.event === event)).toMatchObject([
        { event, from: 'begins' in how ? null : state },
      ])
      expect(entries.filter((entry) => entry.event === `${noun}.${event}`)).toHaveLength(1)
    }
  })
})

describe('the table of moves', () => {
  it('cannot be written over, shortened or emptied', async () => {
    expect(await db().move.count()).toBeGreaterThan(0)
    await expect(db().move.updateMany({ data: { note: 'Never said' } })).rejects.toThrow('append-only')
    await expect(db().move.deleteMany()).rejects.toThrow('append-only')
    await expect(db().$executeRaw`truncate "Move"`).rejects.toThrow('append-only')
  })
})
