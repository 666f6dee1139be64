import { createHash } from 'node:crypto'
import type { Activity, CaseFacts, ConflictFact, PersonFacts } from './facts.ts'
import { type PreparedCase, prepareCase } from './facts-case.ts'
import { addPeriod, earlierEnd, type IsoDate } from './facts-dates.ts'
import { type Effect, effects, type Rule, type RuleId, type RuleSet, ruleIds } from './rule-set.ts'
import type { Occurrence } from './rules/occurrence.ts'
import { ruleFunctions } from './rules.ts'

/** One rule that fired between one person and one case, on the facts it names. */
export interface Conflict {
  readonly ruleId: RuleId
  readonly ruleSetVersion: number
  readonly activity: Activity
  readonly effect: Effect
  readonly isPublic: boolean
  readonly isSilent: boolean
  readonly facts: readonly ConflictFact[]
  /** Names the rule and its facts, whatever version, effect or day: marked false once, it stays false for these facts. */
  readonly factsKey: string
  /** The last day it counts with this effect; null while that is open. Later than this it may still count as less. */
  readonly effectUntil: IsoDate | null
  /** What it counts as after that, step by step. */
  readonly later: readonly Stage[]
  /** The last day it counts at all; null while that is open. */
  readonly countsUntil: IsoDate | null
}

/** An effect and its last day. */
interface Stage {
  readonly effect: Effect
  readonly until: IsoDate | null
}

/** A stable name for a rule and the facts it saw. */
function keyOf(ruleId: RuleId, facts: readonly ConflictFact[]): string {
  const canonical = facts.map((fact) =>
    Object.entries(fact)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
  return `${ruleId}:${createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 32)}`
}

const weaker = (a: Effect, b: Effect): Effect => (effects.indexOf(a) > effects.indexOf(b) ? a : b)

/** The effects an occurrence has one after another, each with its last day, each weaker than the one before. */
function stagesOf(rule: Rule, effect: Effect, { endedOn, stopsOn }: Occurrence): readonly Stage[] {
  const { lookBack } = rule
  if (endedOn === null || lookBack.kind !== 'period') return [{ effect, until: earlierEnd(endedOn, stopsOn) }]
  let last: Stage = { effect, until: earlierEnd(addPeriod(endedOn, lookBack.period), stopsOn) }
  const stages = [last]
  for (const fade of lookBack.fades) {
    const next: Stage = {
      effect: weaker(last.effect, fade.effect),
      until: earlierEnd(addPeriod(endedOn, fade.until), stopsOn),
    }
    if (next.until === last.until) break
    if (next.effect === last.effect) stages.pop()
    stages.push(next)
    last = next
  }
  return stages
}

function effectOf(rule: Rule, activity: Activity, { circumstance }: Occurrence): Effect | 'none' {
  const { effect, raised } = rule.effects[activity]
  return raised && raised.when === circumstance ? raised.to : effect
}

const isOver = (until: IsoDate | null, on: IsoDate) => until !== null && until < on

function conflictOf(
  ruleId: RuleId,
  ruleSet: RuleSet,
  activity: Activity,
  occurrence: Occurrence,
  on: IsoDate,
): Conflict | null {
  if (occurrence.startsOn !== null && occurrence.startsOn > on) return null
  const rule = ruleSet.rules[ruleId]
  const effect = effectOf(rule, activity, occurrence)
  if (effect === 'none') return null
  const stages = stagesOf(rule, effect, occurrence)
  const current = stages.findIndex(({ until }) => !isOver(until, on))
  const stage = stages[current]
  if (!stage) return null
  return {
    ruleId,
    ruleSetVersion: ruleSet.version,
    activity,
    effect: stage.effect,
    isPublic: rule.isPublic,
    isSilent: rule.isSilent,
    facts: occurrence.facts,
    factsKey: keyOf(ruleId, occurrence.facts),
    effectUntil: stage.until,
    later: stages.slice(current + 1),
    countsUntil: stages[stages.length - 1]?.until ?? null,
  }
}

/**
 * Every conflict between a person and a prepared case on a day, under one version of the rules; or those of some rules.
 * In the order of the rule book, and within a rule by key, so the same facts give the same list whatever order they came in.
 */
export function evaluatePrepared(
  person: PersonFacts,
  prepared: PreparedCase,
  ruleSet: RuleSet,
  on: IsoDate,
  rules: readonly RuleId[] = ruleIds,
): Conflict[] {
  const conflicts: Conflict[] = []
  for (const ruleId of rules) {
    const occurrences = ruleFunctions[ruleId](person, prepared, ruleSet.settings)
    if (occurrences.length === 0) continue
    const found = new Map<string, Conflict>()
    for (const occurrence of occurrences) {
      const conflict = conflictOf(ruleId, ruleSet, prepared.facts.activity, occurrence, on)
      if (conflict) found.set(conflict.factsKey, conflict)
    }
    conflicts.push(...[...found.values()].sort((a, b) => (a.factsKey < b.factsKey ? -1 : 1)))
  }
  return conflicts
}

/** As `evaluatePrepared`, for a single pair. For many people against one case, call `prepareCase` once instead. */
export const evaluate = (person: PersonFacts, caseFacts: CaseFacts, ruleSet: RuleSet, on: IsoDate): Conflict[] =>
  evaluatePrepared(person, prepareCase(caseFacts), ruleSet, on)

/** The strongest effect among conflicts, or null when there are none. */
export function strongestEffect(conflicts: readonly Pick<Conflict, 'effect'>[]): Effect | null {
  return effects.find((effect) => conflicts.some((conflict) => conflict.effect === effect)) ?? null
}

/**
 * Whether somebody may be proposed, invited or decide: nothing blocks, and whatever needs managing is managed.
 * `managedKeys` are the factsKeys of managed conflicts whose review date has not passed. They never lift a block.
 */
export function mayProceed(conflicts: readonly Conflict[], managedKeys: ReadonlySet<string>): boolean {
  return conflicts.every(
    ({ effect, factsKey }) => effect === 'note' || (effect === 'manage' && managedKeys.has(factsKey)),
  )
}

/** Conflicts without those marked false for these very facts. */
export const withoutFalse = (conflicts: readonly Conflict[], falseKeys: ReadonlySet<string>): Conflict[] =>
  conflicts.filter(({ factsKey }) => !falseKeys.has(factsKey))
