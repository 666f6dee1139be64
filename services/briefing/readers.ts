import type { BriefingChoice } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

/** Somebody who reads an issue, as they are queued. */
export type Reader = {
  id: string
  choice: Exclude<BriefingChoice, 'none'>
  regions: string[]
  themes: string[]
  isMember: boolean
}

/**
 * Who reads an issue, in one statement: everybody whose subscription is in force, for the fortnight or, where it gathers the month, for that too.
 * Who chose no region reads that of the services where they hold a post today. Members read the whole: who holds a post, an office or a place in the bank.
 */
export const readersOf = (ctx: Ctx, isMonthly: boolean): Promise<Reader[]> => {
  const today = dateFromIso(ctx.clock.today())
  const choices = isMonthly ? ['fortnightly', 'monthly'] : ['fortnightly']
  return ctx.db.$queryRaw<Reader[]>`
    select s.id, s.choice::text as choice, s.themes,
      case when cardinality(s.regions) > 0 or s."personId" is null then s.regions else coalesce(own.regions, '{}') end as regions,
      own."personId" is not null or exists (
        select from "Standing" b where b."personId" = s."personId" and b.status in ('active', 'renewal_due') and b."expiresOn" >= ${today}
      ) or exists (
        select from "Appointment" a where a."personId" = s."personId" and a."from" <= ${today} and (a.until is null or a.until >= ${today})
      ) as "isMember"
    from "Subscription" s
    left join "Person" p on p.id = s."personId"
    left join (
      select h."personId", array_agg(distinct y.region order by y.region) as regions
      from "Holding" h join "Post" t on t.id = h."postId" and t."abolishedOn" is null join "Yot" y on y.code = h."yotCode"
      where h."from" <= ${today} and (h.until is null or h.until >= ${today})
      group by h."personId"
    ) own on own."personId" = s."personId"
    where s.status = 'active' and s.choice = any(${choices}::"BriefingChoice"[]) and p."leftAt" is null
    order by s.id`
}
