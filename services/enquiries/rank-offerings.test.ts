import { describe, expect, it } from 'vitest'
import { standardWeights } from '#services/matching/index.ts'
import { type FitFacts, type OfferingFacts, rankOfferings } from './rank-offerings.ts'

const offering = (slug: string, change: Partial<OfferingFacts> = {}): OfferingFacts => ({
  slug,
  isService: true,
  themes: ['G1'],
  delivery: ['on_site'],
  region: 'London',
  lat: 51.5,
  lng: -0.1,
  maxKm: null,
  people: [],
  rating: null,
  busy: [],
  open: 0,
  chosen: 0,
  bars: [],
  ...change,
})

const need = { yotCode: 'york', yotName: 'York', themes: ['G1', 'A1'], how: 'on_site' } as const

const rank = (offerings: OfferingFacts[], change: Partial<FitFacts> = {}) =>
  rankOfferings({
    need: { ...need, themes: [...need.themes] },
    at: { region: 'London', lat: 51.5, lng: -0.1 },
    offerings,
    conflicts: [],
    weights: standardWeights,
    today: '2026-07-14',
    themeNames: { G1: 'Resettlement', A1: 'Boards' },
    regionNames: {},
    ...change,
  })

const slugs = ({ ranked }: ReturnType<typeof rank>) => ranked.map(({ slug }) => slug)
const asked = (change: Partial<FitFacts['need']>) => ({ need: { ...need, themes: [...need.themes], ...change } })

describe('rankOfferings', () => {
  it('puts evidence before the mere offer, of whoever there has most of it', () => {
    const known = offering('known', {
      people: [
        { themes: { G1: 2 }, lastOn: { G1: '2026-06-01' } },
        { themes: { G1: 3 }, lastOn: { G1: '2026-05-01' } },
      ],
    })
    const fit = rank([offering('a-claim'), known])
    expect(slugs(fit)).toEqual(['known', 'a-claim'])
    expect(fit.ranked.map(({ reasons }) => reasons.filter((say) => say.startsWith('Covers')))).toEqual([
      ['Covers Resettlement (1 of the 2 themes). Somebody there has strong evidence for it (last in May 2026).'],
      ['Covers Resettlement (1 of the 2 themes). The bank holds no evidence of that yet.'],
    ])
    expect(slugs(rank([known, offering('a-claim')]))).toEqual(slugs(fit))
  })

  it('puts the nearer first, and whoever is asked less, and says so', () => {
    const far = offering('a-far', { lat: 53.8, lng: -1.5 })
    const busy = offering('busy', { open: 2, chosen: 2 })
    const fit = rank([far, busy, offering('near')])
    expect(slugs(fit)[0]).toBe('near')
    const reasonsOf = (slug: string) => fit.ranked.find((one) => one.slug === slug)?.reasons.join(' ')
    expect(reasonsOf('near')).toContain('Nobody else is asking them now.')
    expect(reasonsOf('busy')).toContain('2 enquiries open with them now; chosen twice in the last 12 months.')
    expect(reasonsOf('a-far')).toMatch(/About 1[67]\d miles away\./)
  })

  it('counts no journey for what needs none', () => {
    const online = offering('online', { delivery: ['remote'], lat: 55, lng: -2 })
    expect(rank([online], asked({ how: 'either' })).ranked[0]?.reasons).toContain(
      'No journey, so distance does not count.',
    )
  })

  it.each<[string, Partial<OfferingFacts>, Partial<FitFacts['need']>, string]>([
    ['another theme', { themes: ['B1'] }, {}, 'Not on the themes you chose.'],
    ['not on site', { delivery: ['remote', 'download'] }, {}, 'Not offered on site.'],
    ['not remotely', {}, { how: 'remote' }, 'Not offered remotely.'],
    [
      'beyond their travel',
      { isService: false, maxKm: 100, lat: 53.8, lng: -1.5 },
      {},
      'beyond their limit of 62 miles',
    ],
    [
      'away',
      { busy: [{ from: '2026-09-01', to: '2026-09-08' }] },
      { startsOn: '2026-08-31', days: 2 },
      'Not available.',
    ],
    ['their own side', { bars: ['Offered by your own side.'] }, {}, 'Offered by your own side.'],
  ])('says why not: %s', (_name, facts, change, why) => {
    const { ranked, excluded } = rank([offering('one', facts)], asked(change))
    expect(ranked).toEqual([])
    expect(excluded[0]?.bars.join(' ')).toContain(why)
  })

  it('leaves in whoever is free on the other day', () => {
    const away = offering('one', { busy: [{ from: '2026-09-01', to: '2026-09-08' }] })
    expect(slugs(rank([away], asked({ startsOn: '2026-09-01', orOn: '2026-09-09' })))).toEqual(['one'])
  })

  it('gives a conflict that blocks no words of its own, and marks one to manage', () => {
    const conflicts = [
      { expert: 'b', effect: 'block', silent: true } as const,
      { expert: 'c', effect: 'manage', silent: true } as const,
    ]
    const fit = rank([offering('a'), offering('b', { bars: ['Offered by your own side.'] }), offering('c')], {
      conflicts,
    })
    expect(fit.excluded).toEqual([{ slug: 'b', bars: ['Not available.'] }])
    expect(fit.ranked.map(({ slug, hasManaged }) => [slug, hasManaged])).toEqual([
      ['a', false],
      ['c', true],
    ])
    expect(fit.ranked[1]?.reasons).toContain('A conflict of interest would have to be managed in the terms you agree.')
  })
})
