import { describe, expect, test } from 'vitest'
import { type Conflict, evaluate, mayProceed, strongestEffect, withoutFalse } from './evaluate.ts'
import type { Interest, Party, PastReview } from './facts.ts'
import { ann, atLeeds, atYot, effectsOn, found } from './facts-examples.ts'
import { emptyRegister, type RegisterFacts } from './facts-register.ts'
import type { RuleSet } from './rule-set.ts'
import { firstRuleSet } from './rule-set-first.ts'

const today = '2024-06-01'
const current = { declaredOn: ['2024-01-01'] }
const post = (yotCode: string, from: string | null = null, to: string | null = null) =>
  ({ kind: 'substantive', yotCode, from, to }) as const

describe('evaluate', () => {
  test('finds nothing between strangers', () => {
    expect(evaluate(ann(current), atLeeds(), firstRuleSet, today)).toEqual([])
  })

  test('lists conflicts in the order of the rule book, each with its version, facts and last day', () => {
    const person = ann({
      posts: [post('leeds', '2019-04-01', '2024-03-31')],
      interests: [
        {
          kind: 'gift',
          with: { kind: 'person', personId: 'hal' },
          from: '2024-05-01',
          to: '2024-05-01',
          valuePence: 75_00,
        },
        { kind: 'job-talks', with: { kind: 'yot', yotCode: 'leeds' }, from: '2024-05-20', to: null },
      ],
    })
    expect(evaluate(person, atLeeds(), firstRuleSet, today)).toEqual([
      expect.objectContaining({
        ruleId: 'FORMER_EMPLOYER',
        ruleSetVersion: 1,
        activity: 'review',
        effect: 'block',
        countsUntil: '2032-03-31',
        facts: [{ kind: 'post', role: 'substantive', yotCode: 'leeds', from: '2019-04-01', to: '2024-03-31' }],
      }),
      expect.objectContaining({ ruleId: 'JOB_TALKS', effect: 'block', effectUntil: null, countsUntil: null }),
      expect.objectContaining({ ruleId: 'GIFT', effect: 'note', countsUntil: '2025-05-01' }),
      expect.objectContaining({ ruleId: 'STALE', effect: 'manage', countsUntil: null }),
    ])
  })

  test('a conflict that stops for another reason than its look-back says so', () => {
    const register: RegisterFacts = {
      ...emptyRegister,
      authorityLinks: [
        { yotCode: 'old', authorityCode: 'a', from: null, to: '2022-12-31' },
        { yotCode: 'new', authorityCode: 'a', from: '2023-01-01', to: '2025-06-30' },
      ],
    }
    const [conflict] = found('FORMER_EMPLOYER', ann({ posts: [post('old')] }), atYot('new', {}, register), today)
    expect(conflict).toMatchObject({ effect: 'block', effectUntil: '2025-06-30', later: [], countsUntil: '2025-06-30' })
  })

  test('names the facts, not the day or the effect', () => {
    const keyOn = (on: string) =>
      found('FORMER_EMPLOYER', ann({ posts: [post('leeds', null, '2020-12-31')] }), atLeeds(), on)[0]?.factsKey
    expect(keyOn('2025-12-31')).toBe(keyOn('2026-01-01'))
    expect(keyOn('2025-12-31')).toMatch(/^FORMER_EMPLOYER:[0-9a-f]{32}$/)
  })

  test('corrected facts have another name, so what was false is asked again', () => {
    const keyOf = (to: string) =>
      found('FORMER_EMPLOYER', ann({ posts: [post('leeds', null, to)] }), atLeeds(), today)[0]?.factsKey
    expect(keyOf('2020-12-31')).not.toBe(keyOf('2021-12-31'))
  })

  test('the same facts keep their name from release to release, or what was marked false would come back', () => {
    const person = ann({ posts: [post('leeds', '2019-04-01', '2020-12-31')] })
    expect(found('FORMER_EMPLOYER', person, atLeeds(), today)[0]?.factsKey).toBe(
      'FORMER_EMPLOYER:3d6d3e422414ad48384429da16f21cf8',
    )
  })

  test('a later step never counts for more than the one before, and steps that count the same are one', () => {
    const person = ann({ posts: [post('leeds', null, '2020-12-31')] })
    const withFade = (effect: 'manage' | 'note'): RuleSet => ({
      ...firstRuleSet,
      rules: {
        ...firstRuleSet.rules,
        FORMER_EMPLOYER: {
          ...firstRuleSet.rules.FORMER_EMPLOYER,
          effects: { ...firstRuleSet.rules.FORMER_EMPLOYER.effects, review: { effect: 'note' } },
          lookBack: { kind: 'period', period: { years: 5 }, fades: [{ until: { years: 8 }, effect }] },
        },
      },
    })
    for (const effect of ['manage', 'note'] as const) {
      expect(found('FORMER_EMPLOYER', person, atLeeds(), today, withFade(effect))).toMatchObject([
        { effect: 'note', effectUntil: '2028-12-31', later: [], countsUntil: '2028-12-31' },
      ])
    }
  })

  test('what is said about one case does not name another', () => {
    const objection = { objections: [{ personId: 'ann', on: null }] }
    const [here] = found('HOST_OBJECTION', ann(), atLeeds(objection), today)
    const [there] = found('HOST_OBJECTION', ann(), atLeeds({ ...objection, caseId: 'case-2' }), today)
    expect(here?.factsKey).not.toBe(there?.factsKey)
  })
})

describe('what follows', () => {
  const conflict = (effect: Conflict['effect'], factsKey: string): Conflict => ({
    ruleId: 'PERSONAL',
    ruleSetVersion: 1,
    activity: 'review',
    effect,
    isPublic: false,
    isSilent: false,
    facts: [],
    factsKey,
    effectUntil: null,
    later: [],
    countsUntil: null,
  })
  const block = conflict('block', 'b')
  const manage = conflict('manage', 'm')
  const note = conflict('note', 'n')

  test('the strongest effect of several', () => {
    expect(strongestEffect([])).toBeNull()
    expect(strongestEffect([note])).toBe('note')
    expect(strongestEffect([note, manage])).toBe('manage')
    expect(strongestEffect([note, block, manage])).toBe('block')
  })

  test.each([
    ['nothing', [], [], true],
    ['a note', [note], [], true],
    ['an unmanaged conflict', [note, manage], [], false],
    ['a managed conflict', [note, manage], ['m'], true],
    ['a block', [block], [], false],
    ['a block that somebody called managed', [block], ['b'], false],
  ])('may proceed with %s: %#', (_, conflicts, managedKeys, expected) => {
    expect(mayProceed(conflicts, new Set(managedKeys))).toBe(expected)
  })

  test('what was marked false is left out', () => {
    expect(withoutFalse([block, note], new Set(['b']))).toEqual([note])
  })
})

describe('what other systems got wrong', () => {
  test('a check long before the invitation finds the same as one at the invitation', () => {
    const person = ann({ ...current, posts: [post('leeds', '2019-04-01', '2024-03-31')] })
    const effect = (on: string) => strongestEffect(evaluate(person, atLeeds(), firstRuleSet, on))
    expect([effect('2024-04-01'), effect('2024-11-30')]).toEqual(['block', 'block'])
  })

  test('an earlier team that was shared is noticed', () => {
    const earlier: PastReview = {
      reviewId: 'review-1',
      hostYotCode: 'york',
      hostPersonIds: [],
      members: [
        { personId: 'ann', yotCode: 'hull' },
        { personId: 'hal', yotCode: 'leeds' },
      ],
      from: '2024-02-01',
      to: '2024-02-03',
    }
    expect(found('CO_TEAM', ann({ reviewsServed: [earlier] }), atLeeds(), today)).toHaveLength(1)
  })

  test('two names of one organisation are one organisation', () => {
    const org: Party = { kind: 'organisation', organisationId: 'org-1' }
    const person = ann({ organisationRoles: [{ organisation: org, role: 'director', from: null, to: null }] })
    const caseFacts = atLeeds({
      organisations: [{ organisationId: 'org-1', personId: 'hal', role: 'director', from: null, to: null }],
    })
    expect(effectsOn('CO_BUSINESS', person, caseFacts, today)).toBe('block note block')
  })

  test.each(['independent', 'self-employed', 'Leeds'])('“%s” does not tie people together', (text) => {
    const unresolved: Party = { kind: 'unresolved', text }
    const person = ann({
      ...current,
      interests: [{ kind: 'financial', with: unresolved, from: null, to: null }],
      paidWork: [{ payer: unresolved, from: null, to: null }],
      organisationRoles: [{ organisation: unresolved, role: 'director', from: null, to: null }],
    })
    const caseFacts = atLeeds({
      organisations: [{ organisationId: text, personId: 'hal', role: 'director', from: null, to: null }],
      interests: [{ kind: 'financial', with: unresolved, from: null, to: null }],
    })
    expect(evaluate(person, caseFacts, firstRuleSet, today)).toEqual([])
  })

  test('one placeholder name does not make two people one, nor tie them together', () => {
    for (const text of ['Independent', 'self-employed', 'n/a']) {
      const business: Interest = { kind: 'co-business', with: { kind: 'unresolved', text }, from: null, to: null }
      const role = { organisation: business.with, role: 'partner', from: null, to: null } as const
      const person = ann({ interests: [business], organisationRoles: [role] })
      const conflicts = evaluate(person, atLeeds({ interests: [business] }), firstRuleSet, '2024-06-01')
      expect(conflicts.filter(({ ruleId }) => ruleId !== 'STALE')).toEqual([])
    }
  })

  test('an administrator conflicted with a case is bound by the same rules', () => {
    const administrator = ann({
      ...current,
      appointments: [{ role: 'administrator', from: null, to: null }],
      posts: [post('leeds', null, '2022-12-31')],
      interests: [{ kind: 'family', with: { kind: 'person', personId: 'hal' }, from: null, to: null }],
    })
    const decision = atLeeds({ activity: 'deciding' })
    expect(mayProceed(evaluate(administrator, decision, firstRuleSet, today), new Set())).toBe(false)
    expect(strongestEffect(evaluate(administrator, decision, firstRuleSet, today))).toBe('block')
  })

  test('a changed fact changes the answer at once', () => {
    const before = ann({ ...current, posts: [post('hull')] })
    const after = ann({ ...current, posts: [post('hull', null, today), post('leeds', '2024-06-02')] })
    expect(strongestEffect(evaluate(before, atLeeds(), firstRuleSet, '2024-06-02'))).toBeNull()
    expect(strongestEffect(evaluate(after, atLeeds(), firstRuleSet, '2024-06-02'))).toBe('block')
  })
})
