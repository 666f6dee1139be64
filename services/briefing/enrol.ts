import { auditAll } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'

/** Members who have never said how often they want it: by a membership of their own, or of a service where they hold a post today. */
const membersWithout = (ctx: Ctx): Promise<{ id: string }[]> => {
  const today = dateFromIso(ctx.clock.today())
  return ctx.db.$queryRaw<{ id: string }[]>`
    select p.id from "Person" p
    where p."leftAt" is null and not exists (select from "Subscription" s where s."personId" = p.id) and p.id in (
      select m."personId" from "Membership" m
      where m."personId" is not null and m.status in ('active', 'due') and m."startsOn" <= ${today}
      union
      select h."personId" from "Holding" h join "Post" t on t.id = h."postId" and t."abolishedOn" is null
        join "Membership" m on m."yotCode" = h."yotCode" and m.status in ('active', 'due') and m."startsOn" <= ${today}
      where h."from" <= ${today} and (h.until is null or h.until >= ${today}))
    order by p.id`
}

/** Members get the briefing each fortnight until they choose otherwise. Being run twice gives nobody two. */
export const enrolMembers = (ctx: Ctx): Promise<Result<number>> =>
  inTransaction(
    ctx,
    async (ctx) => {
      const people = await membersWithout(ctx)
      const startedAt = ctx.clock.now()
      const rows = people.map(({ id: personId }) => ({
        ...{ id: newId(), personId, status: 'active' as const, choice: 'fortnightly' as const },
        ...{ regions: [], themes: [], startedAt, refusals: 0, version: 1 },
      }))
      await insertRows(ctx, 'Subscription', rows, { skipDuplicates: true })
      await auditAll(
        ctx,
        rows.map(({ id }) => ({
          event: 'subscription.started',
          subject: { kind: 'subscription', id },
          data: { choice: 'fortnightly' },
        })),
      )
      return ok(rows.length)
    },
    { timeout: 120_000 },
  )
