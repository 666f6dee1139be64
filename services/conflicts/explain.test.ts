import { describe, expect, test } from 'vitest'
import type { Conflict } from './evaluate.ts'
import { explain, explainWithoutFacts, type Names } from './explain.ts'
import { describeRule, describeRules } from './explain-rules.ts'
import type { CaseFacts, Interest, PersonFacts } from './facts.ts'
import { ann, atLeeds, atYot, found } from './facts-examples.ts'
import { emptyRegister, type RegisterFacts } from './facts-register.ts'
import { type RuleId, ruleIds } from './rule-set.ts'
import { firstRuleSet } from './rule-set-first.ts'

const yotNames: Record<string, string> = {
  leeds: 'Leeds Youth Justice Service',
  hull: 'Hull Youth Justice Service',
  bury: 'Bury Youth Offending Team',
  'bury-and-rochdale': 'Bury and Rochdale Youth Justice Service',
}
const people: Record<string, string> = { ann: 'Ann Lee', hal: 'Hal Brook', iris: 'Iris Dale' }
const names: Names = {
  yot: (code) => yotNames[code] ?? code,
  person: (id) => people[id] ?? id,
  organisation: (id) => (id === 'org-1' ? 'Brook and Lee Ltd' : id),
}
const say = (ruleId: RuleId, person: PersonFacts, caseFacts: CaseFacts, on = '2024-06-01') =>
  found(ruleId, person, caseFacts, on).map((conflict) => explain(conflict, firstRuleSet, names))

const review = {
  reviewId: 'review-1',
  hostYotCode: 'hull',
  hostPersonIds: ['ann'],
  members: [
    { personId: 'hal', yotCode: 'leeds' },
    { personId: 'iris', yotCode: 'york' },
  ],
  from: '2023-11-06',
  to: '2023-11-09',
}
const withHal = (kind: Interest['kind'], from: string | null, to: string | null, valuePence?: number): Interest => ({
  kind,
  with: { kind: 'person', personId: 'hal' },
  from,
  to,
  ...(valuePence === undefined ? {} : { valuePence }),
})

describe('explain', () => {
  test('a former post', () => {
    const person = ann({ posts: [{ kind: 'substantive', yotCode: 'leeds', from: null, to: '2024-03-31' }] })
    expect(say('FORMER_EMPLOYER', person, atLeeds())).toEqual([
      'Held a post at Leeds Youth Justice Service until 31 March 2024: rules out reviewing until 31 March 2029, then is noted until 31 March 2032.',
    ])
    expect(say('FORMER_EMPLOYER', person, atLeeds({ activity: 'paid-delivery' }), '2030-01-01')).toEqual([
      'Held a post at Leeds Youth Justice Service until 31 March 2024: is noted for paid work until 31 March 2032.',
    ])
  })

  test('a post in a service that became the host', () => {
    const register: RegisterFacts = {
      ...emptyRegister,
      successions: [{ from: 'bury', to: 'bury-and-rochdale', on: '2023-04-01' }],
    }
    const person = ann({ posts: [{ kind: 'interim', yotCode: 'bury', from: '2021-01-01', to: '2022-12-31' }] })
    expect(say('FORMER_EMPLOYER', person, atYot('bury-and-rochdale', { activity: 'deciding' }, register))).toEqual([
      'Held an interim post at Bury Youth Offending Team, which became part of Bury and Rochdale Youth Justice Service on 1 April 2023, from 1 January 2021 until 31 December 2022: has to be managed before deciding until 31 December 2027, then is noted until 31 December 2030.',
    ])
  })

  test('a post in a service with the same management', () => {
    const register: RegisterFacts = {
      ...emptyRegister,
      partnerships: [{ kind: 'combined', yotCodes: ['leeds', 'hull'], from: null, to: null }],
    }
    const person = ann({ posts: [{ kind: 'secondment', yotCode: 'hull', from: null, to: null }] })
    expect(say('SAME_SERVICE', person, atLeeds({}, register))).toEqual([
      'Holds a secondment at Hull Youth Justice Service, combined with Leeds Youth Justice Service: rules out reviewing for as long as it lasts.',
    ])
  })

  test.each<[RuleId, PersonFacts, string]>([
    ['SELF', ann({ personId: 'hal' }), 'Requests, hosts or is the subject of this case: rules out reviewing, always.'],
    [
      'FAMILY',
      ann({ interests: [withHal('family', '2020-05-01', null)] }),
      'Close family, a partner or someone in the household connected with Hal Brook since 1 May 2020: rules out reviewing for as long as it lasts and 5 years after.',
    ],
    [
      'GIFT',
      ann({ interests: [withHal('gift', '2024-02-14', '2024-02-14', 75_00)] }),
      'Gift or hospitality worth £75 between the person and Hal Brook on 14 February 2024: is noted for reviewing until 14 February 2025.',
    ],
    [
      'RECIPROCAL',
      ann({ reviewsOfTheirService: [review] }),
      'Hal Brook reviewed Hull Youth Justice Service, their service, from 6 November 2023 until 9 November 2023: rules out reviewing until 9 November 2025.',
    ],
    [
      'CO_TEAM',
      ann({ reviewsServed: [review] }),
      'On the same review team as Hal Brook from 6 November 2023 until 9 November 2023: is noted for reviewing until 9 November 2024.',
    ],
    [
      'STALE',
      ann({ declaredOn: ['2023-01-09'] }),
      'Made the last annual declaration on 9 January 2023, and must declare again first.',
    ],
    ['STALE', ann(), 'Has made no annual declaration yet, and must declare again first.'],
  ])('%s', (ruleId, person, expected) => {
    expect(say(ruleId, person, atLeeds())).toEqual([expected])
  })

  test('what the other side declared, without naming the person to themselves', () => {
    const interest: Interest = {
      kind: 'dispute',
      with: { kind: 'person', personId: 'ann' },
      from: '2023-01-01',
      to: '2023-02-01',
    }
    expect(say('DISPUTE', ann(), atLeeds({ interests: [interest] }))).toEqual([
      'Dispute, grievance or complaint with the other side (they declared it) from 1 January 2023 until 1 February 2023: rules out reviewing until 1 February 2028.',
    ])
  })

  test('a relative at the host, with the dates of their post', () => {
    const posts = [{ kind: 'substantive', yotCode: 'leeds', from: '2019-01-01', to: '2023-12-31' }] as const
    const iris: Interest = { kind: 'family', with: { kind: 'person', personId: 'iris', posts }, from: null, to: null }
    expect(say('FAMILY', ann({ interests: [iris] }), atLeeds())).toEqual([
      'Close family, a partner or someone in the household connected with Iris Dale, who has or had a post at Leeds Youth Justice Service from 1 January 2019 until 31 December 2023: rules out reviewing until 31 December 2028.',
    ])
  })

  test('a shared directorship names person and organisation', () => {
    const role = { organisationId: 'org-1', role: 'director', from: '2020-01-01', to: null } as const
    const person = ann({
      organisationRoles: [{ ...role, organisation: { kind: 'organisation', organisationId: 'org-1' } }],
    })
    expect(say('CO_BUSINESS', person, atLeeds({ organisations: [{ ...role, personId: 'hal' }] }))).toEqual([
      'Joint delivery, partnership or shared directorship with Hal Brook at Brook and Lee Ltd since 1 January 2020: rules out reviewing for as long as it lasts and 3 years after.',
    ])
  })
})

describe('explainWithoutFacts', () => {
  const short = (conflicts: readonly Conflict[]) => conflicts.map((one) => explainWithoutFacts(one, firstRuleSet))

  test.each(['HOST_OBJECTION', 'SELF_DECLINED'] as const)('%s says no more than “not available”', (ruleId) => {
    const said = [{ personId: 'ann', on: '2024-01-01' }]
    const caseFacts = atLeeds({ objections: said, selfDeclined: said })
    expect(short(found(ruleId, ann(), caseFacts, '2024-06-01'))).toEqual(['Not available.'])
  })

  test('names no person, place or date', () => {
    const person = ann({ posts: [{ kind: 'substantive', yotCode: 'leeds', from: null, to: '2024-03-31' }] })
    expect(short(found('FORMER_EMPLOYER', person, atLeeds(), '2024-06-01'))).toEqual([
      'Former employer: rules out reviewing.',
    ])
  })
})

describe('the rules page', () => {
  test('says when a rule applies, for how long and what follows', () => {
    expect(describeRule(firstRuleSet, 'OFFICER_PAID')).toEqual({
      ruleId: 'OFFICER_PAID',
      title: 'Officer offering paid work',
      applies: 'It applies when the person is an officer of the association and offers paid work through it.',
      lookBack: 'For as long as it lasts',
      effects: { review: 'Note', 'paid-delivery': 'Note', deciding: 'Block on decisions about paid work' },
      notes: ['It is shown in the public register of interests.'],
    })
  })

  test('prints the settings in force', () => {
    const settings = { giftAbovePence: 25_50, declarationLasts: { months: 6 } }
    expect(describeRule({ ...firstRuleSet, settings }, 'GIFT').applies).toContain('worth more than £25.50.')
    expect(describeRule({ ...firstRuleSet, settings }, 'STALE').applies).toContain('more than 6 months ago')
  })

  test('every rule is there, in words only', () => {
    const rules = describeRules(firstRuleSet)
    expect(rules.map(({ ruleId }) => ruleId)).toEqual([...ruleIds])
    for (const { ruleId: _, ...words } of rules) expect(JSON.stringify(words)).not.toMatch(/[_\\]|\{[a-z]|undefined/)
  })
})
