/*
 * How long each step may take, in one place: the pages, the mails and the reminders read it.
 */

/** Days a referee has to answer, and the days after asking on which they are reminded. */
export const refereeDays = 21
export const refereeReminders: readonly number[] = [7, 14, 20]

/** Working days for the association to check an application, for an assessor's view, and for the decision. */
export const workingDays = { checks: 10, view: 10, decision: 5 } as const

/** Days before a condition falls due on which its holder is reminded. */
export const conditionReminders: readonly number[] = [30, 7]
