import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import { addMonths } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { askProviders } from './ask-providers.ts'
import { type FittingOfferings, fittingOfferings } from './fitting-offerings.ts'
import { checkNeed, type NeedInput, needForm, needFrom, needQuery } from './need.ts'
import { askProvidersSchema } from './schema.ts'

const database = openTestDatabase()
const as = ({ actor }: { actor: Actor }) => database.ctx(actor)

let york: MadePerson
let leeds: MadePerson
let offered: Record<'leeds' | 'hull' | 'paid' | 'own' | 'other', { id: string; slug: string }>
let paid: MadePerson

const needed: NeedInput = { themes: ['G1', 'A1'], how: 'on_site', days: 2, startsOn: '2026-09-01' }
const words = 'Two days for our managers, so that plans start on the first day of custody.'

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  york = await makePerson(ctx, { name: 'Yara York', posts: [{ yotCode: 'york' }] })
  leeds = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }], bank: { themes: { G1: 3 } } })
  const hull = await makePerson(ctx, { posts: [{ yotCode: 'hull' }] })
  paid = await makePerson(ctx, {
    name: 'Pat Paid',
    posts: [{ yotCode: 'kent', until: '2025-06-01' }],
    bank: { themes: { A1: 2 }, dayRatePence: 50_000, insuranceUntil: '2027-05-01' },
  })
  await makeMembership(ctx, { yotCode: 'york' })
  const on = (contact: MadePerson, yotCode: string, title: string, themes = ['G1']) =>
    makeOffering(ctx, { by: { yotCode, contactId: contact.id }, title, themes, delivery: ['on_site'] })
  offered = {
    leeds: await on(leeds, 'leeds', 'Leeds resettlement'),
    hull: await on(hull, 'hull', 'Hull resettlement'),
    own: await on(york, 'york', 'York resettlement'),
    other: await on(hull, 'hull', 'Hull on courts', ['E2']),
    paid: await makeOffering(ctx, {
      by: { personId: paid.id },
      title: 'A paid day for boards',
      themes: ['A1'],
      basis: 'charged',
      pricePence: 50_000,
      priceUnit: 'a day',
      delivery: ['on_site'],
    }),
  }
})

const fitting = async (person: MadePerson = york, input = needed, more: Parameters<typeof fittingOfferings>[2] = {}) =>
  fittingOfferings(as(person), value(await checkNeed(as(person), input)), more)
const titles = ({ offerings }: FittingOfferings) => offerings.map(({ title }) => title)
const whyNot = ({ absent }: FittingOfferings, title: string) =>
  absent.find((one) => one.title === title)?.bars.join(' ')
const ask = (slugs: string[], key: string | null = null, person: MadePerson = york) =>
  askProviders(as(person), needed, { need: words, offerings: slugs }, key)
const declare = async (person: MadePerson, kind: 'family' | 'job_talks', yotCode: string) => {
  const { db, clock } = database.ctx()
  const { id } = await db.declaration.create({
    data: { personId: person.id, kind: 'annual', isNil: false, statedAt: clock.now() },
  })
  return db.interest.create({
    data: { personId: person.id, declarationId: id, kind, yotCode, from: new Date('2026-04-01') },
  })
}
const sentTo = async (slug: string) =>
  database.ctx().db.enquiry.findMany({ where: { offering: { slug }, status: 'sent' }, orderBy: { id: 'asc' } })

describe('the offerings that fit a need', () => {
  it('are ranked by how a service was rated as a service, and say so', async () => {
    const ratings = new Map([['hull', { mean: 5, count: 30 }]])
    const reasonsOf = ({ offerings }: FittingOfferings) =>
      offerings.find(({ title }) => title === 'Hull resettlement')?.reasons.join(' ')
    expect(reasonsOf(await fitting(york, needed, { ratings }))).toContain('Rated 5.0 by 30 hosts')
    expect(reasonsOf(await fitting())).not.toContain('Rated')
  })

  it('are ranked with reasons, one for each offering', async () => {
    const found = await fitting()
    expect(titles(found)[0]).toBe('Leeds resettlement')
    expect(titles(found).sort()).toEqual(['A paid day for boards', 'Hull resettlement', 'Leeds resettlement'])
    expect(found.offerings[0]?.reasons.join(' ')).toMatch(
      /Somebody there has strong evidence for .+ \(last in June 2025\).+About 2\d miles away/s,
    )
    const charged = found.offerings.find(({ title }) => title === 'A paid day for boards')
    expect(charged).toMatchObject({ price: 'Charged: £500 a day', provider: { name: 'Pat Paid' }, hasManaged: false })
    expect(JSON.stringify(found)).not.toContain('score')
  })

  it('say why the others are not there: their own side, asked already, and another theme when looked for', async () => {
    const ctx = database.ctx()
    const found = await fitting(york, needed, { who: 'courts' })
    expect(whyNot(found, 'York resettlement')).toBe('Offered by your own side.')
    expect(whyNot(found, 'Hull on courts')).toBe('Not on the themes you chose.')
    expect(whyNot(await fitting(), 'Hull on courts')).toBeUndefined()
    const { id, ref } = await makeEnquiry(ctx, { offeringId: offered.hull.id, fromId: york.id, yotCode: 'york' })
    expect(whyNot(await fitting(), 'Hull resettlement')).toContain(`that enquiry, ${ref}, is still open`)
    await ctx.db.enquiry.delete({ where: { id } })
    await ctx.db.need.delete({ where: { ref } })
    await ctx.db.profile.update({ where: { personId: paid.id }, data: { insuranceUntil: new Date('2026-05-01') } })
    expect(whyNot(await fitting(), 'A paid day for boards')).toBe('Takes no charged work at present.')
    await ctx.db.profile.update({ where: { personId: paid.id }, data: { insuranceUntil: new Date('2027-05-01') } })
  })

  it('hide a conflict behind the words of any absence, mark one to manage, and keep nothing', async () => {
    const { db } = database.ctx()
    const before = await db.conflictCheck.count()
    const family = await declare(paid, 'family', 'york')
    expect(whyNot(await fitting(), 'A paid day for boards')).toBe('Not available.')
    await db.interest.update({ where: { id: family.id }, data: { withdrawnAt: new Date() } })
    await db.absence.create({
      data: { personId: paid.id, from: new Date('2026-08-20'), until: new Date('2026-09-10') },
    })
    expect(whyNot(await fitting(), 'A paid day for boards')).toBe('Not available.')
    await db.absence.deleteMany({ where: { personId: paid.id } })
    const former = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'york', from: '2019-01-01', until: '2023-01-01' }],
      bank: { dayRatePence: 50_000, insuranceUntil: addMonths('2026-06-01', 12) },
    })
    const { id } = await makeOffering(database.ctx(), {
      by: { personId: former.id },
      title: 'By a former head',
      basis: 'charged',
      pricePence: 50_000,
      delivery: ['on_site'],
    })
    const marked = (await fitting()).offerings.find(({ title }) => title === 'By a former head')
    expect(marked).toMatchObject({ hasManaged: true })
    expect(marked?.reasons.join(' ')).not.toMatch(/former|employ/i)
    await db.offeringTheme.deleteMany({ where: { offeringId: id } })
    await db.offering.delete({ where: { id } })
    expect(await db.conflictCheck.count()).toBe(before)
    expect(await db.conflict.count()).toBe(0)
  })

  it('are for people who hold a post, in a service that is a member, about days to come', async () => {
    const none = await makePerson(database.ctx(), { bank: {} })
    expect(await needForm(as(none))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await checkNeed(as(leeds), needed)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('not a member') },
    })
    expect(await checkNeed(as(york), { ...needed, yotCode: 'hull' })).toMatchObject({
      problem: { fields: { yotCode: 'Choose which service asks' } },
    })
    expect(await checkNeed(as(york), { ...needed, themes: ['Z9'], by: '2026-06-01' })).toMatchObject({
      problem: { fields: { themes: expect.any(String), by: expect.stringContaining('in the future') } },
    })
  })

  it('are looked for by an address that says the need and nothing typed', async () => {
    const query = needQuery({ ...needed, by: '2026-10-01' })
    const read = await needFrom(as(york), new URLSearchParams(query))
    expect(read && value(read)).toMatchObject({ ...needed, themes: ['A1', 'G1'], by: '2026-10-01', yotCode: 'york' })
    expect(await needFrom(as(york), new URLSearchParams('how=on_site'))).toBeNull()
  })
})

describe('asking several providers at once', () => {
  it('sends one enquiry to each with the same words, once', async () => {
    const slugs = [offered.leeds.slug, offered.hull.slug]
    const [first, again] = await Promise.all([ask(slugs, 'key-1'), ask(slugs, 'key-1')])
    expect(value(again)).toEqual(value(first))
    expect(value(first)).toMatchObject({ ref: expect.stringMatching(/^EN-2026-/), count: 2 })
    expect(value(first).respondBy).toBe('2026-06-15')
    const [one, other] = [await sentTo(offered.leeds.slug), await sentTo(offered.hull.slug)]
    expect([one.length, other.length]).toEqual([1, 1])
    expect([one[0]?.needId, one[0]?.ref]).toEqual([other[0]?.needId, value(first).ref])
    const need = await database.ctx().db.need.findUniqueOrThrow({ where: { id: one[0]?.needId ?? '' } })
    expect(need).toMatchObject({ words, themes: ['A1', 'G1'], how: 'on_site', days: 2, yotCode: 'york' })
    const mails = await database.ctx().db.outboxMessage.findMany({
      where: { OR: [one, other].map(([row]) => ({ key: { startsWith: `enquiry:${row?.id}:sent` } })) },
    })
    expect(mails).toHaveLength(2)
    for (const { payload } of mails) {
      expect(JSON.stringify(payload)).toMatch(
        /Two days for our managers.+How: On site\\nWhen: From Tuesday 1 September 2026\\nHow long: About 2 days\\nThe same was asked of 2 providers\./s,
      )
    }
  })

  it('asks nobody where one of them may not be asked, and says which and why', async () => {
    const { db } = database.ctx()
    const family = await declare(paid, 'family', 'york')
    const counts = async () => [
      await db.enquiry.count(),
      await db.need.count(),
      await db.outboxMessage.count(),
      await db.auditEntry.count(),
    ]
    const before = await counts()
    const { slug } = await makeOffering(database.ctx(), {
      by: { yotCode: 'leeds', contactId: leeds.id },
      title: 'Fresh',
      delivery: ['on_site'],
    })
    expect(await ask([slug, offered.leeds.slug, offered.paid.slug, 'gone'], 'key-2')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringMatching(/Nobody was asked.+is not in the catalogue.+/s) },
    })
    const refused = await ask([slug, offered.leeds.slug, offered.paid.slug])
    expect(refused).toMatchObject({
      problem: {
        why: expect.stringMatching(
          /“A paid day for boards”: This associate is not available.+“Leeds resettlement”: Your service asked.+still open/s,
        ),
      },
    })
    expect(await counts()).toEqual(before)
    await db.interest.update({ where: { id: family.id }, data: { withdrawnAt: new Date() } })
    value(await ask([slug, offered.paid.slug], 'key-2'))
  })

  it('asks five at most, of this service’s own people only, and holds no child’s details', async () => {
    expect(await ask([offered.hull.slug], null, leeds)).toMatchObject({ ok: false })
    const many = askProvidersSchema.safeParse({ need: words, offerings: ['a', 'b', 'c', 'd', 'e', 'f'] })
    expect(many.success).toBe(false)
    expect(askProvidersSchema.safeParse({ need: 'About Joe, PNC 2012/0123456K', offerings: ['a'] }).success).toBe(false)
  })
})
