import type { HoldingKind } from '#prisma/generated/enums.ts'

/** Where somebody's time in a post stands on a day. */
export type HoldingState = 'to_come' | 'in_post' | 'on_leave' | 'ended'

export type HoldingFacts = { from: string; until: string | null; isOnLeave: boolean }

export const holdingState = ({ from, until, isOnLeave }: HoldingFacts, on: string): HoldingState => {
  if (from > on) return 'to_come'
  if (until !== null && until < on) return 'ended'
  return isOnLeave ? 'on_leave' : 'in_post'
}

export type HoldingEvent = 'leave-began' | 'leave-ended' | 'ended' | 'removed'

type Move = {
  event: HoldingEvent
  from: readonly HoldingState[]
  /** What the button says. */
  says: string
  /** What is said when it is not allowed. */
  otherwise: string
}

/** What may happen to somebody's time in a post. Why they are on leave is never asked. */
const holdingMoves: readonly Move[] = [
  {
    event: 'leave-began',
    from: ['in_post'],
    says: 'Mark as on leave',
    otherwise: 'Only somebody who is in post now can be marked as on leave.',
  },
  {
    event: 'leave-ended',
    from: ['on_leave'],
    says: 'Mark as back from leave',
    otherwise: 'They are not marked as on leave.',
  },
  {
    event: 'ended',
    from: ['in_post', 'on_leave'],
    says: 'Record their last day',
    otherwise: 'Their time in this post has ended already, or has not begun.',
  },
  {
    event: 'removed',
    from: ['to_come'],
    says: 'Remove: recorded by mistake',
    otherwise: 'Their time in this post has begun. Record their last day instead.',
  },
]

/** The moves open on a day. A slip noticed on the first day itself is undone rather than ended. */
export const holdingMovesOn = (facts: HoldingFacts, on: string): Move[] => {
  const state = holdingState(facts, on)
  const isFirstDay = facts.from === on && state !== 'ended'
  return holdingMoves.filter((move) => move.from.includes(state) || (move.event === 'removed' && isFirstDay))
}

/** Why a move may not be made on a day, in a sentence; null when it may. */
export const whyNotMove = (event: HoldingEvent, facts: HoldingFacts, on: string): string | null =>
  holdingMovesOn(facts, on).some((move) => move.event === event)
    ? null
    : (holdingMoves.find((move) => move.event === event)?.otherwise ?? null)

/** How a kind of holding reads after a name; nothing for the ordinary one. */
export const kindWords: Record<HoldingKind, string | null> = {
  substantive: null,
  acting: 'acting',
  interim: 'interim',
  secondment: 'on secondment',
}
