import { describe, expect, test } from 'vitest'
import type { Interest, InterestKind, Party } from './facts.ts'
import { ann, atLeeds, atYot, effectsOn, found, nothing } from './facts-examples.ts'
import { emptyRegister, type RegisterFacts } from './facts-register.ts'
import type { RuleId } from './rule-set.ts'

const leeds: Party = { kind: 'yot', yotCode: 'leeds' }
const hal: Party = { kind: 'person', personId: 'hal' }
const declares = (kind: InterestKind, party: Party, from: string | null, to: string | null) =>
  ann({ interests: [{ kind, with: party, from, to }] })

/** Rule, kind, effects while it counts, and the last day it counts when the interest ended on 29 February 2024. */
const declaredRules: readonly [RuleId, InterestKind, string, string, string][] = [
  ['JOB_TALKS', 'job-talks', 'block manage block', '2025-02-28', '2025-03-01'],
  ['FAMILY', 'family', 'block block block', '2029-02-28', '2029-03-01'],
  ['PERSONAL', 'personal', 'manage note manage', '2024-02-29', '2024-03-01'],
  ['DISPUTE', 'dispute', 'block manage block', '2029-02-28', '2029-03-01'],
  ['FINANCIAL', 'financial', 'block block block', '2027-02-28', '2027-03-01'],
  ['LINE', 'line', 'manage note block', '2026-02-28', '2026-03-01'],
  ['CO_BUSINESS', 'co-business', 'block note block', '2027-02-28', '2027-03-01'],
  ['COMPETITOR', 'competitor', 'manage note block', '2024-02-29', '2024-03-01'],
  ['TRUSTEE', 'trustee', 'manage manage manage', '2024-02-29', '2024-03-01'],
  ['INSPECTOR', 'inspector', 'block manage block', '2027-02-28', '2027-03-01'],
  ['ELECTED', 'elected', 'block block block', '2024-02-29', '2024-03-01'],
  ['GIFT', 'gift', 'note note manage', '2025-02-28', '2025-03-01'],
]

describe.each(declaredRules)('%s, declared', (ruleId, kind, effects, lastDay, dayAfterThat) => {
  const ended = declares(kind, leeds, '2021-06-01', '2024-02-29')
  test.each([
    ['the day before it began', ended, '2021-05-31', nothing],
    ['the day it began', ended, '2021-06-01', effects],
    ['the day it ended', ended, '2024-02-29', effects],
    ['the last day that counts', ended, lastDay, effects],
    ['the day after that', ended, dayAfterThat, nothing],
    ['without an end', declares(kind, leeds, '2021-06-01', null), '2060-01-01', effects],
    ['without dates', declares(kind, leeds, null, null), '2010-01-01', effects],
    ['with somebody who hosts the case', declares(kind, hal, null, null), '2024-01-01', effects],
    ['with somebody else', declares(kind, { kind: 'person', personId: 'iris' }, null, null), '2024-01-01', nothing],
    ['with another service', declares(kind, { kind: 'yot', yotCode: 'hull' }, null, null), '2024-01-01', nothing],
    [
      'with an unresolved name',
      declares(kind, { kind: 'unresolved', text: 'leeds' }, null, null),
      '2024-01-01',
      nothing,
    ],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn(ruleId, person, atLeeds(), on)).toBe(expected)
  })

  test('counts the same when the other side declares it', () => {
    const interest: Interest = { kind, with: { kind: 'person', personId: 'ann' }, from: '2021-06-01', to: '2024-02-29' }
    expect(effectsOn(ruleId, ann(), atLeeds({ interests: [interest] }), lastDay)).toBe(effects)
    expect(effectsOn(ruleId, ann(), atLeeds({ interests: [interest] }), dayAfterThat)).toBe(nothing)
    const other: Interest = { ...interest, with: { kind: 'person', personId: 'bo' } }
    expect(effectsOn(ruleId, ann(), atLeeds({ interests: [other] }), '2023-01-01')).toBe(nothing)
  })

  test('counts with a service that became the host, and with one it is partnered with', () => {
    const register: RegisterFacts = {
      ...emptyRegister,
      successions: [{ from: 'bury', to: 'bury-and-rochdale', on: '2014-04-01' }],
      partnerships: [{ kind: 'partnered', yotCodes: ['bolton', 'bury-and-rochdale'], from: '2014-04-01', to: null }],
    }
    const host = atYot('bury-and-rochdale', {}, register)
    const withBury = declares(kind, { kind: 'yot', yotCode: 'bury' }, '2013-01-01', null)
    expect(effectsOn(ruleId, withBury, host, '2014-03-31')).toBe(nothing)
    expect(effectsOn(ruleId, withBury, host, '2014-04-01')).toBe(effects)
    const withBolton = declares(kind, { kind: 'yot', yotCode: 'bolton' }, '2013-01-01', null)
    expect(effectsOn(ruleId, withBolton, host, '2014-04-01')).toBe(effects)
  })
})

describe('what the other side declares', () => {
  const dispute = (party: Party): Interest => ({ kind: 'dispute', with: party, from: '2022-01-01', to: null })

  test('about a service counts while the person holds a post there', () => {
    const person = ann({ posts: [{ kind: 'substantive', yotCode: 'hull', from: '2020-01-01', to: '2022-12-31' }] })
    const about = atLeeds({ interests: [dispute({ kind: 'yot', yotCode: 'hull' })] })
    expect(effectsOn('DISPUTE', person, about, '2022-12-31')).toBe('block manage block')
    expect(effectsOn('DISPUTE', ann(), about, '2022-12-31')).toBe(nothing)
  })

  test('about a service counts for each spell there by itself', () => {
    const spell = (from: string, to: string | null) => ({ kind: 'substantive', yotCode: 'hull', from, to }) as const
    const person = ann({ posts: [spell('2020-01-01', '2022-06-30'), spell('2023-01-01', null)] })
    const about = atLeeds({ interests: [dispute({ kind: 'yot', yotCode: 'hull' })] })
    expect(
      found('DISPUTE', person, about, '2024-01-01')
        .map(({ countsUntil }) => countsUntil)
        .sort(),
    ).toEqual(['2027-06-30', null])
  })

  test('about an organisation counts for those with a role in it, by its id only', () => {
    const role = { role: 'director', from: '2020-01-01', to: null } as const
    const about = atLeeds({ interests: [dispute({ kind: 'organisation', organisationId: 'org-1' })] })
    const director = ann({
      organisationRoles: [{ ...role, organisation: { kind: 'organisation', organisationId: 'org-1' } }],
    })
    const unresolved = ann({ organisationRoles: [{ ...role, organisation: { kind: 'unresolved', text: 'org-1' } }] })
    expect(effectsOn('DISPUTE', director, about, '2022-12-31')).toBe('block manage block')
    expect(effectsOn('DISPUTE', unresolved, about, '2022-12-31')).toBe(nothing)
  })
})

describe('a relative who works at the host', () => {
  const sister = (from: string, to: string | null, yotCode = 'leeds'): Party => ({
    kind: 'person',
    personId: 'sister',
    posts: [{ kind: 'substantive', yotCode, from, to }],
  })
  const related = (party: Party) => declares('family', party, '2010-01-01', null)
  const blocked = 'block block block'
  test.each([
    ['before she began', related(sister('2020-01-01', '2023-12-31')), '2019-12-31', nothing],
    ['from her first day', related(sister('2020-01-01', '2023-12-31')), '2020-01-01', blocked],
    ['five years after she left', related(sister('2020-01-01', '2023-12-31')), '2028-12-31', blocked],
    ['the day after', related(sister('2020-01-01', '2023-12-31')), '2029-01-01', nothing],
    ['while she stays', related(sister('2020-01-01', null)), '2060-01-01', blocked],
    ['somewhere else', related(sister('2020-01-01', null, 'hull')), '2024-01-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('FAMILY', person, atLeeds(), on)).toBe(expected)
  })

  test('counts once when she hosts the case too', () => {
    const person = related(sister('2020-01-01', null))
    expect(found('FAMILY', person, atLeeds({ hostPersonIds: ['sister'] }), '2024-01-01')).toHaveLength(1)
  })

  test('through a service that became the host', () => {
    const register = { ...emptyRegister, successions: [{ from: 'old-leeds', to: 'leeds', on: '2022-01-01' }] }
    const person = related(sister('2020-01-01', '2021-06-30', 'old-leeds'))
    expect(effectsOn('FAMILY', person, atLeeds({}, register), '2026-06-30')).toBe(blocked)
    expect(effectsOn('FAMILY', person, atLeeds({}, register), '2026-07-01')).toBe(nothing)
    expect(effectsOn('FAMILY', person, atLeeds(), '2022-06-30')).toBe(nothing)
  })
})

describe('SELF', () => {
  test.each([
    ['hosts it', atLeeds({ hostPersonIds: ['ann'] }), 'block block block'],
    ['is decided on', atLeeds({ applicantPersonIds: ['ann'] }), 'block block block'],
    ['neither', atLeeds(), nothing],
  ])('%s', (_, caseFacts, expected) => {
    expect(effectsOn('SELF', ann(), caseFacts, '2024-01-01')).toBe(expected)
    expect(effectsOn('SELF', ann(), caseFacts, '1999-01-01')).toBe(expected)
  })
})

describe('HOST_OBJECTION', () => {
  const objected = atLeeds({ objections: [{ personId: 'ann', on: '2024-02-29' }] })
  test.each([
    ['before it was said', objected, '2024-02-28', nothing],
    ['from the day it was said', objected, '2024-02-29', 'block block -'],
    ['as long as the request lasts', objected, '2034-01-01', 'block block -'],
    ['to somebody else', atLeeds({ objections: [{ personId: 'bo', on: null }] }), '2024-06-01', nothing],
  ])('%s', (_, caseFacts, on, expected) => {
    expect(effectsOn('HOST_OBJECTION', ann(), caseFacts, on)).toBe(expected)
  })
})

describe('SELF_DECLINED', () => {
  const declined = atLeeds({ selfDeclined: [{ personId: 'ann', on: '2024-02-29' }] })
  test.each([
    ['before they said so', declined, '2024-02-28', nothing],
    ['from the day they said so', declined, '2024-02-29', 'block block block'],
    ['as long as the request lasts', declined, '2034-01-01', 'block block block'],
    ['somebody else said so', atLeeds({ selfDeclined: [{ personId: 'bo', on: null }] }), '2024-06-01', nothing],
  ])('%s', (_, caseFacts, on, expected) => {
    expect(effectsOn('SELF_DECLINED', ann(), caseFacts, on)).toBe(expected)
  })
})

describe('GIFT', () => {
  const given = (valuePence: number | null) =>
    ann({ interests: [{ kind: 'gift', with: leeds, from: '2024-01-10', to: '2024-01-10', valuePence }] })
  test.each([
    ['at the set value', 50_00, nothing],
    ['a penny above', 50_01, 'note note manage'],
    ['of a value nobody knows', null, 'note note manage'],
    ['worth nothing', 0, nothing],
  ])('%s', (_, valuePence, expected) => {
    expect(effectsOn('GIFT', given(valuePence), atLeeds(), '2024-02-01')).toBe(expected)
  })
})

describe('TRUSTEE', () => {
  const register: RegisterFacts = {
    ...emptyRegister,
    organisations: [
      { yotCode: 'leeds', organisationId: 'charity', role: 'partner', from: '2023-01-01', to: '2024-12-31' },
      { yotCode: 'leeds', organisationId: 'council', role: 'runs', from: null, to: null },
    ],
  }
  const trustee = (organisation: Party) =>
    ann({ organisationRoles: [{ role: 'trustee', organisation, from: '2020-01-01', to: '2024-06-30' }] })
  const charity: Party = { kind: 'organisation', organisationId: 'charity' }
  const managed = 'manage manage manage'
  test.each([
    ['before it was a partner', trustee(charity), '2022-12-31', nothing],
    ['from the first day of the partnership', trustee(charity), '2023-01-01', managed],
    ['the last day as a trustee', trustee(charity), '2024-06-30', managed],
    ['the day after', trustee(charity), '2024-07-01', nothing],
    ['declared', declares('trustee', charity, '2020-01-01', '2024-06-30'), '2024-06-30', managed],
    ['declared, the day after', declares('trustee', charity, '2020-01-01', '2024-06-30'), '2024-07-01', nothing],
    ['of something else', trustee({ kind: 'organisation', organisationId: 'club' }), '2024-01-01', nothing],
    ['of an unresolved name', trustee({ kind: 'unresolved', text: 'charity' }), '2024-01-01', nothing],
  ])('%s', (_, person, on, expected) => {
    expect(effectsOn('TRUSTEE', person, atLeeds({}, register), on)).toBe(expected)
  })
})

describe('STALE', () => {
  const managed = 'manage manage manage'
  test.each([
    ['never declared', [], '2024-01-01', managed],
    ['before the first declaration', ['2024-01-15'], '2024-01-14', managed],
    ['the day of the declaration', ['2024-01-15'], '2024-01-15', nothing],
    ['twelve months to the day', ['2024-01-15'], '2025-01-15', nothing],
    ['twelve months and a day', ['2024-01-15'], '2025-01-16', managed],
    ['made on a leap day, the last day', ['2024-02-29'], '2025-02-28', nothing],
    ['made on a leap day, the day after', ['2024-02-29'], '2025-03-01', managed],
    ['declared again in time', ['2024-01-15', '2024-12-01'], '2025-06-01', nothing],
    ['declared again late, in the gap', ['2024-01-15', '2025-06-01'], '2025-05-31', managed],
    ['declared again late, from that day', ['2024-01-15', '2025-06-01'], '2025-06-01', nothing],
    ['years later', ['2024-01-15', '2025-06-01'], '2044-01-01', managed],
  ])('%s', (_, declaredOn, on, expected) => {
    expect(effectsOn('STALE', ann({ declaredOn }), atLeeds(), on)).toBe(expected)
    expect(effectsOn('STALE', ann({ declaredOn: [...declaredOn].reverse() }), atLeeds(), on)).toBe(expected)
  })
})
