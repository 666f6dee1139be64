import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { type CaseFacts, noCaseFacts, noPersonFacts, type PersonFacts } from './facts.ts'
import { describeYot, emptyRegister } from './facts-register.ts'
import { ruleSetSchema } from './rule-set.ts'
import { firstRuleSet } from './rule-set-first.ts'

const ann: PersonFacts = { ...noPersonFacts, personId: 'ann', declaredOn: ['2024-01-01'] }
const atLeeds: CaseFacts = {
  ...noCaseFacts,
  caseId: 'case-1',
  activity: 'review',
  yots: [describeYot(emptyRegister, 'leeds')],
}

describe('evaluate', () => {
  test('finds nothing between strangers', () => {
    expect(evaluate(ann, atLeeds, firstRuleSet, '2024-06-01')).toEqual([])
  })

  test('blocks a former employee for five years and notes it until eight', () => {
    const person: PersonFacts = {
      ...ann,
      declaredOn: ['2029-01-01', '2032-01-01'],
      posts: [{ kind: 'substantive', yotCode: 'leeds', from: '2019-04-01', to: '2024-03-31' }],
    }
    const seen = (on: string) =>
      evaluate(person, atLeeds, firstRuleSet, on).map(({ ruleId, effect, effectUntil }) => [
        ruleId,
        effect,
        effectUntil,
      ])
    expect(seen('2029-03-31')).toEqual([['FORMER_EMPLOYER', 'block', '2029-03-31']])
    expect(seen('2029-04-01')).toEqual([['FORMER_EMPLOYER', 'note', '2032-03-31']])
    expect(seen('2032-04-01')).toEqual([])
  })

  test('the first rule set is a valid one', () => {
    expect(ruleSetSchema.parse(firstRuleSet)).toEqual(firstRuleSet)
  })
})
