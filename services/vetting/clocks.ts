import { addDays } from '#services/core/clock.ts'
import { workingDayFrom } from '#services/core/working-days.ts'

/*
 * How long each step may take, in one place: the pages, the mails and the reminders read it.
 */

/** Days a referee has to answer, and the days after asking on which they are reminded. */
export const refereeDays = 21

/** By when a referee asked on a day answers: a working day. */
export const refereeBy = (askedOn: string): string => workingDayFrom(addDays(askedOn, refereeDays))
export const refereeReminders: readonly number[] = [7, 14, 20]

/** Working days for the association to check an application, for an assessor's view, and for the decision. */
/** Days to appeal a decline or a deferral (lifecycles.md). */
export const appealDays = 28

export const workingDays = { checks: 10, view: 10, decision: 5 } as const
