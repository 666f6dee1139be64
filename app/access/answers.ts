import { type Permission, permissions, type Role } from '#services/core/access.ts'
import { everyStandpoint, type Standpoint, standpoints } from './standpoints.ts'

/**
 * How the exchange answers somebody.
 *
 * - `yes`      the page opens; what was sent is done
 * - `sign-in`  they are asked who they are first
 * - `refused`  theirs to do, but not as things stand; it says why
 * - `no`       told that it is not theirs to see or do
 * - `hidden`   told that there is no such page, as if there were none
 */
export type Answer = 'yes' | 'sign-in' | 'refused' | 'no' | 'hidden'

export type Answers = ReadonlyMap<Standpoint, Answer>

type Others = { otherwise?: 'no' | 'hidden' } & Partial<Record<'no' | 'hidden' | 'refused', readonly Standpoint[]>>

/** Yes to these; to the rest as `otherwise` says (hidden, when left out), but for those named under another answer. */
export const only = (yes: readonly Standpoint[], { otherwise = 'hidden', ...others }: Others = {}): Answers => {
  const answerTo = (who: Standpoint): Answer => {
    if (yes.includes(who)) return 'yes'
    if (who === 'visitor') return 'sign-in'
    return (['no', 'hidden', 'refused'] as const).find((answer) => others[answer]?.includes(who)) ?? otherwise
  }
  return new Map(everyStandpoint.map((who) => [who, answerTo(who)]))
}

/** Whoever the permission table names, before the facts of the case. */
export const holdersOf = (permission: Permission): Standpoint[] => {
  const allowed: readonly Role[] = permissions[permission]
  return everyStandpoint.filter((who) => standpoints[who].roles.some((role) => allowed.includes(role)))
}

/** These, without those. */
export const without = (who: readonly Standpoint[], ...left: Standpoint[]) => who.filter((one) => !left.includes(one))

export const everybody = only(everyStandpoint)
export const signedIn = only(without(everyStandpoint, 'visitor'))
