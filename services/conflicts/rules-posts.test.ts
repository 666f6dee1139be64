import { describe, expect, test } from 'vitest'
import type { Post } from './facts.ts'
import { ann, atLeeds, atYot, effectsOn, found, nothing } from './facts-examples.ts'
import { describeYot, emptyRegister, type RegisterFacts } from './facts-register.ts'

const post = (yotCode: string, from: string | null, to: string | null, kind: Post['kind'] = 'substantive'): Post => ({
  kind,
  yotCode,
  from,
  to,
})
const inPost = (...posts: Post[]) => ann({ posts })
const blocked = 'block block block'

describe('SAME_SERVICE', () => {
  const spell = inPost(post('leeds', '2020-04-01', '2024-03-31'))
  test.each([
    ['the day before the first', spell, '2020-03-31', nothing],
    ['the first day', spell, '2020-04-01', blocked],
    ['the last day', spell, '2024-03-31', blocked],
    ['the day after the last', spell, '2024-04-01', nothing],
    ['a post without an end', inPost(post('leeds', '2020-04-01', null)), '2044-01-01', blocked],
    ['a post without a known start', inPost(post('leeds', null, null)), '2001-01-01', blocked],
    ['a post that has not begun', inPost(post('leeds', '2030-01-01', null)), '2029-12-31', nothing],
    ['a secondment', inPost(post('leeds', '2020-04-01', null, 'secondment')), '2024-01-01', blocked],
    ['another service', inPost(post('hull', '2020-04-01', null)), '2024-01-01', nothing],
    ['one of two posts', inPost(post('hull', '2020-04-01', null), post('leeds', null, null)), '2024-01-01', blocked],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('SAME_SERVICE', person, atLeeds(), on)).toBe(expected)
  })

  const together: RegisterFacts = {
    ...emptyRegister,
    partnerships: [
      { kind: 'combined', yotCodes: ['cambridgeshire', 'peterborough'], from: '2018-01-01', to: '2023-06-30' },
      { kind: 'partnered', yotCodes: ['leeds', 'bradford'], from: '2022-01-01', to: null },
    ],
  }
  test.each([
    ['combined, on the first day', 'peterborough', 'cambridgeshire', '2018-01-01', blocked],
    ['combined, the other way round', 'cambridgeshire', 'peterborough', '2018-01-01', blocked],
    ['combined, the last day', 'peterborough', 'cambridgeshire', '2023-06-30', blocked],
    ['parted', 'peterborough', 'cambridgeshire', '2023-07-01', nothing],
    ['partnered', 'bradford', 'leeds', '2024-01-01', blocked],
    ['not yet partnered', 'bradford', 'leeds', '2021-12-31', nothing],
  ])('%s', (_, worksAt, host, on, expected) => {
    expect(effectsOn('SAME_SERVICE', inPost(post(worksAt, '2010-01-01', null)), atYot(host, {}, together), on)).toBe(
      expected,
    )
  })
})

describe('FORMER_EMPLOYER', () => {
  const left = inPost(post('leeds', '2019-04-01', '2024-03-31'))
  const early = 'block manage manage'
  const late = 'note note note'
  test.each([
    ['the last day in post is SAME_SERVICE still', left, '2024-03-31', nothing],
    ['the day after', left, '2024-04-01', early],
    ['five years to the day', left, '2029-03-31', early],
    ['five years and a day', left, '2029-04-01', late],
    ['eight years to the day', left, '2032-03-31', late],
    ['eight years and a day', left, '2032-04-01', nothing],
    ['still in post', inPost(post('leeds', '2019-04-01', null)), '2024-01-01', nothing],
    ['left on a leap day, five years on', inPost(post('leeds', null, '2024-02-29')), '2029-02-28', early],
    ['left on a leap day, the day after that', inPost(post('leeds', null, '2024-02-29')), '2029-03-01', late],
    ['left on a leap day, eight years on', inPost(post('leeds', null, '2024-02-29')), '2032-02-29', late],
    ['left on 28 February, in a leap year', inPost(post('leeds', null, '2019-02-28')), '2024-02-28', early],
    ['left on 28 February, on the leap day', inPost(post('leeds', null, '2019-02-28')), '2024-02-29', late],
    ['a secondment', inPost(post('leeds', '2023-01-01', '2023-02-01', 'secondment')), '2024-01-01', early],
    ['an interim role', inPost(post('leeds', '2023-01-01', '2023-01-01', 'interim')), '2024-01-01', early],
    ['a post that will end before it counts', inPost(post('leeds', '2023-01-01', '2025-01-01')), '2024-01-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('FORMER_EMPLOYER', person, atLeeds(), on)).toBe(expected)
  })

  test('says until when it counts as what', () => {
    const [conflict] = found('FORMER_EMPLOYER', left, atLeeds(), '2025-01-01')
    expect(conflict).toMatchObject({
      effect: 'block',
      effectUntil: '2029-03-31',
      later: [{ effect: 'note', until: '2032-03-31' }],
      countsUntil: '2032-03-31',
    })
  })

  test('the stronger of two spells counts, and each is its own conflict', () => {
    const twice = inPost(post('leeds', '2010-01-01', '2018-12-31'), post('leeds', '2021-01-01', '2022-12-31'))
    expect(
      found('FORMER_EMPLOYER', twice, atLeeds(), '2025-01-01')
        .map(({ effect }) => effect)
        .sort(),
    ).toEqual(['block', 'note'])
  })
})

describe('merged services', () => {
  const merger: RegisterFacts = {
    ...emptyRegister,
    successions: [
      { from: 'bury', to: 'bury-and-rochdale', on: '2014-04-01' },
      { from: 'rochdale', to: 'bury-and-rochdale', on: '2014-04-01' },
      { from: 'old-bury', to: 'bury', on: '2009-04-01' },
    ],
  }
  const host = atYot('bury-and-rochdale', {}, merger)
  test.each([
    ['left before the merger', post('bury', '2005-01-01', '2013-03-31'), '2014-04-01', 'block manage manage'],
    ['the day before the merger it was another service', post('bury', null, '2013-03-31'), '2014-03-31', nothing],
    ['five years after leaving', post('bury', null, '2013-03-31'), '2018-03-31', 'block manage manage'],
    ['five years and a day', post('bury', null, '2013-03-31'), '2018-04-01', 'note note note'],
    ['two mergers ago', post('old-bury', null, '2010-01-01'), '2014-04-01', 'block manage manage'],
    ['two mergers ago, before the last', post('old-bury', null, '2010-01-01'), '2014-03-31', nothing],
    ['a service that did not join', post('bolton', null, '2013-03-31'), '2014-04-01', nothing],
  ])('FORMER_EMPLOYER: %s', (_, held, on, expected) => {
    expect(effectsOn('FORMER_EMPLOYER', inPost(held), host, on)).toBe(expected)
  })

  test('a post never moved to the merged service counts as a post there from the day of the merger', () => {
    const person = inPost(post('rochdale', '2005-01-01', null))
    expect(effectsOn('SAME_SERVICE', person, host, '2014-03-31')).toBe(nothing)
    expect(effectsOn('SAME_SERVICE', person, host, '2014-04-01')).toBe(blocked)
  })

  test('successions that go round in a circle end', () => {
    const circle = {
      ...merger,
      successions: [...merger.successions, { from: 'bury-and-rochdale', to: 'old-bury', on: '2020-01-01' }],
    }
    expect(
      describeYot(circle, 'bury')
        .ties.map(({ yotCode, via }) => `${via} ${yotCode}`)
        .sort(),
    ).toEqual(['merged bury-and-rochdale', 'merged old-bury', 'merged rochdale', 'same bury'])
  })
})

describe('split services', () => {
  const split: RegisterFacts = {
    ...emptyRegister,
    authorityLinks: [
      { yotCode: 'cumbria', authorityCode: 'carlisle', from: '2000-01-01', to: '2023-03-31' },
      { yotCode: 'cumbria', authorityCode: 'eden', from: '2000-01-01', to: null },
      { yotCode: 'cumberland', authorityCode: 'carlisle', from: '2023-04-01', to: null },
    ],
  }
  const cumberland = atYot('cumberland', {}, split)
  test.each([
    ['left before the split', post('cumbria', '2015-01-01', '2020-12-31'), '2023-04-01', 'block manage manage'],
    ['before the new service took over', post('cumbria', '2015-01-01', '2020-12-31'), '2023-03-31', nothing],
    ['five years after leaving', post('cumbria', null, '2020-12-31'), '2025-12-31', 'block manage manage'],
    ['then a note', post('cumbria', null, '2020-12-31'), '2026-01-01', 'note note note'],
    ['stayed on: counted from the split', post('cumbria', '2015-01-01', null), '2028-03-31', 'block manage manage'],
    ['stayed on: five years and a day', post('cumbria', '2015-01-01', null), '2028-04-01', 'note note note'],
    ['joined after the split', post('cumbria', '2023-04-01', '2024-01-01'), '2025-01-01', nothing],
  ])('FORMER_EMPLOYER: %s', (_, held, on, expected) => {
    expect(effectsOn('FORMER_EMPLOYER', inPost(held), cumberland, on)).toBe(expected)
  })

  test('a service whose own authorities come and go is tied to itself once', () => {
    const links = ['2010-12-31', null].map((to) => ({ yotCode: 'x', authorityCode: 'a', from: null, to }))
    const register = { ...emptyRegister, authorityLinks: links }
    expect(describeYot(register, 'x').ties.map(({ via }) => via)).toEqual(['same'])
  })

  test('several authorities that pass between the same two services are one tie', () => {
    const wide: RegisterFacts = {
      ...emptyRegister,
      authorityLinks: ['a', 'b', 'c'].flatMap((authorityCode) => [
        { yotCode: 'old', authorityCode, from: null, to: '2020-12-31' },
        { yotCode: 'new', authorityCode, from: '2021-01-01', to: null },
      ]),
    }
    const person = inPost(post('old', null, '2019-12-31'))
    expect(found('FORMER_EMPLOYER', person, atYot('new', {}, wide), '2022-01-01')).toHaveLength(1)
  })

  test('somebody of a combined service belongs to each of its authorities', () => {
    const shared: RegisterFacts = {
      ...emptyRegister,
      authorityLinks: [
        { yotCode: 'leicestershire', authorityCode: 'rutland', from: '2000-01-01', to: null },
        { yotCode: 'leicestershire', authorityCode: 'leicestershire', from: '2000-01-01', to: null },
        { yotCode: 'rutland', authorityCode: 'rutland', from: '2024-01-01', to: null },
      ],
    }
    const person = inPost(post('leicestershire', '2020-01-01', null))
    expect(effectsOn('SAME_SERVICE', person, atYot('rutland', {}, shared), '2023-12-31')).toBe(nothing)
    expect(effectsOn('SAME_SERVICE', person, atYot('rutland', {}, shared), '2024-01-01')).toBe(blocked)
  })
})

describe('NEIGHBOUR', () => {
  const register: RegisterFacts = {
    ...emptyRegister,
    neighbours: [
      ['bradford', 'leeds'],
      ['leeds', 'north-yorkshire'],
    ],
    policeForces: [
      { yotCode: 'leeds', force: 'West Yorkshire Police' },
      { yotCode: 'bradford', force: 'West Yorkshire Police' },
      { yotCode: 'calderdale', force: 'West Yorkshire Police' },
      { yotCode: 'north-yorkshire', force: 'North Yorkshire Police' },
    ],
  }
  const noted = 'note note note'
  test.each([
    ['shares a border', post('north-yorkshire', '2020-01-01', '2024-12-31'), '2024-12-31', noted],
    ['shares a police force', post('calderdale', '2020-01-01', null), '2024-12-31', noted],
    ['shares both', post('bradford', '2020-01-01', null), '2024-12-31', noted],
    ['shares neither', post('hull', '2020-01-01', null), '2024-12-31', nothing],
    ['has left', post('north-yorkshire', '2020-01-01', '2024-12-31'), '2025-01-01', nothing],
    ['has not begun', post('north-yorkshire', '2020-01-01', null), '2019-12-31', nothing],
    ['is the host itself', post('leeds', '2020-01-01', null), '2024-01-01', nothing],
  ])('%s', (_, held, on, expected) => {
    expect(effectsOn('NEIGHBOUR', inPost(held), atLeeds({}, register), on)).toBe(expected)
  })

  test('is to be managed for a review when the host asks for it', () => {
    const person = inPost(post('bradford', '2020-01-01', null))
    expect(effectsOn('NEIGHBOUR', person, atLeeds({ asksAboutNeighbours: true }, register), '2024-01-01')).toBe(
      'manage note note',
    )
  })

  test('a service under two police forces is a neighbour through either', () => {
    const london: RegisterFacts = {
      ...emptyRegister,
      policeForces: [
        { yotCode: 'tower-hamlets-and-city-of-london', force: 'Metropolitan Police' },
        { yotCode: 'tower-hamlets-and-city-of-london', force: 'City of London Police' },
        { yotCode: 'hackney', force: 'Metropolitan Police' },
      ],
    }
    const host = atYot('tower-hamlets-and-city-of-london', {}, london)
    expect(effectsOn('NEIGHBOUR', inPost(post('hackney', null, null)), host, '2024-01-01')).toBe(noted)
  })
})

describe('ELECTED', () => {
  const register: RegisterFacts = {
    ...emptyRegister,
    authorityLinks: [{ yotCode: 'leeds', authorityCode: 'E08000035', from: '2000-01-01', to: '2030-12-31' }],
    policeForces: [{ yotCode: 'leeds', force: 'West Yorkshire Police' }],
  }
  const councillor = ann({
    electedOffices: [{ authorityCodes: ['E08000035'], policeForce: null, from: '2022-05-09', to: '2026-05-11' }],
  })
  const mayor = ann({
    electedOffices: [{ authorityCodes: [], policeForce: 'West Yorkshire Police', from: '2024-05-09', to: null }],
  })
  const elsewhere = ann({
    electedOffices: [{ authorityCodes: ['E08000032'], policeForce: 'Humberside Police', from: null, to: null }],
  })
  const declared = ann({
    interests: [{ kind: 'elected', with: { kind: 'yot', yotCode: 'leeds' }, from: '2022-05-09', to: '2026-05-11' }],
  })
  test.each([
    ['before the election', councillor, '2022-05-08', nothing],
    ['the first day', councillor, '2022-05-09', blocked],
    ['the last day', councillor, '2026-05-11', blocked],
    ['the day after', councillor, '2026-05-12', nothing],
    ['over the police-force area', mayor, '2029-01-01', blocked],
    ['over another area', elsewhere, '2024-01-01', nothing],
    ['declared, the last day', declared, '2026-05-11', blocked],
    ['declared, the day after', declared, '2026-05-12', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('ELECTED', person, atLeeds({}, register), on)).toBe(expected)
  })
})
