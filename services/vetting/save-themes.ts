import { themesByCode } from '#services/bank/index.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { changeDraft } from './change-draft.ts'
import { themeLimits } from './readiness.ts'
import type { RemoveThemeInput, ThemeInput } from './schema.ts'
import { tables } from './tables.ts'

/** Adds a theme with its level and evidence, or writes over the one there. At most twelve; the day is not in the future. */
export const saveTheme = (ctx: Ctx, input: ThemeInput & { ref: string }): Promise<Result<{ ref: string }>> =>
  changeDraft(ctx, input, 'themes', async (ctx, { id }) => {
    const { themeCode, level, evidence, lastUsedOn } = input
    const theme = (await themesByCode(ctx)).get(themeCode)
    if (!theme || theme.parentCode === null) return invalid({ themeCode: 'Choose a theme from the list' })
    if (lastUsedOn !== undefined && lastUsedOn > ctx.clock.today()) {
      return invalid({ lastUsedOn: 'The day you last did it must be in the past' })
    }
    const { applicationTheme } = tables(ctx)
    const others = await applicationTheme.count({ where: { applicationId: id, themeCode: { not: themeCode } } })
    if (others >= themeLimits.atMost) {
      return invalid({
        themeCode: `You have ${others} themes, and ${themeLimits.atMost} is the most. Take one out first`,
      })
    }
    const values = { level, evidence, lastUsedOn: lastUsedOn === undefined ? null : dateFromIso(lastUsedOn) }
    await applicationTheme.upsert({
      where: { applicationId_themeCode: { applicationId: id, themeCode } },
      create: { applicationId: id, themeCode, ...values },
      update: values,
    })
    return ok({})
  })

/** Takes a theme out. */
export const removeTheme = (ctx: Ctx, input: RemoveThemeInput & { ref: string }): Promise<Result<{ ref: string }>> =>
  changeDraft(ctx, input, 'themes', async (ctx, { id }) => {
    await tables(ctx).applicationTheme.deleteMany({ where: { applicationId: id, themeCode: input.themeCode } })
    return ok({})
  })
