import { beforeAll, describe, expect, it } from 'vitest'
import { asActor, visitor } from '#services/core/access.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import { recordGap } from '#services/gaps/index.ts'
import { regions } from '#services/yots/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { balanceLine, balanceOfRegions } from './balance/balance.ts'
import { balanceOfRegion, publishedBalance } from './balance/published.ts'
import { gapsOfRegion, publishedGaps } from './gap-register/published.ts'
import { gapRegister, gapSheet } from './gap-register/register.ts'
import { takeSnapshot } from './snapshot/take-snapshot.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)
const now = '2026-10-01'
let officer: MadePerson
let blocked: MadePerson
let head: MadePerson
let reviewId: string

beforeAll(async () => {
  database.setNow(now)
  const ctx = database.ctx()
  officer = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
  blocked = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  head = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const inBank = (yotCode: string, roles: ('reviewer' | 'co_lead')[]) =>
    makePerson(ctx, { posts: [{ yotCode }], bank: { roles } })
  const lead = await inBank('kent', ['reviewer', 'co_lead'])
  for (let nth = 0; nth < 6; nth += 1) await inBank('hackney', ['reviewer'])
  await inBank('leeds', ['reviewer'])
  for (const [nth, status] of (['closed', 'presented', 'submitted'] as const).entries()) {
    const review = await makeReview(ctx, { yotCode: nth === 0 ? 'kent' : 'leeds', requestedById: head.id })
    const on = dateFromIso(addDays(now, -200 - nth))
    await db().reviewRequest.update({
      where: { id: review.id },
      data: { status, submittedAt: on, ...(status === 'submitted' ? {} : { startsOn: on, endsOn: on, arrivedOn: on }) },
    })
    await db().seat.create({
      data: { requestId: review.id, role: 'co_lead', position: 99, personId: lead.id },
    })
    reviewId = review.id
  }
  const offering = await makeOffering(ctx, { by: { yotCode: 'hackney', contactId: head.id } })
  await makeCourse(ctx, { offeringId: offering.id, createdById: head.id, on: addDays(now, -120), status: 'evaluated' })
  await makeCourse(ctx, { offeringId: offering.id, createdById: head.id, on: addDays(now, -20), status: 'held' })
  await db().boardPart.create({
    data: {
      requestId: reviewId,
      decision: 'approved',
      decidedAt: dateFromIso(addDays(now, -150)),
      personId: head.id,
      name: head.name,
      tookPart: true,
    },
  })
  const told = (key: string, on: string, more = {}) => {
    database.setNow(on)
    return recordGap(database.ctx(), { kind: 'search', sourceKey: key, themes: ['J2'], yotCode: 'kent', ...more })
  }
  for (let nth = 0; nth < 12; nth += 1) await told(`old:${nth}`, addDays('2026-04-01', nth * 3))
  await told('young', addDays(now, -10))
  await told('case', addDays(now, -10), {
    kind: 'request',
    cases: [{ kind: 'review_request', id: reviewId }],
  })
  database.setNow(now)
  await db().conflict.create({
    data: {
      personId: blocked.id,
      caseKind: 'review_request',
      caseId: reviewId,
      activity: 'deciding',
      ruleId: 'SAME_SERVICE',
      ruleSetVersion: 1,
      effect: 'block',
      isSilent: false,
      isPublic: false,
      factsKey: 'SAME_SERVICE:test',
      facts: {},
      status: 'detected',
      foundAt: database.ctx().clock.now(),
    },
  })
  await takeSnapshot(database.ctx())
}, 120_000)

describe('the gap register', () => {
  it('is for officers, and to one who is blocked from a case its young gap does not exist', async () => {
    expect(await gapRegister(as(head))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await gapSheet(as(head))).toMatchObject({ problem: { kind: 'forbidden' } })
    const [all, less] = [value(await gapRegister(as(officer))), value(await gapRegister(as(blocked)))]
    expect(all.total).toMatchObject({ told: 12, met: 0, open: 12, young: 2 })
    expect(less.total).toMatchObject({ told: 12, met: 0, open: 12, young: 1 })
    const kent = all.heat.columns.findIndex(({ region }) => region === 'South East')
    expect(all.heat.values.map((row) => row[kent])).toEqual([14])
    expect(less.heat.values.map((row) => row[kent])).toEqual([13])
    expect(all.heat.values.flat().reduce((sum, count) => sum + count, 0)).toBe(all.total.open + all.total.young)
  })

  it('is handed out and open to everybody only as it is published, by no name of a service', async () => {
    const [quarter] = await publishedGaps(asActor(database.ctx(), visitor))
    expect(quarter).toMatchObject({
      quarter: 'October to December 2026',
      rows: [{ where: 'South East', count: 12, met: null, weeks: null }],
    })
    expect(value(await gapSheet(as(officer))).quarters).toEqual([quarter])
    expect(JSON.stringify(quarter)).not.toMatch(/kent/i)
    const own = await gapsOfRegion(database.ctx(), 'South East')
    expect(own.quarters[0]?.rows).toEqual(quarter?.rows)
    expect((await gapsOfRegion(database.ctx(), 'Wales')).quarters[0]?.rows).toEqual([])
  })
})

describe('the balance of regions', () => {
  it('counts for each region what an independent reading of the rows counts', async () => {
    const balance = value(await balanceOfRegions(as(officer)))
    if (!balance) throw new Error('A snapshot')
    expect(balance).toMatchObject({ from: '2025-07-03', until: '2026-07-02' })
    const yots = await db().yot.findMany()
    const regionOf = new Map(yots.map(({ code, region }) => [code, region]))
    const isCounted = (date: Date | null) =>
      date !== null && isoFromDate(date) >= balance.from && isoFromDate(date) <= balance.until
    const requests = await db().reviewRequest.findMany({ include: { seats: true, yot: true } })
    const visited = requests.filter((row) => ['closed', 'presented'].includes(row.status) && isCounted(row.arrivedOn))
    const standings = await db().standing.findMany({ include: { person: { include: { holdings: true } } } })
    const homeOf = new Map(
      standings.map(({ personId, person }) => [personId, regionOf.get(person.holdings[0]?.yotCode ?? '')]),
    )
    const courses = await db().courseDate.findMany()
    const expected = regions.map((region) => ({
      region,
      services: yots.filter((yot) => yot.region === region).length,
      people: [...homeOf.values()].filter((home) => home === region).length,
      asked: requests.filter(({ submittedAt, yot }) => isCounted(submittedAt) && yot.region === region).length,
      led: visited.flatMap(({ seats }) => seats).filter(({ personId }) => homeOf.get(personId ?? '') === region).length,
      hosted: visited.filter(({ yot }) => yot.region === region).length,
      taught: courses.filter((row) => isCounted(row.startsAt) && row.region === region).length,
      decided: region === 'Yorks Hum' ? 1 : 0,
    }))
    const said = balance.rows.map(({ region, services, counts }) => ({
      region,
      services,
      ...Object.fromEntries(Object.entries(counts).map(([measure, { count }]) => [measure, count])),
    }))
    expect(said).toEqual(expected)
    // Regions with nought are there, and the index is share ÷ share of services.
    expect(balance.rows).toHaveLength(10)
    const total = expected.reduce((sum, { people }) => sum + people, 0)
    for (const { counts, services, region } of balance.rows) {
      const index = counts.people.count / total / (services / yots.length)
      expect(counts.people.index).toBeCloseTo(index)
      expect([region, counts.people.isUnderHalf]).toEqual([region, index < 0.5])
    }
    const wales = balance.rows.find(({ region }) => region === 'Wales')
    expect(wales?.counts.people).toMatchObject({ count: 0, words: 'none', isUnderHalf: true })
    const london = balance.rows.find(({ region }) => region === 'London')
    expect(london?.counts.people.words).toMatch(/^\d\.\d times its share$/)
  })

  it('stands where people choose for officers, and says which regions have none or little', async () => {
    expect(await balanceLine(as(head), 'people')).toBeNull()
    const line = await balanceLine(as(officer), 'people')
    expect(line?.none).toContain('Wales')
    expect(line?.none).not.toContain('London')
  })

  it('is published in multiples of five, fewer than which are not told from none', async () => {
    const balance = await publishedBalance(asActor(database.ctx(), visitor))
    const of = (region: string) => balance?.rows.find((row) => row.region === region)
    expect(of('London')?.counts.people).toMatchObject({ atLeast: 5 })
    for (const region of ['South East', 'Wales', 'Yorks Hum'])
      expect(of(region)?.counts.people).toMatchObject({ atLeast: 0, index: null, words: '' })
    expect(balance?.rows).toHaveLength(10)
    expect(await balanceOfRegion(database.ctx(), 'London')).toMatchObject({ region: 'London', name: 'London' })
    expect(await balanceOfRegion(database.ctx(), 'Atlantis')).toBeNull()
    expect(await balanceOfRegions(as(head))).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})
