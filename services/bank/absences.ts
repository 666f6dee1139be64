import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { openOwnProfile } from './own-profile.ts'
import type { AbsenceInput, spansSchema, weeksSchema } from './schema.ts'
import { tables } from './tables.ts'
import { type Days, weeksFrom } from './weeks.ts'

/** Most absences to come that one person may have recorded. */
const mostAbsences = 120

/**
 * Records days on which the actor is not free. Why is never asked. Days that overlap or adjoin some already recorded become
 * one absence with them; the answer says how it then stands.
 */
export const addAbsence = (ctx: Ctx, { from, until }: AbsenceInput): Promise<Result<{ from: string; until: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const own = await openOwnProfile(ctx)
    if (!own.ok) return own
    const personId = own.value
    const { absence } = tables(ctx)
    const today = ctx.clock.today()
    if (until < from) return invalid({ until: 'The last day cannot be before the first' })
    if (until < today) return invalid({ until: 'The last day must be today or later' })
    if (until > addMonths(today, 36)) return invalid({ until: 'The last day must be within the next 3 years' })
    const touching = await absence.findMany({
      where: {
        personId,
        from: { lte: dateFromIso(addDays(until, 1)) },
        until: { gte: dateFromIso(addDays(from, -1)) },
      },
    })
    const known = touching.map((row) => ({ from: isoFromDate(row.from), until: isoFromDate(row.until) }))
    const joined = joinedWith({ from, until }, known)
    if (known.some((days) => days.from === joined.from && days.until === joined.until)) return ok(joined)
    await absence.deleteMany({ where: { id: { in: touching.map(({ id }) => id) } } })
    if ((await absence.count({ where: { personId, until: { gte: dateFromIso(today) } } })) >= mostAbsences)
      return refused(`You have ${mostAbsences} absences to come recorded. Remove one first.`)
    await absence.create({ data: { personId, from: dateFromIso(joined.from), until: dateFromIso(joined.until) } })
    await audit(ctx, { event: 'absence.added', subject: { kind: 'person', id: personId }, data: joined })
    // Whoever planned with these days hears of it.
    await enqueue(ctx, {
      topic: 'absence-recorded',
      key: `absence-recorded:${personId}:${joined.from}:${joined.until}:${ctx.clock.now().getTime()}`,
      payload: { personId, ...joined },
    })
    return ok(joined)
  })

/** From the first of all these days to the last. */
const joinedWith = (days: Days, others: readonly Days[]): Days => ({
  from: others.reduce((first, { from }) => (from < first ? from : first), days.from),
  until: others.reduce((last, { until }) => (until > last ? until : last), days.until),
})

/** Makes somebody free on these days: what was recorded before and after them stays. Call with their profile locked. */
const freeDays = async (ctx: Ctx, personId: string, { from, until }: Days): Promise<void> => {
  const { absence } = tables(ctx)
  const meeting = await absence.findMany({
    where: { personId, from: { lte: dateFromIso(until) }, until: { gte: dateFromIso(from) } },
  })
  if (meeting.length === 0) return
  await absence.deleteMany({ where: { id: { in: meeting.map(({ id }) => id) } } })
  const left = meeting.flatMap((row) => [
    { from: isoFromDate(row.from), until: addDays(from, -1) },
    { from: addDays(until, 1), until: isoFromDate(row.until) },
  ])
  await absence.createMany({
    data: left
      .filter((days) => days.from <= days.until)
      .map((days) => ({ personId, from: dateFromIso(days.from), until: dateFromIso(days.until) })),
  })
  await audit(ctx, { event: 'absence.removed', subject: { kind: 'person', id: personId }, data: { from, until } })
}

/** Makes the actor free again on days they had recorded. Pressing twice does it once. */
export const removeAbsence = (ctx: Ctx, absenceId: string): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const own = await openOwnProfile(ctx)
    if (!own.ok) return own
    const personId = own.value
    const { count } = await tables(ctx).absence.deleteMany({ where: { id: absenceId, personId } })
    if (count === 0 && (await tables(ctx).absence.count({ where: { id: absenceId } })) > 0) return notFound()
    if (count > 0) await audit(ctx, { event: 'absence.removed', subject: { kind: 'person', id: personId } })
    return ok(null)
  })

/**
 * Paints the actor's year by whole weeks: those newly ticked are not free, those no longer ticked are free again. What stood ticked when the
 * page was made is sent with it, so that a week that changed meanwhile elsewhere stays as it is, and so do weeks in part.
 */
export const paintWeeks = (
  ctx: Ctx,
  { weeks, shown }: z.infer<typeof weeksSchema>,
): Promise<Result<{ away: number; free: number }>> =>
  inTransaction(ctx, async (ctx) => {
    const own = await openOwnProfile(ctx)
    if (!own.ok) return own
    const [ticked, before] = [new Set(weeks), new Set(shown)]
    const known = weeksFrom([], ctx.clock.today())
    const freed = known.filter(({ from }) => before.has(from) && !ticked.has(from))
    const added = known.filter(({ from }) => ticked.has(from) && !before.has(from))
    for (const week of freed) await freeDays(ctx, own.value, week)
    for (const { from, until } of added) {
      const done = await addAbsence(ctx, { from, until })
      if (!done.ok) return done
    }
    return ok({ away: added.length, free: freed.length })
  })

/** Records several spans of days at once, as a calendar had them: all, or none with why. */
export const addAbsences = (ctx: Ctx, { spans }: z.infer<typeof spansSchema>): Promise<Result<{ count: number }>> =>
  inTransaction(ctx, async (ctx) => {
    for (const span of spans) {
      const [from = '', until = ''] = span.split('/')
      const done = await addAbsence(ctx, { from, until })
      if (!done.ok) return 'fields' in done.problem ? refused(Object.values(done.problem.fields).join(' ')) : done
    }
    return ok({ count: spans.length })
  })
