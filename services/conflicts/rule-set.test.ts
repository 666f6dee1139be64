import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { describeRules } from './explain-rules.ts'
import { ann, atLeeds } from './facts-examples.ts'
import { type Rule, type RuleId, type RuleSet, ruleIds, ruleSetSchema } from './rule-set.ts'
import { firstRuleSet } from './rule-set-first.ts'

test('the first rule set is a valid one, with nothing left to a default', () => {
  expect(ruleSetSchema.parse(JSON.parse(JSON.stringify(firstRuleSet)))).toEqual(firstRuleSet)
})

test('the first rule set says what the rule book says', () => {
  const rows = describeRules(firstRuleSet).map(({ ruleId, lookBack, effects }) =>
    [ruleId, lookBack, effects.review, effects['paid-delivery'], effects.deciding].join(' | '),
  )
  const lasts = 'For as long as it lasts'
  expect(rows).toEqual([
    'SELF | Always | Block | Block | Block',
    `SAME_SERVICE | ${lasts} | Block | Block | Block`,
    `FORMER_EMPLOYER | ${lasts} and 5 years after; then, until 8 years after, at most a note | Block | Must be managed | Must be managed`,
    `JOB_TALKS | ${lasts} and 12 months after | Block | Must be managed | Block`,
    `SOLD_TO_HOST | ${lasts} and 3 years after | Block | Note | Must be managed`,
    `SELL_AFTER_REVIEW | ${lasts} and 12 months after | Does not apply | Block | Does not apply`,
    `FAMILY | ${lasts} and 5 years after | Block | Block | Block`,
    `PERSONAL | ${lasts} | Must be managed | Note | Must be managed`,
    `DISPUTE | ${lasts} and 5 years after | Block | Must be managed | Block`,
    `FINANCIAL | ${lasts} and 3 years after | Block | Block | Block`,
    `LINE | ${lasts} and 2 years after | Must be managed | Note | Block`,
    `RECIPROCAL | ${lasts} and 24 months after | Must be managed; block if it is the same two people | Does not apply | Does not apply`,
    `CO_BUSINESS | ${lasts} and 3 years after | Block | Note | Block`,
    `CO_TEAM | ${lasts} and 12 months after | Note | Note | Note`,
    `NEIGHBOUR | ${lasts} | Note; must be managed if the host asks for that | Note | Note`,
    `COMPETITOR | ${lasts} | Must be managed | Note | Block`,
    `VETTED_BY | ${lasts} and 3 years after | Note | Note | Block`,
    `TRUSTEE | ${lasts} | Must be managed | Must be managed | Must be managed`,
    `OFFICER_PAID | ${lasts} | Note | Note | Block on decisions about paid work`,
    `INSPECTOR | ${lasts} and 3 years after | Block | Must be managed | Block`,
    `ELECTED | ${lasts} | Block | Block | Block`,
    'HOST_OBJECTION | For this request only | Block | Block | Does not apply',
    'SELF_DECLINED | For this request only | Block | Block | Block',
    `GIFT | ${lasts} and 12 months after | Note | Note | Must be managed`,
    'STALE | Always | Must be managed | Must be managed | Must be managed',
  ])
  const flagged = (flag: 'isPublic' | 'isSilent') => ruleIds.filter((id) => firstRuleSet.rules[id][flag])
  expect(flagged('isPublic')).toEqual(['OFFICER_PAID'])
  expect(flagged('isSilent')).toEqual(['HOST_OBJECTION', 'SELF_DECLINED'])
})

const withRule = (ruleId: RuleId, change: Partial<Rule>): RuleSet => ({
  ...firstRuleSet,
  version: 2,
  reason: 'A change to try',
  rules: { ...firstRuleSet.rules, [ruleId]: { ...firstRuleSet.rules[ruleId], ...change } },
})

describe('a new version', () => {
  const none = { effect: 'none' } as const
  const effectsOf = (ruleId: RuleId) => firstRuleSet.rules[ruleId].effects
  test.each<[string, RuleSet, string]>([
    [
      'keeps one’s own case a block',
      withRule('SELF', { effects: { ...effectsOf('SELF'), review: none } }),
      'rules.SELF.effects.review',
    ],
    [
      'keeps an objection a block',
      withRule('HOST_OBJECTION', { effects: { ...effectsOf('HOST_OBJECTION'), review: { effect: 'note' } } }),
      'rules.HOST_OBJECTION.effects.review',
    ],
    ['keeps “always” always', withRule('STALE', { lookBack: { kind: 'now' } }), 'rules.STALE.lookBack'],
    ['keeps dated rules dated', withRule('FAMILY', { lookBack: { kind: 'always' } }), 'rules.FAMILY.lookBack'],
    [
      'keeps a period for former employers',
      withRule('FORMER_EMPLOYER', { lookBack: { kind: 'now' } }),
      'rules.FORMER_EMPLOYER.lookBack',
    ],
    [
      'has its steps in order',
      withRule('FORMER_EMPLOYER', {
        lookBack: { kind: 'period', period: { years: 5 }, fades: [{ until: { months: 60 }, effect: 'note' }] },
      }),
      'rules.FORMER_EMPLOYER.lookBack.fades',
    ],
    [
      'raises only what the rule can see',
      withRule('FAMILY', {
        effects: { ...effectsOf('FAMILY'), review: { effect: 'note', raised: { to: 'block', when: 'host-asks' } } },
      }),
      'rules.FAMILY.effects.review',
    ],
    [
      'raises upwards',
      withRule('NEIGHBOUR', {
        effects: { ...effectsOf('NEIGHBOUR'), review: { effect: 'manage', raised: { to: 'note', when: 'host-asks' } } },
      }),
      'rules.NEIGHBOUR.effects.review',
    ],
    [
      'has no look-back of nothing',
      withRule('FAMILY', { lookBack: { kind: 'period', period: { years: 0 }, fades: [] } }),
      'rules.FAMILY.lookBack.period.years',
    ],
    [
      'uses no unknown words in braces',
      withRule('FAMILY', { sentence: 'Related to {surname}' }),
      'rules.FAMILY.sentence',
    ],
    ['has a title for every rule', withRule('FAMILY', { title: ' ' }), 'rules.FAMILY.title'],
    ['has a reason', { ...firstRuleSet, reason: '' }, 'reason'],
  ])('%s', (_, ruleSet, path) => {
    const paths = ruleSetSchema.safeParse(ruleSet).error?.issues.map((issue) => issue.path.join('.'))
    expect(paths).toContainEqual(path)
  })

  test('leaves no rule out and adds none', () => {
    const { STALE: _, ...fewer } = firstRuleSet.rules
    expect(ruleSetSchema.safeParse({ ...firstRuleSet, rules: fewer }).success).toBe(false)
    const more = { ...firstRuleSet.rules, EXTRA: firstRuleSet.rules.STALE }
    expect(ruleSetSchema.safeParse({ ...firstRuleSet, rules: more }).success).toBe(false)
  })

  test('changes what is found from then on, and the old version still finds what it found', () => {
    const person = ann({
      declaredOn: ['2025-01-01'],
      posts: [{ kind: 'substantive', yotCode: 'leeds', from: null, to: '2021-12-31' }],
    })
    const shorter = ruleSetSchema.parse(
      withRule('FORMER_EMPLOYER', { lookBack: { kind: 'period', period: { years: 2 }, fades: [] } }),
    )
    const before = evaluate(person, atLeeds(), firstRuleSet, '2025-06-01')
    expect(before).toMatchObject([{ ruleId: 'FORMER_EMPLOYER', ruleSetVersion: 1, effect: 'block' }])
    expect(evaluate(person, atLeeds(), shorter, '2025-06-01')).toEqual([])
    expect(evaluate(person, atLeeds(), firstRuleSet, '2025-06-01')).toEqual(before)
  })

  test('keeps the name of the same facts, so what was marked false stays false', () => {
    const person = ann({
      declaredOn: ['2025-01-01'],
      posts: [{ kind: 'substantive', yotCode: 'leeds', from: null, to: '2021-12-31' }],
    })
    const longer = withRule('FORMER_EMPLOYER', { lookBack: { kind: 'period', period: { years: 9 }, fades: [] } })
    const keys = (ruleSet: RuleSet, on: string) => evaluate(person, atLeeds(), ruleSet, on).map((one) => one.factsKey)
    expect(keys(longer, '2025-06-01')).toEqual(keys(firstRuleSet, '2025-06-01'))
  })
})
