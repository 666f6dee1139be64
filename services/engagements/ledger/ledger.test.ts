import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { confirmDelivered } from '#services/engagements/deliver.ts'
import { reconcile } from '#services/engagements/reconcile.ts'
import { findFaults } from '#services/invariants.ts'
import { value } from '#tests/factories/application.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { correctTime, correctTimeSchema, findOwnTime } from './correct-time.ts'
import { publishDayRate } from './day-rate.ts'
import { readExchange, withFewTogether } from './exchange-year.ts'
import { checkOpening, importOpening } from './opening.ts'
import { reviewDelivered, writePastWork } from './past-work.ts'
import { oldestReversible } from './reverse-ledger.ts'
import { readStatement } from './statement.ts'
import { findThanks, thanksSchema, withdrawThanks, writeThanks } from './thanks.ts'
import { yotYears } from './yot-years.ts'

const database = openTestDatabase()
let [york, hull, hullSecond, stranger, administrator]: MadePerson[] = []

const as = (person: MadePerson | undefined): Ctx => {
  if (!person) throw new Error('nobody')
  return database.ctx(person.actor)
}
const db = () => database.ctx().db

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  york = await makePerson(ctx, { name: 'Yara York', posts: [{ yotCode: 'york' }] })
  hull = await makePerson(ctx, { name: 'Hope Hull', posts: [{ yotCode: 'hull' }] })
  hullSecond = await makePerson(ctx, { name: 'Hari Hull', posts: [{ yotCode: 'hull', level: 'manager' }] })
  stranger = await makePerson(ctx, { name: 'Stella Stranger', posts: [{ yotCode: 'leeds' }] })
  administrator = await makePerson(ctx, { name: 'Ada Admin', appointments: [{ role: 'administrator' }] })
})
beforeEach(() => database.setNow('2026-06-01'))

type Gave = { person: MadePerson | undefined; on: string; minutes: number; travelMinutes?: number }

/** Work in kind that Hull gave York, confirmed by York. */
const confirmed = async (gave: Gave[], themes = ['G1', 'K2', 'K3'], basis: 'in_kind' | 'charged' = 'in_kind') => {
  const ctx = database.ctx()
  const offering = await makeOffering(ctx, {
    by: { yotCode: 'hull', contactId: hull?.id ?? '' },
    basis,
    themes,
  })
  const { id, ref } = await makeEngagement(ctx, {
    offeringId: offering.id,
    by: { yotCode: 'hull', contactId: hull?.id ?? '' },
    host: { yotCode: 'york', contactId: york?.id ?? '' },
    deliverer: { id: hull?.id ?? '', name: 'Hope Hull' },
    basis,
    status: 'delivered',
  })
  await ctx.db.given.createMany({
    data: gave.map(({ person, on, ...rest }) => ({
      engagementId: id,
      personId: person?.id ?? '',
      on: dateFromIso(on),
      ...rest,
    })),
  })
  value(await confirmDelivered(as(york), ref, { version: 1 }))
  return { id, ref }
}
const entriesOf = (sourceId: string) => db().ledgerEntry.findMany({ where: { sourceId }, orderBy: { seq: 'asc' } })
const statement = async (person: MadePerson | undefined, year: number, theme?: string) =>
  value(await readStatement(as(person), { page: 1, year, theme: theme ?? null }))

describe('the statement of a service', () => {
  it('keeps travel apart, and says region, themes, basis and by whom', async () => {
    await confirmed([
      { person: hull, on: '2024-03-04', minutes: 420, travelMinutes: 150 },
      { person: hullSecond, on: '2024-03-04', minutes: 60 },
    ])
    const given = await statement(hull, 2024)
    expect(given.sums).toEqual([{ basis: 'in_kind', givenMinutes: 480, receivedMinutes: 0 }])
    expect(given.travel).toEqual({ givenMinutes: 150, receivedMinutes: 0 })
    expect(given.rows).toMatchObject([
      {
        way: 'given',
        other: expect.stringContaining('York'),
        minutes: 480,
        travelMinutes: 150,
        basis: 'in_kind',
        mayThank: false,
      },
    ])
    expect(given.rows[0]?.themes).toHaveLength(3)
    expect(given.themes.reduce((sum, { givenMinutes }) => sum + givenMinutes, 0)).toBe(480)
    expect((await statement(york, 2024)).travel).toEqual({ givenMinutes: 0, receivedMinutes: 150 })
  })

  it('shows the entries of one theme alone, and counts them', async () => {
    await confirmed([{ person: hull, on: '2021-03-04', minutes: 100 }], ['G1'])
    await confirmed([{ person: hull, on: '2021-03-05', minutes: 200 }], ['A1'])
    expect((await statement(hull, 2021)).rows.map(({ minutes }) => minutes)).toEqual([200, 100])
    const one = await statement(hull, 2021, 'G1')
    expect(one).toMatchObject({ theme: 'G1', pageCount: 1, rows: [{ minutes: 100 }] })
    expect(one.sums).toEqual([{ basis: 'in_kind', givenMinutes: 300, receivedMinutes: 0 }])
    expect((await statement(hull, 2021, 'Z9')).theme).toBeNull()
  })

  it('values time in kind beside its rate and source, and never that of one person', async () => {
    await confirmed([{ person: hull, on: '2022-03-04', minutes: 444 }])
    expect((await statement(hull, 2022)).value).toBeNull()
    expect(await publishDayRate(as(york), { version: 0, rate: 32_000, source: 'A pay scale.' })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    const source = 'The pay scale of April 2026, point 30, with on-costs.'
    value(await publishDayRate(as(administrator), { version: 0, rate: 32_000, source }))
    expect(await publishDayRate(as(administrator), { version: 0, rate: 1, source })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await publishDayRate(as(administrator), { version: 7, rate: 1, source })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect((await statement(hull, 2022)).value).toBeNull()
    await confirmed([{ person: hullSecond, on: '2022-04-04', minutes: 222 }])
    expect((await statement(hull, 2022)).value).toMatchObject({
      pence: 48_000,
      dayRatePence: 32_000,
      version: 1,
      source,
    })
    await expect(db().dayRate.updateMany({ data: { dayRatePence: 1 } })).rejects.toThrow('append-only')
  })
})

describe('what the whole exchange gave', () => {
  const region = (name: string, giving: number, receiving = 3) => ({
    of: name,
    giving,
    receiving,
    givenMinutes: giving * 100,
    receivedMinutes: receiving * 100,
    givenInKind: 0,
  })

  it('reads regions with few services together, and never leaves those alone where they would be told by the rest', () => {
    const names = (regions: ReturnType<typeof withFewTogether>) => regions.map(({ of }) => of)
    expect(names(withFewTogether([region('A', 3), region('B', 4)]))).toEqual(['A', 'B'])
    expect(names(withFewTogether([region('A', 9), region('B', 4), region('C', 1)]))).toEqual(['A', null])
    expect(names(withFewTogether([region('A', 9), region('B', 2), region('C', 1)]))).toEqual(['A', null])
    expect(names(withFewTogether([region('A', 1)]))).toEqual([null])
  })

  it('sums what services gave, whoever reads it', async () => {
    await confirmed([{ person: hull, on: '2023-03-04', minutes: 420, travelMinutes: 60 }])
    const year = await readExchange(as(stranger), 2023)
    expect(year).toMatchObject({ totalMinutes: 420, travelMinutes: 60, value: null })
    expect(year.regions).toMatchObject([{ region: null, givenMinutes: 420, receivedMinutes: 420 }])
    // One service gave to one: no theme is told by itself, and none goes missing.
    expect(year.themes).toEqual([{ theme: null, minutes: 420 }])
  })
})

describe('thanks', () => {
  const note = thanksSchema.parse({ text: 'It changed how we plan for release.', mayQuote: 'yes' })

  it('are written by who received, read by who gave, quoted with the region only, and withdrawn', async () => {
    const { id: source } = await confirmed([{ person: hull, on: '2025-03-04', minutes: 420 }])
    const [entry] = await entriesOf(source)
    const id = entry?.id ?? ''
    expect((await statement(york, 2025)).rows).toMatchObject([{ id, mayThank: true, hasThanks: false }])
    expect(await findThanks(as(stranger), id)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await writeThanks(as(stranger), id, note)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await writeThanks(as(hull), id, note)).toMatchObject({ problem: { kind: 'forbidden' } })
    value(await writeThanks(as(york), id, note))
    expect(await writeThanks(as(york), id, note)).toMatchObject({ problem: { kind: 'refused' } })
    expect(value(await findThanks(as(hullSecond), id))).toMatchObject({
      note: { text: note.text, by: 'Yara York' },
      mayWrite: false,
      mayWithdraw: false,
    })
    const told = await db().outboxMessage.findMany({
      where: { topic: 'mail', key: { contains: `ledger:${id}:thanks` } },
    })
    expect(told.map(({ key }) => key.slice(-36)).sort()).toEqual([hull?.id, hullSecond?.id].sort())
    const { quotes } = await readExchange(as(stranger), 2025)
    expect(quotes).toEqual([{ text: note.text, region: 'Yorks Hum' }])
    expect(await withdrawThanks(as(hull), id)).toMatchObject({ problem: { kind: 'forbidden' } })
    value(await withdrawThanks(as(york), id))
    value(await withdrawThanks(as(york), id))
    expect((await readExchange(as(stranger), 2025)).quotes).toEqual([])
    expect(value(await findThanks(as(hull), id)).note).toBeNull()
    value(await writeThanks(as(york), id, note))
  })
})

describe('a review', () => {
  const presented = async () => {
    const ctx = database.ctx()
    const review = await makeReview(ctx, {
      yotCode: 'york',
      requestedById: york?.id ?? '',
      status: 'presented',
      windowsInDays: [-20],
    })
    await makeTeam(ctx, review.id, [hull ?? { id: '' }, hullSecond ?? { id: '' }])
    const payload = { work: 'review', workId: review.id }
    for (const _ of [1, 2, 3]) await reviewDelivered(ctx, { id: '', key: 'told', payload })
    return review
  }

  it('counts on a service’s page where its time was given, and not where it was received', async () => {
    database.setNow('2025-06-01')
    const of = async (yotCode: string) => {
      const years = await yotYears(as(stranger), yotCode)
      const { givenMinutes = 0, receivedMinutes = 0 } = years?.find(({ year }) => year === 2025) ?? {}
      return { givenMinutes, receivedMinutes }
    }
    const [yorkBefore, hullBefore] = [await of('york'), await of('hull')]
    await confirmed([{ person: hull, on: '2025-05-31', minutes: 420 }])
    await confirmed([{ person: hull, on: '2025-06-01', minutes: 60 }])
    const { id } = await presented()
    const reviewed = (await entriesOf(id)).reduce((sum, { minutes }) => sum + minutes, 0)
    expect(reviewed).toBeGreaterThan(0)
    expect(await of('york')).toEqual({ ...yorkBefore, receivedMinutes: yorkBefore.receivedMinutes + 420 })
    expect(await of('hull')).toEqual({ ...hullBefore, givenMinutes: hullBefore.givenMinutes + 420 + reviewed })
    expect(await yotYears(as(stranger), 'leeds')).toEqual([])
    expect(await yotYears(database.ctx(visitor), 'hull')).toBeNull()
  })

  it('writes the time of its team once, and each may correct their own for thirty days by link', async () => {
    const review = await presented()
    const entries = await entriesOf(review.id)
    expect(entries.map(({ minutes, personId }) => [minutes, personId])).toEqual(
      expect.arrayContaining([
        [4 * 444, hull?.id],
        [4 * 444, hullSecond?.id],
      ]),
    )
    expect(entries).toHaveLength(2)
    const own = entries.find(({ personId }) => personId === hull?.id)
    const id = own?.id ?? ''
    const letters = await db().outboxMessage.findMany({ where: { key: { contains: `time:${id}` } } })
    expect(letters).toMatchObject([{ payload: { action: { path: `/ledger/time/${id}` } } }])
    expect(await findOwnTime(as(hullSecond), id)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await correctTime(as(york), id, { hours: 600 })).toMatchObject({ problem: { kind: 'not-found' } })
    const corrected = value(await correctTime(as(hull), id, correctTimeSchema.parse({ hours: '22.5' })))
    expect(value(await correctTime(as(hull), id, { hours: 1350 }))).toEqual(corrected)
    expect(await correctTime(as(hull), id, { hours: 600 })).toMatchObject({ problem: { kind: 'refused' } })
    const now = await entriesOf(review.id)
    expect(now.map(({ minutes }) => minutes).sort((a, b) => a - b)).toEqual([-1776, 1350, 1776, 1776])
    expect(now.find(({ minutes }) => minutes < 0)?.why).toBe('Corrected by whoever gave it.')
    expect(value(await findOwnTime(as(hull), corrected.id))).toMatchObject({ minutes: 1350, isOpen: true })
    database.setNow('2026-07-01')
    value(await correctTime(as(hull), corrected.id, { hours: 1440 }))
    const other = entries.find(({ personId }) => personId === hullSecond?.id)
    database.setNow('2026-07-02')
    expect(await correctTime(as(hullSecond), other?.id ?? '', { hours: 600 })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('1 July 2026') },
    })
    expect(correctTimeSchema.safeParse({ hours: '500' }).success).toBe(false)
    expect(correctTimeSchema.safeParse({ hours: '-3' }).success).toBe(false)
  })

  it('of before there was a ledger is written by the nightly job, without a letter', async () => {
    const ctx = database.ctx()
    const review = await makeReview(ctx, {
      yotCode: 'york',
      requestedById: york?.id ?? '',
      status: 'presented',
      windowsInDays: [-400],
    })
    await makeTeam(ctx, review.id, [hull ?? { id: '' }])
    await writePastWork.run(ctx)
    await writePastWork.run(ctx)
    const entries = await entriesOf(review.id)
    expect(entries).toMatchObject([{ minutes: 4 * 444, giverYotCode: 'hull' }])
    expect(await db().outboxMessage.count({ where: { key: { contains: `time:${entries[0]?.id}` } } })).toBe(0)
  })
})

describe('opening figures', () => {
  const rows = [
    'Gave\tReceived\tHours\tDay\tBasis\tTheme',
    'Leeds\tYork\t7.5\t03/05/2019\tin kind\tG1',
    'York\tLeeds\t2\t2019-06-01\tfree\t',
  ].join('\n')

  it('say which lines cannot be read, and then write nothing', async () => {
    const bad = 'Leeds,York,seven,03/05/2019,in kind\nNowhere,York,7,31/02/2019,in kind\nLeeds,Leeds,1,01/01/2019,free'
    const checked = await checkOpening(as(administrator), { rows: bad })
    expect(checked).toMatchObject({
      problem: {
        kind: 'invalid',
        fields: { rows: expect.stringMatching(/line 1.*hours.*line 2.*Nowhere.*line 3.*same/) },
      },
    })
    expect(await importOpening(as(administrator), { rows: bad })).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await checkOpening(as(york), { rows })).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await db().ledgerOpening.count()).toBe(0)
  })

  it('are imported once, and marked', async () => {
    expect(value(await checkOpening(as(administrator), { rows }))).toHaveLength(2)
    const both = await Promise.all([1, 2].map(() => importOpening(as(administrator), { rows })))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'refused' } })
    expect((await statement(stranger, 2019)).rows).toMatchObject([
      { way: 'received', minutes: 120, isOpening: true, mayThank: false },
      { way: 'given', minutes: 450, isOpening: true, themes: [expect.any(String)] },
    ])
  })
})

describe('the nightly look', () => {
  /** What administrators are told after some SQL, which is then undone; looked at twice. */
  const toldAfter = async (sql: string): Promise<string[]> => {
    let subjects: string[] = []
    await inTransaction(database.ctx(), async (ctx) => {
      await ctx.db.$executeRawUnsafe(sql)
      await reconcile.run(ctx)
      await reconcile.run(ctx)
      const rows = await ctx.db.outboxMessage.findMany({ where: { key: { startsWith: 'reconciliation:' } } })
      subjects = rows.map(({ key, payload }) => `${key.slice(-36)} ${JSON.stringify(payload)}`)
      return refused('Undone.')
    })
    return subjects
  }
  const unlocked = (table: string, sql: string) =>
    `do $$ begin alter table "${table}" disable trigger user; ${sql}; alter table "${table}" enable trigger user; end $$`

  it.each([
    [
      'a move without its entry',
      `insert into "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedBy", version)
        select gen_random_uuid(), 'engagement', id, 'closed', status, status, now(), now(), 'Nobody', 99 from "Engagement" limit 1`,
      'Each move of an engagement has its entry',
    ],
    [
      'a replay that differs',
      `update "Engagement" set status = 'agreed' where id = (select id from "Engagement" where status = 'settled' limit 1)`,
      'An engagement stands where its last move left it.',
    ],
    [
      'a broken sequence',
      unlocked(
        'LedgerEntry',
        'update "LedgerEntry" set seq = seq + 5 where seq = (select max(seq) from "LedgerEntry")',
      ),
      'numbered from 1 without a hole',
    ],
    [
      'a dangling reference',
      unlocked(
        'LedgerEntry',
        `update "LedgerEntry" set "sourceId" = gen_random_uuid() where seq = (select max(seq) from "LedgerEntry" where "sourceKind" = 'engagement')`,
      ),
      'names work that exists',
    ],
    [
      'a holder whose sum is not conserved',
      'update "LedgerMonth" set "givenMinutes" = "givenMinutes" + 15 where "yotCode" = \'hull\'',
      'A service’s sums of the months are what its entries come to.',
    ],
  ])('finds %s, and tells each administrator once', async (_, sql, holds) => {
    await confirmed([{ person: hull, on: '2026-03-04', minutes: 420 }])
    const told = await toldAfter(sql)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(administrator?.id)
    expect(told[0]).toContain(holds)
  })

  it('says nothing where everything holds', async () => {
    expect(await findFaults(db())).toEqual([])
    expect(await toldAfter('select 1')).toEqual([])
  })
})

describe('what can be taken back', () => {
  it('is two years old at most, and 29 February is no day of every year', () => {
    expect(oldestReversible('2026-06-01')).toBe('2024-06-01')
    expect(oldestReversible('2024-02-29')).toBe('2022-02-28')
  })
})
