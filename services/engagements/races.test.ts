import { beforeAll, describe, expect, it } from 'vitest'
import { allGrantsFor } from '#services/bank/index.ts'
import type { Actor } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import type { Result } from '#services/core/result.ts'
import { findFaults } from '#services/invariants.ts'
import { value } from '#tests/factories/application.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { madeAt, type Subject, type Who } from '#tests/lives/driver.ts'
import { engagementTable } from '#tests/lives/engagements.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races as rounds } from '#tests/setup/races.ts'
import { acceptTerms } from './accept-terms.ts'
import { engagementSilence } from './clocks.ts'
import type { EngagementEvent } from './lifecycle.ts'
import { acceptResolution } from './resolution.ts'
import { recordMoney } from './settle.ts'

/*
 * Two who press at once, and the exchange itself in between: one wins, the other is told, nothing is done twice.
 * RACES=1000 runs each as often as quality.md asks.
 */

const timeout = 30_000 + rounds * 2_000

const database = openTestDatabase()
const db = () => database.ctx().db
let table: Awaited<ReturnType<typeof engagementTable>>
let tally: Record<string, number>

beforeAll(async () => {
  database.setNow('2026-06-02')
  table = await engagementTable(database)
})

type Racer = (subject: Subject) => Promise<unknown>
const press =
  (event: EngagementEvent, who: Who): Racer =>
  (subject) => {
    const how = table.driver.moves[event]
    if (!('press' in how)) throw new Error(`Nobody presses "${event}"`)
    return how.press(subject, madeAt, who)
  }
const silence: Racer = () => silenceJob([engagementSilence]).run(database.ctx())

/** A clock that has run out, as it is at the second at which silence counts. */
const runOut = ({ id }: Subject) => {
  const past = { lastDay: new Date('2020-01-01'), dueAt: new Date('2020-01-02T06:00:00Z'), warnOn: [] }
  return db().silence.create({ data: { kind: 'engagement', subjectId: id, ...past } })
}

const isResult = (given: unknown): given is Result<unknown> =>
  typeof given === 'object' && given !== null && 'ok' in given

/** Whoever lost was told so, by an answer and not by an error. */
const lost = (results: readonly unknown[]) =>
  results.filter(isResult).flatMap((result) => (result.ok ? [] : [result.problem.kind]))

const movesOf = ({ id }: Subject) =>
  db().move.findMany({ where: { subjectKind: 'engagement', subjectId: id }, orderBy: { version: 'asc' } })

const count = (what: string) => {
  tally[what] = (tally[what] ?? 0) + 1
}

/** Who came first how often, where that says something. */
const tell = () => {
  if (rounds > 10) process.stderr.write(`${rounds} races: ${JSON.stringify(tally)}\n`)
}

/** Runs a race so often; each time one move is made, by whoever came first, and everybody else is told or did nothing. */
const race = async (
  state: Parameters<typeof table.driver.make>[0],
  racers: readonly Racer[],
  { given = async (_: Subject): Promise<unknown> => undefined, moves = 1 } = {},
) => {
  tally = {}
  for (let round = 0; round < rounds; round += 1) {
    const subject = await table.driver.make(state)
    await given(subject)
    const turn = round % racers.length
    const results = await Promise.all([...racers.slice(turn), ...racers.slice(0, turn)].map((racer) => racer(subject)))
    const made = await movesOf(subject)
    expect(made.map(({ version }) => version)).toEqual(Array.from({ length: moves }, (_, at) => madeAt + 1 + at))
    for (const kind of lost(results)) expect(['stale', 'refused']).toContain(kind)
    expect(results.filter((result) => isResult(result) && result.ok).length).toBeLessThanOrEqual(1)
    count(made.map(({ event }) => event).join(', '))
  }
  tell()
}

describe('at once', () => {
  it(
    'accept version n, and send version n + 1',
    () => race('terms_proposed', [press('accepted', 'first'), press('proposed', 'second')]),
    timeout,
  )

  it(
    'both sides accept: one is told that the other did, and accepts then',
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const subject = await table.driver.make('terms_proposed')
        const text = await readText(database.ctx(), { kind: 'engagement-terms', subjectId: subject.id })
        const accept = (side: 'host' | 'provider', version: number) =>
          acceptTerms(database.ctx(table[side].first.actor), subject.ref, {
            version,
            number: text?.number ?? 0,
            hash: text?.hash ?? '',
          })
        const results = await Promise.all([accept('host', madeAt), accept('provider', madeAt)])
        expect(lost(results)).toEqual(['stale'])
        value(await accept(results[0]?.ok ? 'provider' : 'host', madeAt + 1))
        const accepted = await db().textAcceptance.findMany({ where: { textId: text?.id ?? '' } })
        expect(accepted.map(({ side, hash }) => `${side} ${hash === text?.hash}`).sort()).toEqual([
          'host true',
          'provider true',
        ])
        expect(await db().engagement.findUnique({ where: { id: subject.id } })).toMatchObject({ status: 'agreed' })
      }
    },
    timeout,
  )

  it(
    'confirm, ask to put right, and silence',
    () =>
      race('delivered', [press('confirmed', 'first'), press('asked-to-put-right', 'second'), silence], {
        given: runOut,
      }),
    timeout,
  )

  it(
    'cancel, and say that it is delivered',
    () => race('agreed', [press('cancelled', 'first'), press('delivered', 'second')]),
    timeout,
  )

  it('dispute, and silence', () => race('delivered', [press('disputed', 'first'), silence], { given: runOut }), timeout)

  it('the job of silence, twice', () => race('delivered', [silence, silence], { given: runOut }), timeout)

  it(
    'mark a session, and say that it is delivered',
    () => race('agreed', [press('session-marked', 'first'), press('delivered', 'second')]),
    timeout,
  )

  it(
    'both accept a resolution: it is settled once, and the ledger is written once',
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const subject = await table.driver.make('disputed')
        const dispute = await db().dispute.findFirstOrThrow({ where: { engagementId: subject.id } })
        const text = await readText(database.ctx(), { kind: 'engagement-resolution', subjectId: dispute.id })
        const accept = (side: 'host' | 'provider', version: number) =>
          acceptResolution(database.ctx(table[side].first.actor), subject.ref, {
            version,
            number: text?.number ?? 0,
            hash: text?.hash ?? '',
          })
        const results = await Promise.all([accept('host', madeAt), accept('provider', madeAt)])
        expect(lost(results)).toEqual(['stale'])
        value(await accept(results[0]?.ok ? 'provider' : 'host', madeAt + 1))
        expect(await db().ledgerEntry.findMany({ where: { sourceId: subject.id } })).toMatchObject([{ minutes: 420 }])
      }
    },
    timeout,
  )

  it(
    'two invoices with one number, for two pieces of work',
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const both = [await table.driver.make('confirmed'), await table.driver.make('confirmed')]
        const results = await Promise.all(
          both.map(({ ref }, at) =>
            recordMoney(database.ctx(table.provider[at === 0 ? 'first' : 'second'].actor), ref, {
              version: madeAt,
              kind: 'invoice',
              number: `INV ${round}`,
              on: '2026-06-01',
              net: 10_000,
              vat: 0,
            }),
          ),
        )
        expect(lost(results)).toEqual(['invalid'])
        expect(await db().settlement.count({ where: { number: `INV ${round}`, kind: 'invoice' } })).toBe(1)
      }
    },
    timeout,
  )

  it(
    'confirmed by many at once: the ledger’s numbers have no hole',
    async () => {
      for (let round = 0; round < rounds; round += 1) {
        const many = await Promise.all([1, 2, 3, 4].map(() => table.driver.make('delivered')))
        await Promise.all(many.map(press('confirmed', round % 2 === 0 ? 'first' : 'second')))
      }
      // The driver puts work into its states by hand: what stands in the ledger is all the same written by use cases.
      const faults = await findFaults(db())
      expect(faults.filter(({ name }) => name !== 'terms-in-force' && name !== 'ledger-entries')).toEqual([])
    },
    timeout,
  )
})

describe('between the page and the press', () => {
  it(
    'insurance ends: the terms cannot be accepted, or were a moment before',
    async () => {
      const ctx = database.ctx()
      const until = addDays('2026-06-02', 300)
      const associate = await makePerson(ctx, {
        posts: [{ yotCode: 'surrey', from: '2015-01-01', until: '2025-12-31' }],
        bank: { dayRatePence: 52_000, insuranceUntil: until },
      })
      const by = { personId: associate.id }
      const offering = await makeOffering(ctx, { by, basis: 'charged', pricePence: 52_000, priceUnit: 'a day' })
      const insure = (day: string) =>
        db().profile.update({ where: { personId: associate.id }, data: { insuranceUntil: dateFromIso(day) } })
      tally = {}
      for (let round = 0; round < rounds; round += 1) {
        await insure(until)
        const { id, ref, hash } = await makeEngagement(ctx, {
          offeringId: offering.id,
          by,
          host: { yotCode: 'dorset', contactId: table.host.first.id },
          deliverer: associate,
          basis: 'charged',
        })
        const accept = (actor: Actor, version: number) =>
          acceptTerms(database.ctx(actor), ref, { version, number: 1, hash })
        // One statement overtakes a use case of fifteen: it waits for a few others first, each time another number of them.
        const end = async () => {
          for (let others = 0; others < round % 16; others += 1) await db().$queryRaw`select 1`
          await insure('2026-06-01')
        }
        const [result] = await Promise.all([accept(table.host.first.actor, 1), end()])
        if (!result.ok) expect(result.problem).toMatchObject({ kind: 'refused', why: expect.stringMatching(/insur/i) })
        const again = await accept(associate.actor, result.ok ? 2 : 1)
        expect(again).toMatchObject({ problem: { kind: 'refused' } })
        expect(await db().engagement.findUnique({ where: { id } })).toMatchObject({ status: 'terms_proposed' })
        count(result.ok ? 'accepted' : 'refused')
      }
      tell()
    },
    timeout,
  )

  it(
    'the head of a service changes at midnight: who was head has accepted, who is head accepts, nobody else',
    async () => {
      const ctx = database.ctx()
      const old = await makePerson(ctx, { posts: [{ yotCode: 'devon', until: '2026-06-02' }] })
      const next = await makePerson(ctx, { posts: [{ yotCode: 'devon', from: '2026-06-03' }] })
      const actorOf = async ({ id, name }: { id: string; name: string }): Promise<Actor> => {
        const grants = await allGrantsFor(database.ctx(), id)
        return { kind: 'person', personId: id, name, grants }
      }
      for (let round = 0; round < rounds; round += 1) {
        database.setNow('2026-06-02T22:59:59Z')
        const { id, ref } = await table.driver.make('terms_proposed')
        const text = await readText(ctx, { kind: 'engagement-terms', subjectId: id })
        const accept = async (actor: Actor, version: number) =>
          acceptTerms(database.ctx(actor), ref, { version, number: text?.number ?? 0, hash: text?.hash ?? '' })
        value(await accept(table.host.first.actor, madeAt))
        expect(await accept(await actorOf(next), madeAt + 1)).toMatchObject({ ok: false })
        database.setNow('2026-06-02T23:00:01Z')
        const heads = [await actorOf(old), await actorOf(next)]
        const results = await Promise.all(heads.map((head) => accept(head, madeAt + 1)))
        expect(results.map(({ ok }) => ok)).toEqual([false, true])
        expect(await db().engagement.findUnique({ where: { id } })).toMatchObject({ status: 'agreed' })
      }
      database.setNow('2026-06-02')
    },
    timeout,
  )
})
