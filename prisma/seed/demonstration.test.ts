import { beforeAll, describe, expect, it } from 'vitest'
import { Basis, OfferingKind } from '#prisma/generated/enums.ts'
import { allGrantsFor, bankDesk, deskCounts } from '#services/bank/index.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { system } from '#services/core/access.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import { findFaults } from '#services/invariants.ts'
import { value } from '#tests/factories/application.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { seedDemonstration } from './demonstration.ts'

const test = openTestDatabase()
beforeAll(() => seedDemonstration(test.ctx()), 120_000)

describe('the demonstration', () => {
  it('has the same references every time', async () => {
    const reviews = await test.ctx().db.reviewRequest.findMany({
      where: { yotCode: { in: ['leeds', 'hull', 'cornwall', 'bristol'] } },
      select: { ref: true, yotCode: true },
    })
    expect(Object.fromEntries(reviews.map(({ ref, yotCode }) => [yotCode, ref.slice(-3)]))).toEqual({
      leeds: '822',
      hull: '971',
      cornwall: '952',
      bristol: '718',
    })
  })

  it('has a request at every end, lighter support, and what is asked beside the way', async () => {
    const { db } = test.ctx()
    const reviews = await db.reviewRequest.findMany({ select: { kind: true, status: true, checkNote: true } })
    const standing = new Set(reviews.map(({ status }) => status))
    for (const status of ['declined', 'withdrawn', 'postponed', 'deferred', 'redirected', 'confirmed'] as const)
      expect([status, standing.has(status)]).toEqual([status, true])
    expect(reviews.some(({ status, checkNote }) => status === 'draft' && checkNote !== null)).toBe(true)
    expect(reviews.filter(({ kind }) => kind === 'support')).toMatchObject([{ status: 'on_site' }])
    const remarks = await db.remark.findMany({ select: { answer: true } })
    expect(new Set(remarks.map(({ answer }) => answer === null))).toEqual(new Set([true, false]))
    expect(await db.sight.count()).toBe(1)
    expect(await db.sponsorAsk.count({ where: { answeredAt: null } })).toBe(1)
    expect(await db.reviewRequest.count({ where: { termsChange: { not: null } } })).toBe(1)
    const findings = await db.finding.groupBy({ by: ['requestId', 'title'], _count: true })
    expect(findings.filter(({ _count }) => _count > 1)).toEqual([])
    expect((await findFaults(db)).map(({ name }) => name)).toEqual([])
  })

  it('has managers at work in all nine regions and Wales', async () => {
    const { db } = test.ctx()
    const [all, manned] = await Promise.all([
      db.yot.findMany({ distinct: ['region'], select: { region: true } }),
      db.yot.findMany({ where: { posts: { some: { holdings: { some: { until: null } } } } }, distinct: ['region'] }),
    ])
    expect(all).toHaveLength(10)
    expect(manned.map(({ region }) => region).sort()).toEqual(all.map(({ region }) => region).sort())
  })

  it('has offerings of every kind and every basis', async () => {
    const offerings = await test.ctx().db.offering.findMany({ where: { status: 'published' } })
    expect(new Set(offerings.map(({ kind }) => kind))).toEqual(new Set(Object.values(OfferingKind)))
    expect(new Set(offerings.map(({ basis }) => basis))).toEqual(new Set(Object.values(Basis)))
  })

  it('has officers enough, somebody whose insurance lapsed, and somebody four years out of practice', async () => {
    const { db, clock } = test.ctx()
    const today = clock.today()
    expect(await db.appointment.count({ where: { role: 'assessor', until: null } })).toBe(4)
    expect(await db.appointment.count({ where: { role: 'coordinator', until: null } })).toBe(2)
    expect(await db.profile.count({ where: { insuranceUntil: { lt: dateFromIso(today) } } })).toBeGreaterThan(0)
    const outOfPractice = await db.standing.count({
      where: {
        practisedUntil: { lt: dateFromIso(addMonths(today, -48)), gt: dateFromIso(addMonths(today, -60)) },
      },
    })
    expect(outOfPractice).toBe(1)
  })

  it('has a bank with a Monday’s work: each clock runs out for somebody soon, and conditions stand in each state', async () => {
    const ctx = test.ctx()
    const hidden = { review_request: [], application: [], concern: [] }
    const sort = { by: 'next', order: 'asc' } as const
    const { rows } = value(
      await bankDesk({ ...ctx, actor: system }, { filter: { due: 'anything' }, sort, hidden }, null),
    )
    const soon = addDays(ctx.clock.today(), 90)
    const within = (on: string | null) => on !== null && on >= ctx.clock.today() && on <= soon
    for (const clock of ['approval', 'declaration', 'insurance', 'dbs', 'condition'] as const)
      expect([clock, rows.some((row) => within(row[clock]))]).toEqual([clock, true])
    const conditions = await ctx.db.standingCondition.findMany()
    const today = dateFromIso(ctx.clock.today())
    const states = conditions.map(({ dueOn, confirmedOn }) =>
      confirmedOn ? 'met' : dueOn < today ? 'overdue' : 'open',
    )
    expect(states.sort()).toEqual(['met', 'open', 'overdue'])
    const counts = value(await deskCounts({ ...ctx, actor: system }, hidden))
    expect(counts).toMatchObject({ undeclared: 1, conditions: 2 })
    expect(counts.good).toBeGreaterThan(counts.mend)
  })

  it('has what shows once people have been in the bank for a while', async () => {
    const { db } = test.ctx()
    expect(await db.ownNameConsent.findMany({ select: { status: true, daysPerYear: true } })).toEqual([
      { status: 'given', daysPerYear: 4 },
    ])
    const words = await db.coLeadWord.groupBy({ by: ['isReady'], _count: true })
    expect(new Set(words.map(({ isReady }) => isReady))).toEqual(new Set([true, false, null]))
    const pairs = await db.recordPair.findMany({ where: { apartAt: null }, select: { oneId: true, otherId: true } })
    const [{ oneId, otherId } = { oneId: '', otherId: '' }, ...more] = pairs
    const names = await db.person.findMany({ where: { id: { in: [oneId, otherId] } }, select: { name: true } })
    expect(names.map(({ name }) => name).sort()).toEqual(['Tansy Merlin', 'Tansy Merlin Hart'])
    expect(more).toEqual([])
    const complaints = await db.concern.findMany({ where: { kind: 'complaint' }, select: { status: true } })
    expect(complaints.map(({ status }) => status)).toContain('hearing')
    expect(await db.outsideProvider.count({ where: { approvedUntil: { not: null }, paidUntil: null } })).toBe(1)
    const fee = await db.outsidePayment.findMany({ select: { feePence: true } })
    expect(fee).toEqual([{ feePence: 15_000 }])
  })

  it('has an administrator to whom an open case does not exist', async () => {
    const ctx = test.ctx()
    const administrators = await ctx.db.appointment.findMany({
      where: { role: 'administrator', until: null },
      include: { person: true },
    })
    const hidden = administrators.map(async ({ personId, person: { name } }) => {
      const actor = { kind: 'person', personId, name, grants: await allGrantsFor(ctx, personId) } as const
      return hiddenCaseIds({ ...ctx, actor }, 'review_request')
    })
    expect((await Promise.all(hidden)).flat()).not.toEqual([])
  })
})
