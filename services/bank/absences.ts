import { audit } from '#services/core/audit.ts'
import { addDays, addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { openOwnProfile } from './own-profile.ts'
import type { AbsenceInput } from './schema.ts'
import { tables } from './tables.ts'

/** Most absences to come that one person may have recorded. */
const mostAbsences = 50

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
    return ok(joined)
  })

type Days = { from: string; until: string }

/** From the first of all these days to the last. */
const joinedWith = (days: Days, others: readonly Days[]): Days => ({
  from: others.reduce((first, { from }) => (from < first ? from : first), days.from),
  until: others.reduce((last, { until }) => (until > last ? until : last), days.until),
})

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
