import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { countYear } from './count-year.ts'
import { publish } from './publish.ts'
import { tables } from './tables.ts'

/** A year is counted on this day of the next: what was done in December is confirmed by then. */
export const countedOn = (year: number): string => `${year + 1}-03-01`

/** Earlier years than so many are not made up for. */
const mostYears = 10

/** The first year of which there is anything. */
const firstYear = async (ctx: Ctx): Promise<number | null> => {
  const [entry, ledger] = await Promise.all([
    ctx.db.auditEntry.findFirst({ orderBy: { at: 'asc' }, select: { at: true } }),
    ctx.db.ledgerEntry.findFirst({ orderBy: { on: 'asc' }, select: { on: true } }),
  ])
  const years = [entry && londonDate(entry.at), ledger && londonDate(ledger.on)].flatMap((day) =>
    day === null ? [] : [Number(day.slice(0, 4))],
  )
  return years.length === 0 ? null : Math.min(...years)
}

/** The years that have closed and may be counted on a day, the first first. */
export const closedYears = (first: number, today: string): number[] => {
  const now = Number(today.slice(0, 4))
  const last = today >= countedOn(now - 1) ? now - 1 : now - 2
  const from = Math.max(first, last - mostYears + 1)
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, at) => from + at)
}

/** Counts each closed year once and for all: it is never counted again, whatever is written down later. */
export const closeYears: Job = {
  name: 'independence.close-years',
  title: 'Count the year for the independence page',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const first = await firstYear(ctx)
    if (first === null) return
    const { independenceYear } = tables(ctx)
    const made = new Set((await independenceYear.findMany({ select: { year: true } })).map(({ year }) => year))
    for (const year of closedYears(first, ctx.clock.today()).filter((one) => !made.has(one))) {
      await inTransaction(ctx, async (ctx) => {
        const figures = publish(await countYear(ctx, year))
        const { count } = await tables(ctx).independenceYear.createMany({
          data: [{ year, figures, madeAt: ctx.clock.now() }],
          skipDuplicates: true,
        })
        if (count > 0)
          await audit(ctx, {
            event: 'independence-year.counted',
            subject: { kind: 'independence-year', id: String(year) },
          })
        return ok(undefined)
      })
    }
  },
}
