import { type Conflict, evaluate } from './evaluate.ts'
import { type Activity, activities, type CaseFacts, noCaseFacts, noPersonFacts, type PersonFacts } from './facts.ts'
import type { IsoDate } from './facts-dates.ts'
import { describeYot, emptyRegister, type RegisterFacts } from './facts-register.ts'
import type { Effect, RuleId, RuleSet } from './rule-set.ts'
import { firstRuleSet } from './rule-set-first.ts'

// Facts for the tests of this room: ann is the person checked, hal and his service the other side.

export const ann = (facts: Partial<PersonFacts> = {}): PersonFacts => ({ ...noPersonFacts, personId: 'ann', ...facts })

/** A case of Leeds, requested by hal. */
export const atLeeds = (facts: Partial<CaseFacts> = {}, register: RegisterFacts = emptyRegister): CaseFacts =>
  atYot('leeds', facts, register)

export const atYot = (yotCode: string, facts: Partial<CaseFacts>, register: RegisterFacts): CaseFacts => ({
  ...noCaseFacts,
  caseId: 'case-1',
  activity: 'review',
  yots: [describeYot(register, yotCode)],
  hostPersonIds: ['hal'],
  ...facts,
})

/** What one rule finds. */
export const found = (
  ruleId: RuleId,
  person: PersonFacts,
  caseFacts: CaseFacts,
  on: IsoDate,
  ruleSet: RuleSet = firstRuleSet,
): Conflict[] => evaluate(person, caseFacts, ruleSet, on).filter((conflict) => conflict.ruleId === ruleId)

/** The strongest effect of one rule in each activity: review, paid delivery, deciding. '-' when it does not fire. */
export function effectsOn(
  ruleId: RuleId,
  person: PersonFacts,
  caseFacts: CaseFacts,
  on: IsoDate,
  ruleSet: RuleSet = firstRuleSet,
): string {
  const one = (activity: Activity): Effect | '-' => {
    const effects = found(ruleId, person, { ...caseFacts, activity }, on, ruleSet).map(({ effect }) => effect)
    return effects.includes('block') ? 'block' : effects.includes('manage') ? 'manage' : (effects[0] ?? '-')
  }
  return activities.map(one).join(' ')
}

export const nothing = '- - -'
