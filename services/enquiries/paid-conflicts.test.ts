import { beforeAll, describe, expect, it } from 'vitest'
import { addMonths } from '#services/core/clock.ts'
import { once } from '#services/core/once.ts'
import { beginEngagement } from '#services/engagements/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { chooseEnquiry } from './choose-enquiry.ts'
import { findNeed } from './find-need.ts'
import { fittingOfferings } from './fitting-offerings.ts'
import { checkNeed } from './need.ts'
import { sendEnquiry } from './send-enquiry.ts'

const database = openTestDatabase()
let york: MadePerson

beforeAll(async () => {
  database.setNow('2026-06-01')
  york = await makePerson(database.ctx(), { name: 'Yara York', posts: [{ yotCode: 'york' }] })
  await makeMembership(database.ctx(), { yotCode: 'york' })
})

const associate = () =>
  makePerson(database.ctx(), {
    posts: [{ yotCode: 'hull', from: '2015-01-01', until: '2025-12-31' }],
    bank: { dayRatePence: 50_000, insuranceUntil: addMonths('2026-06-01', 12) },
  })

/** An associate who was on the team that reviewed York so many days ago, and charges for a day now. */
const reviewedYork = async (daysAgo: number) => {
  const person = await associate()
  const past = await makeReview(database.ctx(), {
    yotCode: 'york',
    requestedById: york.id,
    status: 'closed',
    windowsInDays: [-daysAgo],
  })
  await makeTeam(database.ctx(), past.id, [person])
  return person
}

const offer = (personId: string, basis: 'charged' | 'free' = 'charged') =>
  makeOffering(database.ctx(), {
    by: { personId },
    basis,
    ...(basis === 'charged' ? { pricePence: 50_000, priceUnit: 'a day' } : {}),
  })

const ask = (slug: string) => sendEnquiry(database.ctx(york.actor), slug, { need: 'A day for our board.' })

describe('paid work for a service', () => {
  it('is not offered by somebody who reviewed it in the twelve months before, and nobody is written to', async () => {
    const { id } = await reviewedYork(100)
    expect(await ask((await offer(id)).slug)).toMatchObject({
      problem: { kind: 'refused', why: 'This associate is not available to your service.' },
    })
    const { db } = database.ctx()
    expect(await db.enquiry.count({ where: { fromId: york.id } })).toBe(0)
    // That it was refused is kept, although all else was undone; between whom, and who asked, is not.
    const noted = { event: 'paid-work.refused' }
    expect(await db.auditEntry.findMany({ where: noted })).toMatchObject([
      { actorId: null, caseId: null, yotCode: null, data: {}, subjectId: 'after-review' },
    ])
    const { slug } = await offer(id)
    expect(
      await once(database.ctx(york.actor), 'pressed', (ctx) => sendEnquiry(ctx, slug, { need: 'A day.' })),
    ).toMatchObject({
      ok: false,
    })
    expect(await db.auditEntry.count({ where: noted })).toBe(2)
    expect(await db.outboxMessage.count({ where: { key: { startsWith: 'enquiry:' } } })).toBe(0)
    expect((await ask((await offer(id, 'free')).slug)).ok).toBe(true)
    expect(await db.auditEntry.count({ where: noted })).toBe(2)
  })

  it('is, once the twelve months are over, or when nobody is paid', async () => {
    const before = await reviewedYork(400)
    expect(await ask((await offer(before.id)).slug)).toMatchObject({ ok: true })
    const lately = await reviewedYork(100)
    expect(await ask((await offer(lately.id, 'free')).slug)).toMatchObject({ ok: true })
  })

  it('is checked again at the choice: a conflict declared since counts, and one to manage is named to both', async () => {
    const ctx = database.ctx()
    const [blocked, former] = [
      await associate(),
      await makePerson(ctx, {
        posts: [{ yotCode: 'york', from: '2019-01-01', until: '2023-01-01' }],
        bank: { dayRatePence: 50_000, insuranceUntil: addMonths('2026-06-01', 12) },
      }),
    ]
    const enquiryOf = async (person: MadePerson) =>
      makeEnquiry(ctx, {
        offeringId: (await offer(person.id)).id,
        fromId: york.id,
        yotCode: 'york',
        status: 'interested',
      })
    const declaration = await ctx.db.declaration.create({
      data: { personId: blocked.id, kind: 'annual', isNil: false, statedAt: ctx.clock.now() },
    })
    await ctx.db.interest.create({
      data: { personId: blocked.id, declarationId: declaration.id, kind: 'family', yotCode: 'york' },
    })
    const choose = async (made: { id: string; ref: string }) =>
      chooseEnquiry(database.ctx(york.actor), made.ref, await choosing(ctx, made), beginEngagement)
    const refused = await enquiryOf(blocked)
    expect(await choose(refused)).toMatchObject({ problem: { kind: 'refused' } })
    const managed = await enquiryOf(former)
    value(await choose(managed))
    const { id } = await ctx.db.engagement.findUniqueOrThrow({ where: { enquiryId: managed.id } })
    const mail = await ctx.db.outboxMessage.findMany({ where: { key: { startsWith: `engagement:${id}:begun` } } })
    expect(mail).toHaveLength(2)
    for (const { payload } of mail) expect(JSON.stringify(payload)).toContain('Former employer')
  })
})

describe('paid work by a service', () => {
  /** Hull's, whose head was on the team that reviewed York so many days ago. */
  const byHull = async (daysAgo: number, basis: 'charged' | 'free' = 'charged') => {
    const ctx = database.ctx()
    const [head, contact] = [
      await makePerson(ctx, { name: 'Hope Hull', posts: [{ yotCode: 'hull' }], bank: {} }),
      await makePerson(ctx, { name: 'Hari Hull', posts: [{ yotCode: 'hull', level: 'manager' }] }),
    ]
    const past = await makeReview(ctx, {
      yotCode: 'york',
      requestedById: york.id,
      status: 'closed',
      windowsInDays: [-daysAgo],
    })
    await makeTeam(ctx, past.id, [head])
    const offering = await makeOffering(ctx, {
      by: { yotCode: 'hull', contactId: contact.id },
      title: `Hull’s day ${daysAgo} ${basis}`,
      themes: ['G1'],
      basis,
      ...(basis === 'charged' ? { pricePence: 50_000, priceUnit: 'a day' } : {}),
    })
    return {
      head,
      offering,
      leaves: () =>
        ctx.db.holding.updateMany({ where: { personId: head.id }, data: { until: new Date('2026-05-01') } }),
    }
  }
  const foreseen = async (slug: string) => {
    const need = { themes: ['G1'], how: 'either' as const }
    const found = await fittingOfferings(
      database.ctx(york.actor),
      value(await checkNeed(database.ctx(york.actor), need)),
    )
    return {
      fits: found.offerings.some((one) => one.slug === slug),
      bars: found.absent.find((one) => one.slug === slug)?.bars.join(' '),
    }
  }

  it('is caught like anybody else’s for twelve months after one of its people reviewed the host', async () => {
    const lately = await byHull(100)
    expect(await foreseen(lately.offering.slug)).toEqual({ fits: false, bars: 'Not available.' })
    expect(await ask(lately.offering.slug)).toMatchObject({
      problem: { kind: 'refused', why: 'This service is not available to yours for paid work at present.' },
    })
    const made = await makeEnquiry(database.ctx(), {
      offeringId: lately.offering.id,
      fromId: york.id,
      yotCode: 'york',
      status: 'interested',
    })
    const page = value(await findNeed(database.ctx(york.actor), made.ref))
    expect(page.side === 'host' && page.answers[0]).toMatchObject({
      choice: null,
      whyNot: expect.stringContaining('not available'),
    })
    const choose = async () =>
      chooseEnquiry(database.ctx(york.actor), made.ref, await choosing(database.ctx(), made), beginEngagement)
    expect(await choose()).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('not available') },
    })
    const free = await byHull(100, 'free')
    expect(await ask(free.offering.slug)).toMatchObject({ ok: true })
    // Nobody of hers is left in the service: the others never were there.
    await lately.leaves()
    await free.leaves()
    expect((await foreseen(lately.offering.slug)).bars).toMatch(/^Your service has asked about it.+still open\.$/)
    value(await choose())
  })

  it('is free again once the twelve months are over', async () => {
    const before = await byHull(400)
    expect(await foreseen(before.offering.slug)).toMatchObject({ fits: true })
    expect(await ask(before.offering.slug)).toMatchObject({ ok: true })
  })
})
