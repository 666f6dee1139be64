import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inBank } from './own-profile.ts'
import { tables } from './tables.ts'

/** The first day and the last. ISO days. */
export type Days = { from: string; until: string }

/** How far ahead a year by weeks goes, this week included. */
export const weeksAhead = 53

/** A week from Monday to Sunday, as somebody is free in it. ISO days. */
export type Week = Days & {
  state: 'free' | 'partly' | 'away'
  /** The days in it that they are not free, where those are not all. */
  away: Days[]
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, -((dateFromIso(day).getUTCDay() + 6) % 7))

const within = (days: Days, week: Days): Days => ({
  from: days.from > week.from ? days.from : week.from,
  until: days.until < week.until ? days.until : week.until,
})

/** The weeks from this one on, as these absences leave them. Absences neither overlap nor adjoin. */
export const weeksFrom = (absences: readonly Days[], today: string): Week[] =>
  Array.from({ length: weeksAhead }, (_, at): Week => {
    const from = addDays(mondayOf(today), 7 * at)
    const week = { from, until: addDays(from, 6) }
    const away = absences
      .filter((days) => days.from <= week.until && days.until >= week.from)
      .map((days) => within(days, week))
    const isAway = away.some((days) => days.from === week.from && days.until === week.until)
    return { ...week, state: isAway ? 'away' : away.length > 0 ? 'partly' : 'free', away: isAway ? [] : away }
  })

/** The actor's year by weeks; not found for somebody without a place in the bank. */
export const ownWeeks = async (ctx: Ctx): Promise<Result<Week[]>> => {
  const own = await inBank(ctx)
  if (!own.ok) return own
  const personId = own.value
  const today = ctx.clock.today()
  const rows = await tables(ctx).absence.findMany({
    where: { personId, until: { gte: dateFromIso(mondayOf(today)) } },
    orderBy: { from: 'asc' },
  })
  const absences = rows.map(({ from, until }) => ({ from: isoFromDate(from), until: isoFromDate(until) }))
  return ok(weeksFrom(absences, today))
}
