import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { notFound } from '#services/core/result.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { readCatalogueFilter } from './catalogue-filter.ts'
import { findOffering } from './find-offering.ts'
import { moveOffering } from './move-offering.ts'
import { editOfferingForm, newOfferingForm, ownerFromKey } from './offering-form.ts'
import { type OfferingInput, offeringSchema } from './schema.ts'
import { searchOfferings } from './search-offerings.ts'
import { slugFrom } from './slug.ts'
import { changeOffering, startOffering } from './write-offering.ts'

const database = openTestDatabase()
let head: MadePerson
let colleague: MadePerson

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  head = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  colleague = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  await makeMembership(ctx, { yotCode: 'leeds' })
  await makeMembership(ctx, { yotCode: 'hull', status: 'lapsed' })
})

const leeds = { yotCode: 'leeds', personId: null, outsideId: null }
const inOwnName = ({ id }: MadePerson) => ({ yotCode: null, personId: id, outsideId: null })

const input = (changes: Partial<OfferingInput> = {}): OfferingInput => ({
  title: 'Case audit morning',
  kind: 'training',
  summary: 'Eight managers audit two cases.',
  description: 'The cases are made up.',
  themes: ['C3', 'B2'],
  basis: 'free',
  delivery: ['remote'],
  contactId: colleague.id,
  ...changes,
})

/** An associate who left Leeds a year ago and charges by the day. */
const associate = (insuranceUntil?: string, more: { expiresOn?: string; dayRatePence?: number } = {}) =>
  makePerson(database.ctx(), {
    posts: [{ yotCode: 'leeds', until: '2025-06-01' }],
    bank: { dayRatePence: 50_000, ...(insuranceUntil === undefined ? {} : { insuranceUntil }), ...more },
  })

const start = (person: MadePerson, owner = leeds as Parameters<typeof startOffering>[1], changes = {}) =>
  startOffering(database.ctx(person.actor), owner, input(changes))

const row = (slug: string) =>
  database.ctx().db.offering.findUniqueOrThrow({ where: { slug }, include: { themes: true } })

const move = async (person: MadePerson, slug: string, event: 'published' | 'paused' | 'archived') =>
  moveOffering(database.ctx(person.actor), { slug, version: (await row(slug)).version, event })

const publishedSlugs = async () => {
  const filter = readCatalogueFilter(new URLSearchParams(), [])
  return (await searchOfferings(database.ctx(visitor), filter)).offerings.map(({ slug }) => slug)
}

describe('offering something in a service’s name', () => {
  it('keeps a draft that only the service sees, until it is published', async () => {
    const { slug } = value(await start(head, leeds, { title: 'Calibration: who decides?' }))
    expect(slug).toBe('calibration-who-decides')
    expect(await findOffering(database.ctx(visitor), slug)).toEqual(notFound())
    expect(value(await findOffering(database.ctx(colleague.actor), slug))).toMatchObject({
      status: 'draft',
      isOwn: true,
    })
    expect(await publishedSlugs()).not.toContain(slug)

    value(await move(colleague, slug, 'published'))
    expect(await publishedSlugs()).toContain(slug)
    expect(value(await findOffering(database.ctx(visitor), slug))).toMatchObject({
      price: 'Free',
      region: 'Yorkshire and the Humber',
      contact: null,
      publishedOn: '2026-06-01',
      isOwn: false,
      moves: [],
    })
    const events = await database.ctx().db.auditEntry.findMany({
      where: { subjectId: (await row(slug)).id },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ event, actorId }) => [event, actorId])).toEqual([
      ['offering.started', head.id],
      ['offering.published', colleague.id],
    ])
  })

  it('is for those who hold a post there now', async () => {
    const elsewhere = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }] })
    const left = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', until: '2026-05-31' }] })
    const stated = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', isStated: true }] })
    for (const person of [elsewhere, left, stated])
      expect(await start(person)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await startOffering(database.ctx(visitor), leeds, input())).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('is for services that are members of the association', async () => {
    const hull = await makePerson(database.ctx(), { posts: [{ yotCode: 'hull' }] })
    const owner = { yotCode: 'hull', personId: null, outsideId: null }
    const no = await start(hull, owner, { contactId: hull.id })
    expect(no).toMatchObject({ problem: { kind: 'forbidden', why: expect.stringContaining('Renew') } })
    expect(await newOfferingForm(database.ctx(hull.actor), owner)).toEqual(no)
    const { slug } = await makeOffering(database.ctx(), {
      by: { yotCode: 'hull', contactId: hull.id },
      status: 'paused',
    })
    expect(await move(hull, slug, 'published')).toMatchObject({ problem: { kind: 'refused' } })
    value(await move(hull, slug, 'archived'))
  })

  it('names somebody of the service to answer', async () => {
    const other = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }] })
    for (const contactId of [other.id, undefined])
      expect(await start(head, leeds, { contactId })).toMatchObject({
        problem: { kind: 'invalid', fields: { contactId: expect.stringContaining('holds a post') } },
      })
  })

  it('may be charged for: insurance is asked of associates', async () => {
    const { slug } = value(await start(head, leeds, { basis: 'charged', price: 95_000, priceUnit: 'the day' }))
    value(await move(head, slug, 'published'))
    expect(value(await findOffering(database.ctx(visitor), slug)).price).toBe('Charged: £950 the day')
  })

  it('keeps no price where the basis has none, and only themes of the register', async () => {
    const { slug } = value(await start(head, leeds, { basis: 'in_kind', price: 95_000, priceUnit: 'the day' }))
    expect(await row(slug)).toMatchObject({ pricePence: null, priceUnit: null })
    expect(await start(head, leeds, { themes: ['C3', 'Z9'] })).toMatchObject({
      problem: { fields: { themes: expect.any(String) } },
    })
  })
})

describe('an associate', () => {
  it('charges while insured and in standing, and is told why otherwise', async () => {
    const charged = { basis: 'charged', price: 50_000, priceUnit: 'a day' } as const
    const insured = await associate('2026-12-31')
    value(await start(insured, inOwnName(insured), charged))

    const lapsed = await associate('2026-05-01')
    expect(await start(lapsed, inOwnName(lapsed), charged)).toMatchObject({
      problem: { kind: 'invalid', fields: { basis: expect.stringContaining('ended on Friday 1 May 2026') } },
    })
    const runOut = await associate('2026-12-31', { expiresOn: '2026-05-20' })
    expect(await start(runOut, inOwnName(runOut), charged)).toMatchObject({
      problem: { kind: 'forbidden', why: expect.stringContaining('Approval ran out') },
    })
  })

  it('gives freely without insurance', async () => {
    const person = await associate()
    const { slug } = value(await start(person, inOwnName(person), { contactId: undefined }))
    value(await move(person, slug, 'published'))
    expect(await row(slug)).toMatchObject({ contactId: person.id, personId: person.id, region: 'Yorks Hum' })
    expect((await row(slug)).searchText).not.toContain(person.name)
  })

  it('cannot publish charged work once insurance has ended', async () => {
    const person = await associate('2026-06-01')
    const charged = { basis: 'charged', price: 50_000, priceUnit: 'a day' }
    const { slug } = value(await start(person, inOwnName(person), charged))
    database.setNow('2026-06-02')
    expect(await move(person, slug, 'published')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('insurance') },
    })
    database.setNow('2026-06-01')
    value(await move(person, slug, 'published'))
  })

  it('is nobody who holds a post, and nobody outside the bank', async () => {
    const inPost = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }], bank: {} })
    const stranger = await makePerson(database.ctx())
    const suspended = await makePerson(database.ctx(), { bank: { status: 'suspended' } })
    for (const person of [inPost, stranger, suspended])
      expect(await start(person, inOwnName(person))).toMatchObject({ problem: { kind: 'forbidden' } })
    const other = await associate()
    expect(await start(await associate(), inOwnName(other))).toMatchObject({ problem: { kind: 'forbidden' } })
    // In their own name they may once their service agrees (consents.test.ts); without being asked it is the service's.
    expect(await ownerFromKey(database.ctx(inPost.actor), null)).toEqual({
      yotCode: 'leeds',
      personId: null,
      outsideId: null,
    })
    expect(await ownerFromKey(database.ctx(other.actor), null)).toEqual(inOwnName(other))
  })
})

describe('changing an offering', () => {
  it('follows the title with its address until it was published, never after', async () => {
    const { slug } = value(await start(head, leeds, { title: 'First name' }))
    const change = async (from: string, title: string) => {
      const { version } = await row(from)
      return changeOffering(database.ctx(colleague.actor), from, { ...input({ title, themes: ['A1'] }), version })
    }
    expect(value(await change(slug, 'Second name'))).toEqual({ slug: 'second-name', isDraft: true })
    value(await move(head, 'second-name', 'published'))
    expect(value(await change('second-name', 'Third name'))).toEqual({ slug: 'second-name', isDraft: false })
    expect(await row('second-name')).toMatchObject({ title: 'Third name', themes: [{ themeCode: 'A1' }] })
    expect(value(await editOfferingForm(database.ctx(head.actor), 'second-name')).values).toMatchObject({
      title: 'Third name',
      themes: ['A1'],
      price: null,
    })
  })

  it('is for its provider; others find nothing there', async () => {
    const { slug } = value(await start(head))
    const other = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }] })
    expect(await changeOffering(database.ctx(other.actor), slug, { ...input(), version: 1 })).toEqual(notFound())
    expect(await move(other, slug, 'archived')).toEqual(notFound())
    expect(await editOfferingForm(database.ctx(other.actor), slug)).toEqual(notFound())
  })

  it('tells the second of two people, and is over once archived', async () => {
    const { slug } = value(await start(head))
    value(await changeOffering(database.ctx(head.actor), slug, { ...input(), version: 1 }))
    expect(await changeOffering(database.ctx(colleague.actor), slug, { ...input(), version: 1 })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await moveOffering(database.ctx(colleague.actor), { slug, version: 1, event: 'published' })).toMatchObject({
      problem: { kind: 'stale' },
    })
    value(await move(head, slug, 'archived'))
    expect(await move(head, slug, 'published')).toMatchObject({ problem: { kind: 'refused' } })
    expect(await changeOffering(database.ctx(head.actor), slug, { ...input(), version: 3 })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })

  it('gives each its own address when many are offered at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => start(head, leeds, { title: 'Same title' })))
    const slugs = made.map((result) => value(result).slug)
    expect(new Set(slugs).size).toBe(8)
    expect(slugs.toSorted()).toContain('same-title-8')
    expect(value(await start(head, leeds, { title: 'New' })).slug).toMatch(/^offering/)
  })
})

describe('what is typed', () => {
  const parse = (changes: Record<string, unknown>) => {
    const { error } = offeringSchema.safeParse({ ...input(), ...changes })
    return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]))
  }

  it('asks for a price and its unit where the basis has one, whatever else is wrong', () => {
    expect(Object.keys(parse({ basis: 'cost_recovery', title: '' })).sort()).toEqual(['price', 'priceUnit', 'title'])
    expect(parse({ basis: 'charged', price: '45', priceUnit: 'a day' })).toEqual({})
    expect(parse({ basis: 'free' })).toEqual({})
  })

  it('asks for one to five themes, one delivery at least, and a short summary', () => {
    expect(parse({ themes: [] })).toEqual({ themes: 'Choose 1 to 5 themes' })
    expect(parse({ themes: undefined })).toEqual({ themes: 'Choose 1 to 5 themes' })
    expect(parse({ themes: ['A1', 'A2', 'A3', 'A4', 'A5', 'B1'] })).toHaveProperty('themes')
    expect(parse({ themes: ['A1', 'A2', 'A3', 'A4', 'A5'] })).toEqual({})
    expect(parse({ delivery: [] })).toHaveProperty('delivery')
    expect(parse({ summary: 'a'.repeat(200) })).toEqual({})
    expect(parse({ summary: 'a'.repeat(201) })).toHaveProperty('summary')
  })

  it.each(['title', 'summary', 'description', 'priceUnit'])('holds no child’s details in the %s', (field) => {
    expect(parse({ [field]: 'DOB 12/03/2010' })).toHaveProperty(field)
  })

  it('makes addresses of titles that a URL can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        expect(slugFrom(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slugFrom(title).length).toBeLessThanOrEqual(80)
        expect(['new', 'yours']).not.toContain(slugFrom(title))
      }),
    )
    expect(slugFrom('Children’s voices: what we’d do')).toBe('childrens-voices-what-wed-do')
    expect(slugFrom('Café Plâs')).toBe('cafe-plas')
  })
})
