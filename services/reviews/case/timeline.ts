import type { ReviewKind, ReviewStatus } from '#prisma/generated/enums.ts'
import type { Happening } from '#services/core/life/history.ts'
import { type Anchors, type Phase, type StepKey, stagesOf } from './stages.ts'

/** What whoever owes a step said of it last. */
type SaidOfStep = { isDone: boolean; on: string | null; by: string; note: string }
export type SaidOfSteps = Partial<Record<StepKey, SaidOfStep>>

/**
 * One step of a review: done on a day, said not to have been done, past without anybody saying that it was done, under way now, or still to
 * come by a day.
 */
export type Step = {
  title: string
  phase: Phase
  who: string
  state: 'done' | 'not-done' | 'unsaid' | 'now' | 'to-come'
  /** Day it happened, or is due; null when neither can be said. */
  on: string | null
  isLate: boolean
  /** Who said that it was done or not, where it is a step that is ticked off. */
  by?: string
}

/** Where a status stands on the way; those beside the way count as where they branched off. */
const placeOf = (order: readonly ReviewStatus[], status: ReviewStatus, beside: ReviewStatus | null): number => {
  if (status === 'deferred') return order.indexOf('coordinator_checked')
  if (status === 'postponed' && beside) return placeOf(order, beside, null)
  return order.indexOf(status)
}

/**
 * A review of its kind from request to close: what is done and when, what comes now, and what comes later by when. Steps without a
 * state of their own are ticked off by whoever owes them (`said`), and stay on it; past and unsaid, that is what it says.
 */
export const timelineOf = (
  review: { kind: ReviewKind; status: ReviewStatus; postponedFrom: ReviewStatus | null },
  anchors: Anchors,
  today: string,
  said: SaidOfSteps = {},
): Step[] => {
  const stages = stagesOf(review.kind)
  const order = stages.flatMap(({ status }) => status ?? [])
  const here = placeOf(order, review.status, review.postponedFrom)
  let isNowTaken = ['withdrawn', 'declined', 'redirected', 'postponed', 'closed'].includes(review.status)
  let place = -1
  return stages.flatMap((stage): Step[] => {
    if (stage.status !== null) place = order.indexOf(stage.status)
    const isReached = stage.status === null ? here > place : here >= place
    const due = stage.dueOn(anchors)
    const { title, phase, who } = stage
    const word = stage.step === undefined ? undefined : said[stage.step]
    if (word) {
      return [
        { title, phase, who, state: word.isDone ? 'done' : 'not-done', on: word.on ?? due, isLate: false, by: word.by },
      ]
    }
    if (isReached) {
      if (stage.status === null) return [{ title, phase, who, state: 'unsaid', on: due, isLate: false }]
      const on = anchors.reachedOn[stage.status] ?? null
      // A scoping call that is arranged for next week has not been held.
      const state = on !== null && on > today ? 'to-come' : 'done'
      return [{ title, phase, who, state, on, isLate: false }]
    }
    const isLate = due !== null && due < today
    if (stage.status !== null && !isNowTaken) {
      isNowTaken = true
      return [{ title, phase, who, state: 'now', on: due, isLate }]
    }
    const isPast = stage.status === null && isLate
    return [{ title, phase, who, state: isPast ? 'unsaid' : 'to-come', on: due, isLate: false }]
  })
}

/** How a review runs, for those who have not had one: the terms accepted, the visit to come. No dates, as it is nobody's. */
export const exampleTimeline: readonly Step[] = timelineOf(
  { kind: 'review', status: 'preparing', postponedFrom: null },
  { startsOn: null, endsOn: null, reachedOn: {} },
  '',
)

/** The day on which each state was last reached, from a history with the latest first. */
export const daysReached = (history: readonly Happening[]): Partial<Record<ReviewStatus, string>> =>
  Object.fromEntries(
    history.toReversed().flatMap(({ event, to, on }) => (event === 'case-passed' ? [] : [[to, on] as const])),
  )
