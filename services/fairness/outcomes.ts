import type { WholeConcern } from './concerns.ts'
import { agreedOutcome, kinds, type OutcomeKind, outcomesFor } from './kinds.ts'

/** What an appeal is of: a concern with its points, or a decision made elsewhere. */
export type Appealed = { points: readonly { kind: WholeConcern['kind']; reason: string; outcome: string }[] } | null

const changedTo = 'changed:'

/** The outcome of the first decision that an appeal changes it to; null where it is not changed. */
export const changedOutcome = (code: string): string | null =>
  code.startsWith(changedTo) ? code.slice(changedTo.length) : null

/**
 * The outcomes of one point, from the lightest to the heaviest. An appeal of a concern may let it stand, change it to any other
 * outcome that its kind has for the reason, or have it heard anew.
 */
export const outcomesOfPoint = (
  kind: WholeConcern['kind'],
  reason: string,
  appealed: Appealed,
  at = 0,
): OutcomeKind[] => {
  const first = appealed?.points[at]
  if (kind !== 'appeal') return outcomesFor(kind, reason)
  const all = kinds.appeal.outcomes
  if (first === undefined)
    return all.map((one) =>
      one.code === 'changed'
        ? { ...one, says: 'Approve the application', follows: 'The application is approved.' }
        : one,
    )
  const changes = outcomesFor(first.kind, first.reason)
    .filter(({ code }) => code !== first.outcome)
    .map(
      (one): OutcomeKind => ({
        ...one,
        code: `${changedTo}${one.code}`,
        says: `Change it: ${one.says}`,
        effect: 'changed',
      }),
    )
  return [
    ...all.filter(({ code }) => code === 'stands'),
    ...changes,
    ...all.filter(({ code }) => code === 'heard-anew'),
  ]
}

/** What the views of a point come to, by the order of its outcomes; null while there is no answer. */
export const agreedOn = (outcomes: readonly OutcomeKind[], views: readonly string[], wanted: number): string | null =>
  agreedOutcome(
    outcomes.map(({ code }) => code),
    views,
    wanted,
  )

/** The day that the agreeing deciders named: the one that is lightest for whoever it binds. ISO days. */
export const agreedDay = (outcome: OutcomeKind, days: readonly string[]): string | null => {
  const sorted = [...days].sort()
  const isLightestEarly = outcome.effect === 'suspend' || outcome.code.endsWith('suspended')
  return (isLightestEarly ? sorted[0] : sorted.at(-1)) ?? null
}
