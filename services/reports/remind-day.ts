import { addDays, addMonths } from '#services/core/clock.ts'
import { planTimes } from './plan-lifecycle.ts'

/**
 * The day on which an action's next reminder goes out: ten days before it is due, one after, then a month later; three at
 * most, and none that is past when the action begins. Null once there is none.
 *
 * @param reminded how many went out
 * @param today ISO day; a reminder that would have been before it is left out
 */
export const nextReminder = (dueOn: string, reminded: number, today: string): string | null => {
  const after = addDays(dueOn, planTimes.remindAfterDays)
  const days = [addDays(dueOn, -planTimes.remindBeforeDays), after]
  for (let month = 1; days.length < planTimes.reminders; month += 1) days.push(addMonths(after, month))
  return days.slice(reminded).find((day) => day >= today) ?? null
}
