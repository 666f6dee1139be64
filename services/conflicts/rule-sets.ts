import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { describeRule } from './explain-rules.ts'
import { type RuleId, type RuleSet, ruleIds, ruleSetSchema } from './rule-set.ts'
import { firstRuleSet } from './rule-set-first.ts'

/** The rule set in force: the newest published version, or the first one where none has been published. */
export const ruleSetInForce = async (ctx: Ctx): Promise<RuleSet> => {
  const newest = await ctx.db.ruleSetVersion.findFirst({ orderBy: { version: 'desc' }, select: { rules: true } })
  return newest ? ruleSetSchema.parse(newest.rules) : firstRuleSet
}

/** One version of the rules as it was published; null where there is none of that number. */
export const ruleSetOf = async (ctx: Ctx, version: number): Promise<RuleSet | null> => {
  if (version === firstRuleSet.version) return firstRuleSet
  const row = await ctx.db.ruleSetVersion.findUnique({ where: { version }, select: { rules: true } })
  return row && ruleSetSchema.parse(row.rules)
}

/** What one version changed, in words, rule by rule. */
export const changesBetween = (
  before: RuleSet,
  after: RuleSet,
): { ruleId: RuleId; title: string; changes: string[] }[] =>
  ruleIds.flatMap((ruleId) => {
    const [was, is] = [describeRule(before, ruleId), describeRule(after, ruleId)]
    const changed = (name: string, old: string, now: string) => (old === now ? [] : [`${name}: ${now} (was: ${old})`])
    const changes = [
      ...changed('When', is.applies === was.applies ? '' : was.applies, is.applies === was.applies ? '' : is.applies),
      ...changed('For how long', was.lookBack, is.lookBack),
      ...changed('On a review', was.effects.review, is.effects.review),
      ...changed('Paid work', was.effects['paid-delivery'], is.effects['paid-delivery']),
      ...changed('When deciding', was.effects.deciding, is.effects.deciding),
      ...changed('Notes', was.notes.join(' ') || 'none', is.notes.join(' ') || 'none'),
    ]
    return changes.length > 0 ? [{ ruleId, title: is.title, changes }] : []
  })

export type PublishedVersion = {
  version: number
  reason: string
  /** ISO day; null for the rules the exchange began with. */
  publishedOn: string | null
  publishedBy: string | null
  changes: ReturnType<typeof changesBetween>
}

/** Every version of the rules, the newest first, each with what it changed and why. For everybody. */
export const ruleSetHistory = async (ctx: Ctx): Promise<PublishedVersion[]> => {
  const rows = await ctx.db.ruleSetVersion.findMany({
    where: { version: { not: firstRuleSet.version } },
    orderBy: { version: 'asc' },
  })
  let before = firstRuleSet
  const history: PublishedVersion[] = [
    { version: before.version, reason: before.reason, publishedOn: null, publishedBy: null, changes: [] },
  ]
  for (const row of rows) {
    const after = ruleSetSchema.parse(row.rules)
    history.push({
      version: row.version,
      reason: row.reason,
      publishedOn: londonDate(row.publishedAt),
      publishedBy: row.publishedBy,
      changes: changesBetween(before, after),
    })
    before = after
  }
  return history.reverse()
}
