import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { type Conflict, strongestEffect } from './evaluate.ts'
import { addPeriod, type IsoDate } from './facts-dates.ts'
import type { Effect, RuleId } from './rule-set.ts'

export const conflictStatuses = ['detected', 'declared', 'confirmed', 'false_alarm', 'managed', 'expired'] as const
export type ConflictStatus = (typeof conflictStatuses)[number]

type ConflictEventName =
  | 'confirm'
  | 'mark-false'
  | 'reopen'
  | 'manage'
  | 'renew'
  | 'end-mitigation'
  | 'review-passed'
  | 'become-block'
  | 'expire'
  | 'find-again'

export interface ConflictMove {
  readonly event: ConflictEventName
  readonly from: readonly ConflictStatus[]
  readonly to: ConflictStatus
  /** A permission's name, or the exchange itself. */
  readonly who: 'conflict.manage' | 'system'
  readonly guard: string
}

const decider = 'whoever decides is neither the person concerned nor conflicted with the case'

/** Every allowed move. A new conflict starts as `detected` (a rule saw it) or `declared` (somebody said so). */
export const conflictMoves: readonly ConflictMove[] = [
  {
    event: 'confirm',
    from: ['detected', 'declared'],
    to: 'confirmed',
    who: 'conflict.manage',
    guard: decider,
  },
  {
    event: 'mark-false',
    from: ['detected', 'declared', 'confirmed'],
    to: 'false_alarm',
    who: 'conflict.manage',
    guard: `${decider}; a reason that says what is wrong with its facts; not what the host or the person said about this case, which only they can take back`,
  },
  {
    event: 'reopen',
    from: ['false_alarm'],
    to: 'detected',
    who: 'conflict.manage',
    guard: `${decider}; a reason`,
  },
  {
    event: 'manage',
    from: ['confirmed'],
    to: 'managed',
    who: 'conflict.manage',
    guard: `never a block; ${decider}; a written mitigation and a review date within 12 months`,
  },
  {
    event: 'renew',
    from: ['managed'],
    to: 'managed',
    who: 'conflict.manage',
    guard: `never a block; ${decider}; a written mitigation and a review date within 12 months`,
  },
  {
    event: 'end-mitigation',
    from: ['managed'],
    to: 'confirmed',
    who: 'conflict.manage',
    guard: `${decider}; a reason`,
  },
  {
    event: 'review-passed',
    from: ['managed'],
    to: 'confirmed',
    who: 'system',
    guard: 'the review date has passed',
  },
  {
    event: 'become-block',
    from: ['managed'],
    to: 'confirmed',
    who: 'system',
    guard: 'it now counts as a block',
  },
  {
    event: 'expire',
    from: ['detected', 'declared', 'confirmed', 'managed'],
    to: 'expired',
    who: 'system',
    guard: 'it no longer counts: its look-back is over or its facts were corrected',
  },
  {
    event: 'find-again',
    from: ['expired'],
    to: 'detected',
    who: 'system',
    guard: 'the same facts count again',
  },
]

export interface ConflictState {
  readonly status: ConflictStatus
  readonly ruleId: RuleId
  readonly effect: Effect
  /** The person the conflict is about. */
  readonly personId: string
  readonly reason: string | null
  readonly mitigation: string | null
  readonly decidedById: string | null
  readonly decidedOn: IsoDate | null
  /** Managed until this day, which is included. */
  readonly reviewOn: IsoDate | null
}

/** Who decides, with their own conflicts with the same case (activity "deciding"). */
export interface Decider {
  readonly personId: string
  readonly conflicts: readonly Conflict[]
}

interface Decided {
  readonly by: Decider
  readonly on: IsoDate
}

export type ConflictEvent =
  | ({ readonly event: 'confirm' } & Decided)
  | ({ readonly event: 'mark-false' | 'reopen' | 'end-mitigation'; readonly reason: string } & Decided)
  | ({ readonly event: 'manage' | 'renew'; readonly mitigation: string; readonly reviewOn: IsoDate } & Decided)
  | { readonly event: 'review-passed' | 'expire' | 'find-again'; readonly on: IsoDate }
  | { readonly event: 'become-block'; readonly effect: Effect; readonly on: IsoDate }

/** Said by the host or the person about one case: a decision-maker cannot call it false. */
const spokenRules: readonly RuleId[] = ['HOST_OBJECTION', 'SELF_DECLINED']

/** Moves that this conflict's status allows, for the page's buttons; `moveConflict` checks the guards. */
export const movesFrom = (status: ConflictStatus): readonly ConflictMove[] =>
  conflictMoves.filter((move) => move.from.includes(status))

/** Whether somebody is free of conflicts that would keep them from deciding. A note does not; a managed conflict does. */
const isUnconflicted = (conflicts: readonly Conflict[]): boolean => {
  const strongest = strongestEffect(conflicts)
  return strongest === null || strongest === 'note'
}

const statusWords: Record<ConflictStatus, string> = {
  detected: 'found by a rule and not yet looked at',
  declared: 'declared and not yet looked at',
  confirmed: 'confirmed',
  false_alarm: 'marked as not so',
  managed: 'managed',
  expired: 'expired',
}

function checkDecider(state: ConflictState, { by }: Decided): Result<undefined> {
  if (by.personId === state.personId) return refused('Nobody decides on a conflict of their own')
  if (!isUnconflicted(by.conflicts)) return refused('Whoever decides on it must not be conflicted with the case')
  return ok(undefined)
}

function checkReview(on: IsoDate, reviewOn: IsoDate): string | null {
  if (reviewOn <= on) return 'The review date must be after today'
  return reviewOn > addPeriod(on, { months: 12 }) ? 'The review date must be within 12 months' : null
}

/**
 * One move of one conflict. Pure: the caller stores the new state with its audit entry.
 * Refused when the table or a guard does not allow it; invalid when words or dates need mending.
 */
export function moveConflict(state: ConflictState, event: ConflictEvent): Result<ConflictState> {
  const move = conflictMoves.find((row) => row.event === event.event && row.from.includes(state.status))
  if (!move) return refused(`This conflict is ${statusWords[state.status]}, so that cannot be done now`)
  switch (event.event) {
    case 'confirm': {
      const may = checkDecider(state, event)
      if (!may.ok) return may
      return ok({ ...state, status: move.to, decidedById: event.by.personId, decidedOn: event.on })
    }
    case 'mark-false':
    case 'reopen':
    case 'end-mitigation': {
      const may = checkDecider(state, event)
      if (!may.ok) return may
      if (event.event === 'mark-false' && spokenRules.includes(state.ruleId)) {
        return refused('Only whoever said so about this case can take it back')
      }
      const reason = event.reason.trim()
      if (reason === '') return invalid({ reason: 'Say why' })
      return ok({
        ...state,
        status: move.to,
        reason,
        mitigation: null,
        reviewOn: null,
        decidedById: event.by.personId,
        decidedOn: event.on,
      })
    }
    case 'manage':
    case 'renew': {
      if (state.effect === 'block') return refused('A block cannot be managed. If its facts are wrong, correct them')
      const may = checkDecider(state, event)
      if (!may.ok) return may
      const mitigation = event.mitigation.trim()
      const badReview = checkReview(event.on, event.reviewOn)
      if (mitigation === '' || badReview) {
        return invalid({
          ...(mitigation === '' ? { mitigation: 'Write down how the conflict will be managed' } : {}),
          ...(badReview ? { reviewOn: badReview } : {}),
        })
      }
      return ok({
        ...state,
        status: move.to,
        mitigation,
        reviewOn: event.reviewOn,
        decidedById: event.by.personId,
        decidedOn: event.on,
      })
    }
    case 'review-passed':
      if (state.reviewOn !== null && state.reviewOn >= event.on) return refused('Its review date has not passed')
      return ok({ ...state, status: move.to, mitigation: null, reviewOn: null })
    case 'become-block':
      if (event.effect !== 'block') return refused('It does not count as a block')
      return ok({ ...state, status: move.to, effect: event.effect, mitigation: null, reviewOn: null })
    case 'expire':
      return ok({ ...state, status: move.to, mitigation: null, reviewOn: null })
    case 'find-again':
      return ok({ ...state, status: move.to, reason: null, decidedById: null, decidedOn: null })
  }
}
