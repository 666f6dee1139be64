import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { type Anchors, stages } from './stages.ts'

/** One step of a review: done on a day, under way now, or still to come by a day. */
export type Step = {
  title: string
  who: string
  state: 'done' | 'now' | 'to-come'
  /** Day it happened, or is due; null when neither can be said. */
  on: string | null
  isLate: boolean
}

const order = stages.flatMap(({ status }) => status ?? [])

/** Where a status stands on the way; those beside the way count as where they branched off. */
const placeOf = (status: ReviewStatus, beside: ReviewStatus | null): number => {
  if (status === 'deferred') return order.indexOf('coordinator_checked')
  if (status === 'postponed' && beside) return placeOf(beside, null)
  return order.indexOf(status)
}

/**
 * A review from request to close: what is done and when, what comes now, and what comes later by when. Steps without a
 * state of their own are reminders: past once the state after them is reached.
 */
export const timelineOf = (
  review: { status: ReviewStatus; postponedFrom: ReviewStatus | null },
  anchors: Anchors,
  today: string,
): Step[] => {
  const here = placeOf(review.status, review.postponedFrom)
  let isNowTaken = ['withdrawn', 'declined', 'redirected', 'postponed', 'closed'].includes(review.status)
  let place = -1
  return stages.flatMap((stage): Step[] => {
    if (stage.status !== null) place = order.indexOf(stage.status)
    const isReached = stage.status === null ? here > place : here >= place
    const due = stage.dueOn(anchors)
    const { title, who } = stage
    if (isReached) {
      const on = stage.status === null ? null : (anchors.reachedOn[stage.status] ?? null)
      return stage.status === null ? [] : [{ title, who, state: 'done', on, isLate: false }]
    }
    const isLate = due !== null && due < today
    if (stage.status !== null && !isNowTaken) {
      isNowTaken = true
      return [{ title, who, state: 'now', on: due, isLate }]
    }
    return [{ title, who, state: 'to-come', on: due, isLate: false }]
  })
}
