import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { mayManageMembers, mayNotManage } from './policy.ts'
import type { termsSchema } from './schema.ts'
import { tables } from './tables.ts'
import { allTerms, type Terms } from './terms.ts'

/** Every version of the terms, the newest first, for whoever may publish the next. */
export const termsToChange = async (ctx: Ctx): Promise<Result<Terms[]>> =>
  mayManageMembers(ctx.actor) ? ok(await allTerms(ctx)) : mayNotManage()

/**
 * Publishes the next version of the terms, in force from a day on. `version` is the newest version the administrator saw.
 * Earlier versions stay; years under way keep the fee they began with.
 */
export const publishTerms = (
  ctx: Ctx,
  { version, inForceFrom, ...terms }: z.infer<typeof termsSchema>,
): Promise<Result<{ version: number }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayManageMembers(ctx.actor)) return mayNotManage()
    const today = ctx.clock.today()
    if (inForceFrom < today) return invalid({ inForceFrom: 'New terms begin today or later' })
    if (inForceFrom > addMonths(today, 24)) return invalid({ inForceFrom: 'New terms begin within two years' })
    const next = version + 1
    const { membershipTerms } = tables(ctx)
    const newer = await membershipTerms.count({ where: { version: { gte: next } } })
    if (newer > 0) return overtaken('The list of terms')
    // The number is the key: of two who publish at once, one is told.
    const { count } = await membershipTerms.createMany({
      data: [{ version: next, inForceFrom: dateFromIso(inForceFrom), ...terms, createdAt: ctx.clock.now() }],
      skipDuplicates: true,
    })
    if (count === 0) return overtaken('The list of terms')
    await audit(ctx, {
      event: 'membership-terms.published',
      subject: { kind: 'membership-terms', id: String(next) },
      data: { inForceFrom, ...terms },
    })
    return ok({ version: next })
  })
