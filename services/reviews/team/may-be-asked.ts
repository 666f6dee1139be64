import { type FoundConflict, verdictOf } from '#services/conflicts/index.ts'

type Found = Pick<FoundConflict, 'effect' | 'isManaged' | 'ruleId'>

/** What still needs a written mitigation before somebody may be asked. An old yearly declaration is renewed on accepting. */
export const toManageFirst = <T extends Found>(conflicts: readonly T[]): T[] =>
  conflicts.filter(({ effect, isManaged, ruleId }) => effect === 'manage' && !isManaged && ruleId !== 'STALE')

export const isBlocked = (conflicts: readonly Found[]): boolean => verdictOf(conflicts) === 'blocked'

/** Whether somebody may be written to: nothing blocks, and what must be managed is. */
export const mayBeAsked = (conflicts: readonly Found[]): boolean =>
  !isBlocked(conflicts) && toManageFirst(conflicts).length === 0
