import { sayPence, sayPeriod } from './explain.ts'
import type { Activity } from './facts.ts'
import {
  type Cell,
  type Circumstance,
  type Effect,
  type LookBack,
  type RuleId,
  type RuleSet,
  ruleIds,
} from './rule-set.ts'

/** One rule for the public page, in plain English throughout. */
export interface DescribedRule {
  readonly ruleId: RuleId
  readonly title: string
  /** "It applies when the person …" */
  readonly applies: string
  readonly lookBack: string
  readonly effects: Readonly<Record<Activity, string>>
  /** "It is shown in the public register of interests." and the like. */
  readonly notes: readonly string[]
}

const effectWords: Record<Effect | 'none', string> = {
  block: 'Block',
  manage: 'Must be managed',
  note: 'Note',
  none: 'Does not apply',
}

const circumstanceWords: Record<Circumstance, string> = {
  'host-asks': 'if the host asks for that',
  'same-two-people': 'if it is the same two people',
  'concerns-paid-work': 'on decisions about paid work',
}

function sayCell({ effect, raised }: Cell): string {
  if (!raised) return effectWords[effect]
  const raisedTo = effectWords[raised.to]
  const when = circumstanceWords[raised.when]
  return effect === 'none' ? `${raisedTo} ${when}` : `${effectWords[effect]}; ${raisedTo.toLowerCase()} ${when}`
}

function sayLookBack(lookBack: LookBack): string {
  switch (lookBack.kind) {
    case 'now':
      return 'For as long as it lasts'
    case 'always':
      return 'Always'
    case 'this-request':
      return 'For this request only'
    case 'period': {
      const fades = lookBack.fades.map(
        ({ until, effect }) =>
          `; then, until ${sayPeriod(until)} after, at most ${effect === 'note' ? 'a note' : `“${effectWords[effect]}”`}`,
      )
      return `For as long as it lasts and ${sayPeriod(lookBack.period)} after${fades.join('')}`
    }
  }
}

/** What each effect means, for the top of the rules page. */
export const effectMeanings: Readonly<Record<Effect, string>> = {
  block: 'The person may not be proposed, invited or decide. Nobody can override it; wrong facts can be corrected.',
  manage:
    'Allowed only once somebody without a conflict has approved, in writing, how it is managed, with a date to look at it again.',
  note: 'Disclosed to those who decide.',
}

/** One rule of a rule set in words, from the same data the check uses. */
export function describeRule(ruleSet: RuleSet, ruleId: RuleId): DescribedRule {
  const rule = ruleSet.rules[ruleId]
  const applies = rule.fires
    .replaceAll('{gift-limit}', sayPence(ruleSet.settings.giftAbovePence))
    .replaceAll('{declaration-age}', sayPeriod(ruleSet.settings.declarationLasts))
  return {
    ruleId,
    title: rule.title,
    applies: `It applies when the person ${applies}.`,
    lookBack: sayLookBack(rule.lookBack),
    effects: {
      review: sayCell(rule.effects.review),
      'paid-delivery': sayCell(rule.effects['paid-delivery']),
      deciding: sayCell(rule.effects.deciding),
    },
    notes: [
      ...(rule.isPublic ? ['It is shown in the public register of interests.'] : []),
      ...(rule.isSilent ? ['Nobody is told more than “not available”.'] : []),
    ],
  }
}

/** Every rule of a rule set in words, in the order of the rule book. */
export const describeRules = (ruleSet: RuleSet): DescribedRule[] =>
  ruleIds.map((ruleId) => describeRule(ruleSet, ruleId))
