import type { Ctx } from '#services/core/context.ts'
import { type RuleSet, ruleSetSchema } from './rule-set.ts'
import { firstRuleSet } from './rule-set-first.ts'

/** The rule set in force: the newest published version, or the first one where none has been published. */
export const ruleSetInForce = async (ctx: Ctx): Promise<RuleSet> => {
  const newest = await ctx.db.ruleSetVersion.findFirst({ orderBy: { version: 'desc' }, select: { rules: true } })
  return newest ? ruleSetSchema.parse(newest.rules) : firstRuleSet
}
