import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { issues, readIssues } from './move-issue.ts'
import { tables } from './tables.ts'
import { daysOfIssues, hourOf } from './timetable.ts'

/** How far ahead the timetable stands. */
const daysAhead = 366
/** What the first issue of all tells of. */
const daysBefore = 14

/** Plans the issues of a year that are not planned yet. Being run twice plans nothing twice. */
export const planIssues = (ctx: Ctx): Promise<Result<number>> =>
  inTransaction(ctx, async (ctx) => {
    const today = ctx.clock.today()
    const last = await tables(ctx).issue.findFirst({ orderBy: { day: 'desc' }, select: { day: true } })
    const from = last === null ? today : addDays(isoFromDate(last.day), 1)
    const days = daysOfIssues(from, addDays(today, daysAhead))
    let windowFrom = last === null ? hourOf(addDays(days[0]?.day ?? today, -daysBefore)) : hourOf(isoFromDate(last.day))
    const rows = days.map(({ day, isMonthly }) => {
      const windowTo = hourOf(day)
      const row = {
        ...{
          id: newId(),
          day: dateFromIso(day),
          status: 'planned' as const,
          isMonthly,
          windowFrom,
          windowTo,
          version: 1,
        },
        ...{ goesAt: windowTo, readers: 0, links: [] },
      }
      windowFrom = windowTo
      return row
    })
    // A second worker that plans at the same moment finds these days taken.
    const written = await insertRows(ctx, 'Issue', rows, { skipDuplicates: true })
    if (written !== rows.length) throw new Error('Somebody else plans at this moment.')
    const made = await readIssues(ctx, {
      where: { id: { in: rows.map(({ id }) => id) } },
      orderBy: { day: 'asc' },
      take: rows.length,
    })
    if (made.length > 0) await issues.beginAll(ctx, made, 'planned')
    return ok(made.length)
  })

/**
 * Begins to collect the first planned issue, once the one before it is on its way. It tells of everything since the end of what the
 * last one told that went, so that nothing falls between two.
 */
export const openNext = async (ctx: Ctx): Promise<boolean> => {
  const [next] = await readIssues(ctx, { where: { status: 'planned' }, orderBy: { day: 'asc' }, take: 1 })
  if (!next) return false
  const opened = await issues.asSystemMove(ctx, { id: next.id, event: 'opened' }, async (ctx, { move }) => {
    const { issue } = tables(ctx)
    if ((await issue.count({ where: { status: { in: ['open', 'held'] } } })) > 0) return ok(undefined)
    const told = await issue.findFirst({
      where: { status: { in: ['sending', 'sent', 'corrected'] } },
      orderBy: { day: 'desc' },
      select: { windowTo: true },
    })
    return move({ data: told === null ? {} : { windowFrom: told.windowTo } })
  })
  return opened.ok && opened.value
}
