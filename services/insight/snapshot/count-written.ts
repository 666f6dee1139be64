import type { Ctx } from '#services/core/context.ts'
import type { Content } from './content.ts'

/**
 * What the ledger had written in each quarter of London's, the first first. By when it was written and not by when it was given: a quarter that is over
 * never changes, since what is corrected is written anew.
 */
export const countWritten = (ctx: Ctx): Promise<Content['written']> =>
  ctx.db.$queryRaw<Content['written']>`
    select to_char("writtenAt" at time zone 'Europe/London', 'YYYY"-Q"Q') as quarter, count(distinct "sourceId")::int as pieces, sum(minutes)::int as minutes
    from "LedgerEntry" group by 1 order by 1`
