import { beforeAll, describe, expect, it } from 'vitest'
import type { Basis } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import { newId } from '#services/core/insert-rows.ts'
import { noteMove } from '#services/core/life/keep.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { closedYears, closeYears } from './close-years.ts'
import { countYear } from './count-year.ts'
import { independencePage } from './page.ts'

/*
 * Rows are put straight into the tables, on both sides of each year's ends; every figure is then counted again in plain TypeScript, from whole
 * tables and by other means than the statements that the page rests on.
 */

const database = openTestDatabase()
const ctx = () => asSystem(database.ctx())
const yotCodes = ['leeds', 'york', 'kent', 'cardiff', 'hackney', 'devon']

/** Small and the same every time. */
const drawFrom = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

const instants = [
  '2024-12-31T23:59:59Z',
  '2025-01-01T00:00:00Z',
  '2025-03-10T10:00:00Z',
  '2025-06-30T23:30:00Z',
  '2025-11-02T09:00:00Z',
  '2025-12-31T23:59:59Z',
  '2026-01-01T00:00:00Z',
  '2026-02-20T08:00:00Z',
]

let people: MadePerson[]
let seq = 900_000n

const writeLedger = async (entry: {
  kind: 'engagement' | 'review'
  source: string
  giver: { yot?: string; person?: string }
  by: string | null
  host: string
  on: string
  basis: Basis
  minutes: number
  reverses?: string
}): Promise<string> => {
  seq += 1n
  const { id } = await ctx().db.ledgerEntry.create({
    data: {
      seq,
      key: `test:${seq}`,
      sourceKind: entry.kind,
      sourceId: entry.source,
      title: 'Work',
      giverYotCode: entry.giver.yot ?? null,
      giverPersonId: entry.giver.person ?? null,
      giverRegion: 'London',
      personId: entry.by,
      receiverYotCode: entry.host,
      receiverRegion: 'Wales',
      minutes: entry.minutes,
      on: dateFromIso(entry.on),
      basis: entry.basis,
      reversesId: entry.reverses ?? null,
      writtenAt: ctx().clock.now(),
    },
  })
  return id
}

beforeAll(async () => {
  database.setNow('2024-01-10')
  const draw = drawFrom(7)
  const any = <T>(from: readonly T[]): T => from[draw(from.length)] as T
  people = []
  for (let at = 0; at < 12; at += 1)
    people.push(
      await makePerson(database.ctx(), {
        posts:
          at % 4 === 3
            ? []
            : [{ yotCode: any(yotCodes), from: '2020-01-01', ...(at % 3 === 0 ? { until: '2025-06-30' } : {}) }],
        appointments: at % 2 === 0 ? [{ role: 'board_member', from: '2023-01-01' }] : [],
      }),
    )
  const { id: requestId } = await makeReview(database.ctx(), { yotCode: 'leeds', requestedById: people[0]?.id ?? '' })
  const { db } = ctx()
  for (const at of instants) {
    database.setNow(at)
    for (let times = 0; times < 9; times += 1) {
      const person = any(people)
      const data = { requestId, decision: 'approved', decidedAt: new Date(at), personId: person.id, name: 'Somebody' }
      await db.boardPart.create({ data: { ...data, tookPart: draw(3) > 0 } })
      await noteMove(ctx(), {
        kind: any(['review_request', 'concern', 'course']),
        id: newId(),
        event: any(['approved', 'deferred', 'view-recorded', 'requested', 'declined']),
        from: 'draft',
        to: 'approved',
        version: 2,
      })
    }
    for (let times = draw(4); times >= 0; times -= 1)
      await audit(ctx(), { event: 'paid-work.refused', subject: { kind: 'paid-work', id: 'after-review' } })
    await audit(database.ctx(any(people).actor), {
      event: any(['concern.stood-down', 'assessor.stood-down']),
      subject: { kind: 'concern', id: newId() },
    })
  }
  for (let times = 0; times < 60; times += 1) {
    const person = any(people)
    const isOwn = draw(2) === 0
    const giver = isOwn ? { person: person.id } : { yot: any(yotCodes) }
    const on = isoFromDate(new Date(Date.UTC(2024, 9 + draw(18), 1 + draw(28))))
    const kind = draw(4) === 0 ? 'review' : 'engagement'
    const basis = kind === 'review' ? 'in_kind' : any<Basis>(['free', 'in_kind', 'cost_recovery', 'charged'])
    const source = newId()
    const entry = {
      kind,
      source,
      giver,
      by: isOwn ? null : person.id,
      host: any(yotCodes),
      on,
      basis,
      minutes: 60 + draw(900),
    } as const
    const id = await writeLedger(entry)
    if (draw(6) === 0) await writeLedger({ ...entry, minutes: -entry.minutes, reverses: id })
  }
  // One piece of paid work a day short of twelve months after a review by the same person, and one a day later.
  for (const [who, on] of [
    [people[1], '2025-10-09'],
    [people[3], '2025-10-10'],
  ] as const) {
    const by = who?.id ?? ''
    const paid = { giver: { person: by }, by: null, host: 'york', basis: 'charged', minutes: 444 } as const
    await writeLedger({
      ...paid,
      kind: 'review',
      source: newId(),
      on: '2024-10-10',
      by,
      basis: 'in_kind',
      giver: { yot: 'durham' },
    })
    await writeLedger({ ...paid, kind: 'engagement', source: newId(), on })
  }
  for (const owner of people.slice(0, 5))
    await makeOffering(database.ctx(), {
      by: { personId: owner.id },
      basis: any(['charged', 'free']),
      pricePence: 10_000,
      priceUnit: 'a day',
    })
  await db.offering.updateMany({ data: { publishedAt: new Date('2025-05-01T09:00:00Z') } })
})

const yearOf = (at: Date) => Number(londonDate(at).slice(0, 4))

/** Counted again, from whole tables. */
const recount = async (year: number) => {
  const { db } = ctx()
  const [ledger, parts, moves, entries, assessments, views, holdings, yots, offices, offerings] = await Promise.all([
    db.ledgerEntry.findMany(),
    db.boardPart.findMany(),
    db.move.findMany(),
    db.auditEntry.findMany(),
    db.assessment.findMany(),
    db.concernView.findMany(),
    db.holding.findMany(),
    db.yot.findMany(),
    db.appointment.findMany(),
    db.offering.findMany(),
  ])
  const inYear = (at: Date | null) => at !== null && yearOf(at) === year
  const isPaid = (basis: string) => basis === 'charged' || basis === 'cost_recovery'
  const regionOf = new Map(yots.map(({ code, region }) => [code, region]))
  const day = (date: Date) => isoFromDate(date)

  const pieces = new Map<string, typeof ledger>()
  for (const row of ledger.filter((one) => one.sourceKind === 'engagement' && one.on.getUTCFullYear() === year))
    pieces.set(row.sourceId, [...(pieces.get(row.sourceId) ?? []), row])
  const work = { free: [0, 0], in_kind: [0, 0], cost_recovery: [0, 0], charged: [0, 0] }
  let afterReview = 0
  for (const rows of pieces.values()) {
    const minutes = rows.reduce((sum, row) => sum + row.minutes, 0)
    const [first] = rows
    if (!first || minutes <= 0) continue
    work[first.basis][0] = (work[first.basis][0] ?? 0) + 1
    work[first.basis][1] = (work[first.basis][1] ?? 0) + minutes
    const yearBefore = `${first.on.getUTCFullYear() - 1}${day(first.on).slice(4)}`
    const reviewed = ledger.some(
      (row) =>
        row.sourceKind === 'review' &&
        row.reversesId === null &&
        row.receiverYotCode === first.receiverYotCode &&
        row.on <= first.on &&
        day(row.on) > yearBefore &&
        rows.some(
          (gave) =>
            (row.personId !== null && [gave.personId, gave.giverPersonId].includes(row.personId)) ||
            (row.giverYotCode !== null && row.giverYotCode === gave.giverYotCode),
        ),
    )
    if (isPaid(first.basis) && reviewed) afterReview += 1
  }

  const decided = [
    ...parts.filter((row) => row.tookPart).map((row) => ({ who: row.personId, at: row.decidedAt })),
    ...assessments.flatMap((row) => (row.recordedAt ? [{ who: row.assessorId, at: row.recordedAt }] : [])),
    ...views.flatMap((row) => (row.recordedAt ? [{ who: row.deciderId, at: row.recordedAt }] : [])),
  ].filter(({ at }) => inYear(at))
  const deciders: Record<string, number> = {}
  for (const { who, at } of decided) {
    const on = londonDate(at)
    const held = holdings
      .filter((row) => row.personId === who && day(row.from) <= on && (row.until === null || day(row.until) >= on))
      .sort((a, b) => day(b.from).localeCompare(day(a.from)) || a.id.localeCompare(b.id))
    const region = regionOf.get(held[0]?.yotCode ?? '') ?? 'none'
    deciders[region] = (deciders[region] ?? 0) + 1
  }

  const officers = new Set(
    offices
      .filter((row) => day(row.from) <= `${year}-12-31` && (row.until === null || day(row.until) >= `${year}-01-01`))
      .map(({ personId }) => personId),
  )
  const selling = [...officers].filter(
    (who) =>
      offerings.some(
        (row) =>
          row.personId === who && isPaid(row.basis) && row.publishedAt !== null && yearOf(row.publishedAt) <= year,
      ) ||
      ledger.some(
        (row) =>
          row.giverPersonId === who &&
          row.on.getUTCFullYear() === year &&
          row.sourceKind === 'engagement' &&
          isPaid(row.basis) &&
          row.minutes > 0,
      ),
  )
  const aside = [
    ...parts.filter((row) => !row.tookPart && inYear(row.decidedAt)).map((row) => row.personId),
    ...entries
      .filter((row) => /^(assessor|concern)\.stood-down$/.test(row.event) && inYear(row.at))
      .flatMap((row) => row.actorId ?? []),
  ].filter((who) => officers.has(who))
  const moved = (kind: string, events: RegExp) =>
    moves.filter((row) => row.subjectKind === kind && events.test(row.event) && inYear(row.movedAt)).length
  return {
    work: Object.fromEntries(
      Object.entries(work).map(([basis, [count, minutes]]) => [basis, { pieces: count, minutes }]),
    ),
    afterReview,
    refused: entries.filter((row) => row.event === 'paid-work.refused' && inYear(row.at)).length,
    selling: selling.length,
    stoodAside: aside.length,
    stoodAsideSelling: aside.filter((who) => selling.includes(who)).length,
    deciders,
    cases: {
      requests: moved('review_request', /^(approved|support-approved|deferred|redirected|declined)$/),
      applications: 0,
      concerns: moved('concern', /^(view-recorded|appeal-decided)$/),
    },
    services: Object.fromEntries(
      [...new Set(yots.map(({ region }) => region))].map((region) => [
        region,
        yots.filter((row) => row.region === region).length,
      ]),
    ),
  }
}

describe('the figures of a year', () => {
  it.each([2024, 2025, 2026])('of %s are those of the rows, counted by other means', async (year) => {
    const counted = await countYear(ctx(), year)
    expect(counted).toEqual(await recount(year))
    if (year !== 2025) return
    // The rows are there to be counted.
    const { stoodAside, refused, deciders, selling } = counted
    expect([stoodAside, refused, selling, Object.keys(deciders).length].every((count) => count > 1)).toBe(true)
    expect(counted.afterReview).toBeGreaterThan(0)
  })
})

describe('closing a year', () => {
  it.each([
    ['2026-02-28', 2024, [2024]],
    ['2026-03-01', 2024, [2024, 2025]],
    ['2026-03-01', 2026, []],
    ['2040-05-01', 1990, [2030, 2031, 2032, 2033, 2034, 2035, 2036, 2037, 2038, 2039]],
  ])('on %s with first rows of %s closes %s', (today, first, years) => {
    expect(closedYears(first, today)).toEqual(years)
  })

  it('happens once, however many look at once, and nothing that is written down later changes it', async () => {
    database.setNow('2026-03-01T06:00:00Z')
    expect((await independencePage(ctx())).years).toEqual([])
    await Promise.all([closeYears.run(ctx()), closeYears.run(ctx())])
    const before = await independencePage(ctx())
    expect(before.years.map(({ year }) => year)).toEqual([2025, 2024])
    expect(before.next).toEqual({ year: 2026, on: '2027-03-01' })
    expect(await ctx().db.auditEntry.count({ where: { event: 'independence-year.counted' } })).toBe(2)
    database.setNow('2025-05-05')
    for (let times = 0; times < 9; times += 1)
      await audit(ctx(), { event: 'paid-work.refused', subject: { kind: 'paid-work', id: 'after-review' } })
    database.setNow('2026-03-02T06:00:00Z')
    await closeYears.run(ctx())
    expect(await independencePage(ctx())).toEqual(before)
    await expect(ctx().db.independenceYear.updateMany({ data: { figures: {} } })).rejects.toThrow('append-only')
    await expect(ctx().db.independenceYear.deleteMany()).rejects.toThrow('append-only')
  })
})
