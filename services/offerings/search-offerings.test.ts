import { beforeAll, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { readCatalogueFilter } from './catalogue-filter.ts'
import { mostMatches } from './catalogue-sql.ts'
import { offeringsOf } from './offerings-of.ts'
import { searchOfferings } from './search-offerings.ts'

const database = openTestDatabase()

const themeCodes = ['A', 'A1', 'G', 'G1', 'I1', 'J2', 'K3']
const find = (query: string) =>
  searchOfferings(database.ctx(visitor), readCatalogueFilter(new URLSearchParams(query), themeCodes))
const titles = async (query: string) => (await find(query)).offerings.map(({ title }) => title)

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  const [leeds, cardiff] = [await makePerson(ctx), await makePerson(ctx)]
  const hidden = await makePerson(ctx, { name: 'Hidden Associate', bank: {} })
  const named = await makePerson(ctx, { name: 'Named Associate', bank: { isNamePublic: true } })
  const fromLeeds = { yotCode: 'leeds', contactId: leeds.id }
  const fromCardiff = { yotCode: 'cardiff', contactId: cardiff.id }
  await makeOffering(ctx, {
    by: fromLeeds,
    title: 'Exploitation panel terms',
    themes: ['J2'],
    kind: 'tool',
    delivery: ['download'],
    publishedAt: '2026-01-01',
  })
  await makeOffering(ctx, {
    by: fromCardiff,
    title: 'Talking so that children follow',
    description: 'Our therapist and a practitioner visit you.',
    themes: ['I1', 'K3'],
    basis: 'charged',
    pricePence: 95_000,
    priceUnit: 'a day',
    delivery: ['on_site', 'hybrid'],
    publishedAt: '2026-02-01',
  })
  await makeOffering(ctx, {
    by: { personId: hidden.id },
    title: 'Board days',
    description: 'We end with what county lines meant for one board.',
    themes: ['A1'],
    basis: 'in_kind',
    kind: 'consultancy',
    publishedAt: '2026-03-01',
  })
  await makeOffering(ctx, {
    by: { personId: named.id },
    title: 'County lines for managers',
    themes: ['J2', 'G1'],
    basis: 'cost_recovery',
    pricePence: 4_550,
    priceUnit: 'a place',
    region: 'North West',
    publishedAt: '2025-12-01',
  })
  for (const status of ['draft', 'paused', 'archived'] as const)
    await makeOffering(ctx, { by: fromLeeds, title: `County lines, ${status}`, themes: ['J2'], status })
})

describe('free text', () => {
  it('finds by the words practitioners use for a theme, whatever the case', async () => {
    expect(await titles('q=SALT')).toEqual(['Talking so that children follow'])
    expect((await titles('q=cuckooing')).toSorted()).toEqual(['County lines for managers', 'Exploitation panel terms'])
    expect(await titles('q=cce&theme=G1')).toEqual(['County lines for managers'])
  })

  it('puts a title before a theme’s synonym and that before nothing, and the newest first when asked', async () => {
    const [first, ...rest] = await titles('q=county lines')
    expect(first).toBe('County lines for managers')
    expect(rest.toSorted()).toEqual(['Board days', 'Exploitation panel terms'])
    expect(await titles('q=county lines&sort=newest')).toEqual([
      'Board days',
      'Exploitation panel terms',
      'County lines for managers',
    ])
  })

  it('reads other forms of a word, phrases in quotes, or, and words to leave out', async () => {
    expect(await titles('q=visits')).toEqual(['Talking so that children follow'])
    expect(await titles('q="lines county"')).toEqual([])
    expect(await titles('q=cuckooing -managers')).toEqual(['Exploitation panel terms'])
    expect((await titles('q=SALT or board')).toSorted()).toEqual(['Board days', 'Talking so that children follow'])
  })

  it('finds with and without hyphens, accents and apostrophes, and by any of the words for such a service', async () => {
    const ctx = database.ctx()
    const { id } = await makePerson(ctx)
    const by = { yotCode: 'hull', contactId: id }
    await makeOffering(ctx, { by, title: 'Trauma-informed practice at Caffè Siân', kind: 'tool', themes: ['K3'] })
    await makeOffering(ctx, { by, title: 'Trauma informed courts for a new YOT', kind: 'tool', themes: ['K3'] })
    const both = ['Trauma informed courts for a new YOT', 'Trauma-informed practice at Caffè Siân']
    for (const q of ['trauma informed', 'trauma-informed', 'TRAUMA‑INFORMED', '"trauma informed"'])
      expect((await titles(`q=${encodeURIComponent(q)}&kind=tool`)).toSorted(), q).toEqual(both)
    expect(await titles('q=caffe sian')).toEqual([both[1]])
    expect(await titles('q=trauma -sian')).toEqual([both[0]])
    for (const q of ['new YJS', 'new yos', 'new youth offending team', 'new youth justice service', 'new YOTs'])
      expect(await titles(`q=${encodeURIComponent(q)}`), q).toEqual([both[0]])
    await ctx.db.offering.updateMany({ where: { yotCode: 'hull' }, data: { status: 'archived' } })
  })

  it('finds by the name of the service and its region', async () => {
    expect(await titles('q=cardiff')).toEqual(['Talking so that children follow'])
    expect(await titles('q=yorkshire')).toEqual(['Exploitation panel terms'])
  })

  it('looks for some of the words when nothing has them all, and says so', async () => {
    const some = await find('q=therapist for girls')
    expect(some.isSomeWords).toBe(true)
    expect(some.offerings.map(({ title }) => title)).toEqual(['Talking so that children follow'])
    expect(await find('q=therapist practitioner')).toMatchObject({ count: 1, isSomeWords: false })
    expect(await find('q=zebra quagga')).toMatchObject({ count: 0, isSomeWords: false })
    expect(await find('q=zebra -therapist')).toMatchObject({ count: 0, isSomeWords: false })
  })

  it.each(["'", '"', '\\', '& | ! ()', ':*', 'the', '%', '\u0000', '<script>', '-', '"unfinished', 'a'.repeat(5000)])(
    'bears %j',
    async (q) => {
      expect((await find(new URLSearchParams({ q }).toString())).offerings.length).toBeLessThan(5)
    },
  )
})

describe('filters', () => {
  it('show what is published only, the newest first', async () => {
    expect(await titles('')).toEqual([
      'Board days',
      'Talking so that children follow',
      'Exploitation panel terms',
      'County lines for managers',
    ])
  })

  it.each([
    ['theme=A1', ['Board days']],
    ['theme=A', ['Board days']],
    ['theme=K3', ['Talking so that children follow']],
    ['region=Wales', ['Talking so that children follow']],
    ['region=Wales&region=North West', ['Talking so that children follow', 'County lines for managers']],
    ['basis=in_kind', ['Board days']],
    ['basis=free&basis=charged', ['Talking so that children follow', 'Exploitation panel terms']],
    ['delivery=hybrid', ['Talking so that children follow']],
    ['delivery=hybrid&delivery=download', ['Talking so that children follow', 'Exploitation panel terms']],
    ['kind=consultancy', ['Board days']],
    ['kind=tool&basis=charged', []],
    ['theme=ZZ&region=Narnia&basis=gift&page=0', expect.objectContaining({ length: 4 })],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  it('say basis and price in words', async () => {
    const { offerings } = await find('')
    expect(offerings.map(({ price }) => price)).toEqual([
      'In kind',
      'Charged: £950 a day',
      'Free',
      'Cost recovery: £45.50 a place',
    ])
  })
})

describe('the order by ratings', () => {
  const rated = {
    figures: new Map([
      ['leeds', { shown: 3.1, count: 3 }],
      ['cardiff', { shown: 4, count: 6 }],
    ]),
    others: 4,
  }

  it('is of the provider, a service as a service; those without a figure stand where nothing is known, the newest first', async () => {
    const params = new URLSearchParams({ sort: 'rated' })
    const filter = readCatalogueFilter(params, themeCodes, { seesRatings: true })
    const { offerings } = await searchOfferings(database.ctx(), filter, { rated })
    expect(offerings.map(({ title, rating }) => [title, rating?.shown])).toEqual([
      ['Talking so that children follow', 4],
      ['Board days', undefined],
      ['County lines for managers', undefined],
      ['Exploitation panel terms', 3.1],
    ])
  })

  it('is not there for whoever may not read ratings', async () => {
    expect(readCatalogueFilter(new URLSearchParams({ sort: 'rated' }), themeCodes).sort).toBe('newest')
    expect(readCatalogueFilter(new URLSearchParams({ sort: 'rated', q: 'days' }), themeCodes).sort).toBe('relevance')
    expect((await find('')).offerings.every(({ rating }) => rating === null)).toBe(true)
  })
})

describe('associates', () => {
  it('are named where they chose so or the reader works with the bank', async () => {
    const names = (list: Awaited<ReturnType<typeof find>>) =>
      list.offerings.flatMap(({ provider }) => (provider.kind === 'person' ? [provider.name] : []))
    expect(names(await find(''))).toEqual([null, 'Named Associate'])
    const manager = await makePerson(database.ctx(), { posts: [{ yotCode: 'hull' }] })
    const filter = readCatalogueFilter(new URLSearchParams(), themeCodes)
    expect(names(await searchOfferings(database.ctx(manager.actor), filter))).toEqual([
      'Hidden Associate',
      'Named Associate',
    ])
  })
})

describe('the offerings of one provider', () => {
  it('are those published, of a service or of a person', async () => {
    const ofLeeds = await offeringsOf(database.ctx(visitor), { yotCode: 'leeds' })
    expect(ofLeeds.map(({ title, price }) => [title, price])).toEqual([['Exploitation panel terms', 'Free']])
    expect(await offeringsOf(database.ctx(visitor), { yotCode: 'york' })).toEqual([])
    const { personId } = await database.ctx().db.offering.findFirstOrThrow({ where: { title: 'Board days' } })
    expect(await offeringsOf(database.ctx(visitor), { personId: personId ?? '' })).toMatchObject([
      { title: 'Board days' },
    ])
  })
})

describe('pages', () => {
  it('hold twenty, and a great many are counted up to a limit', async () => {
    const ctx = database.ctx()
    const { id } = await makePerson(ctx)
    const one = { yotCode: 'hull', contactId: id, region: 'Yorks Hum' }
    const many = (from: number, until: number) =>
      ctx.db.offering.createMany({
        data: Array.from({ length: until - from }, (_, index) => ({
          ...one,
          slug: `quiet-hour-${from + index}`,
          title: `Quiet hour ${from + index}`,
          kind: 'mentoring' as const,
          basis: 'free' as const,
          delivery: ['remote' as const],
          summary: '',
          description: '',
          searchText: '',
          status: 'published' as const,
          createdAt: ctx.clock.now(),
          publishedAt: new Date(Date.UTC(2026, 3, 1) + (from + index) * 1000),
        })),
      })
    await many(0, 41)
    const pages = await Promise.all([1, 2, 3, 4].map((page) => find(`kind=mentoring&page=${page}`)))
    expect(pages.map(({ offerings }) => offerings.length)).toEqual([20, 20, 1, 0])
    expect(pages.map(({ count, pageCount }) => [count, pageCount])).toEqual(Array(4).fill([41, 3]))
    const shown = pages.flatMap(({ offerings }) => offerings.map(({ title }) => title))
    expect(shown).toEqual(Array.from({ length: 41 }, (_, index) => `Quiet hour ${40 - index}`))

    await many(41, mostMatches)
    expect(await find('q=quiet')).toMatchObject({ count: mostMatches, isMore: false })
    await many(mostMatches, mostMatches + 1)
    expect(await find('q=quiet&page=50')).toMatchObject({ count: mostMatches, isMore: true, pageCount: 50 })
  })
})
