import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { openOwnProfile } from './own-profile.ts'
import type { ExpertiseInput } from './schema.ts'
import { tables } from './tables.ts'
import { themesByCode } from './themes.ts'

/** Adds a theme to what the actor knows, or changes what they said of it. */
export const saveExpertise = (ctx: Ctx, input: ExpertiseInput): Promise<Result<{ name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const own = await openOwnProfile(ctx)
    if (!own.ok) return own
    const personId = own.value
    const { themeCode, level, evidence } = input
    const theme = (await themesByCode(ctx)).get(themeCode)
    if (!theme) return invalid({ themeCode: 'Choose a theme from the list' })
    if (input.lastUsedOn !== undefined && input.lastUsedOn > ctx.clock.today())
      return invalid({ lastUsedOn: 'The last day you worked on it cannot be in the future' })
    const lastUsedOn = input.lastUsedOn === undefined ? null : dateFromIso(input.lastUsedOn)
    const said = { level, evidence, lastUsedOn }
    await tables(ctx).expertise.upsert({
      where: { personId_themeCode: { personId, themeCode } },
      create: { personId, themeCode, ...said },
      update: said,
    })
    await audit(ctx, {
      event: 'expertise.saved',
      subject: { kind: 'person', id: personId },
      data: { themeCode, level },
    })
    return ok({ name: theme.name })
  })

/** Takes a theme out of what the actor knows. */
export const removeExpertise = (ctx: Ctx, themeCode: string): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const own = await openOwnProfile(ctx)
    if (!own.ok) return own
    const { count } = await tables(ctx).expertise.deleteMany({ where: { personId: own.value, themeCode } })
    if (count === 0) return notFound()
    await audit(ctx, { event: 'expertise.removed', subject: { kind: 'person', id: own.value }, data: { themeCode } })
    return ok(null)
  })
