import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { forbidden, invalid, ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { activities } from './facts.ts'
import { asJson } from './json.ts'
import type { RuleChange, SettingsChange } from './publish-schema.ts'
import { type Effect, monthsOf, type Rule, type RuleId, type RuleSet, ruleSetSchema } from './rule-set.ts'
import { changesBetween, ruleSetInForce } from './rule-sets.ts'
import { tables } from './tables.ts'

const mayNotPublish = () => forbidden('Administrators of the association publish the rules.')

const strongerThan = (a: Effect, b: Effect | 'none') => {
  const order = ['none', 'note', 'manage', 'block']
  return order.indexOf(a) > order.indexOf(b)
}

/** A rule with what was typed; a raised effect that is no longer above the usual one goes. */
const changedRule = (rule: Rule, change: RuleChange): Rule => {
  const effects = { ...rule.effects }
  for (const activity of activities) {
    const { raised } = rule.effects[activity]
    const effect = change[activity === 'paid-delivery' ? 'paidDelivery' : activity]
    effects[activity] = { effect, ...(raised && strongerThan(raised.to, effect) ? { raised } : {}) }
  }
  const { lookBack } = rule
  const isPeriod = change.length !== undefined && change.unit !== undefined
  const period = change.unit === 'months' ? { months: change.length ?? 1 } : { years: change.length ?? 1 }
  // A later, weaker step that the new period has reached is no step any more.
  const fades = lookBack.kind === 'period' ? lookBack.fades : []
  const later = fades.filter(({ until }) => monthsOf(until) > monthsOf(period))
  const isFixed = lookBack.kind === 'always' || lookBack.kind === 'this-request'
  return {
    ...rule,
    effects,
    isPublic: change.isPublic,
    lookBack: isFixed ? lookBack : isPeriod ? { kind: 'period', period, fades: later } : { kind: 'now' },
  }
}

const fieldOf = (path: string): string =>
  path.includes('lookBack')
    ? 'length'
    : path.includes('settings')
      ? 'giftPounds'
      : path.includes('reason')
        ? 'reason'
        : 'review'

const checked = (next: RuleSet, inForce: RuleSet): Result<RuleSet> => {
  const parsed = ruleSetSchema.safeParse(next)
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => [fieldOf(issue.path.join('.')), issue.message] as const)
    return invalid(Object.fromEntries(fields))
  }
  return changesBetween(inForce, parsed.data).length === 0
    ? invalid({ reason: 'Nothing is different from the rules in force' })
    : ok(parsed.data)
}

/** The rule set that would come of a change to one rule: the next version. Forbidden; invalid when the rule book rules it out. */
export const withRuleChanged = async (ctx: Ctx, ruleId: RuleId, change: RuleChange): Promise<Result<RuleSet>> => {
  if (!may(ctx.actor, 'rules.publish')) return mayNotPublish()
  const inForce = await ruleSetInForce(ctx)
  const rules = { ...inForce.rules, [ruleId]: changedRule(inForce.rules[ruleId], change) }
  return checked({ ...inForce, version: inForce.version + 1, reason: change.reason, rules }, inForce)
}

/** The same for the two settings. */
export const withSettingsChanged = async (ctx: Ctx, change: SettingsChange): Promise<Result<RuleSet>> => {
  if (!may(ctx.actor, 'rules.publish')) return mayNotPublish()
  const inForce = await ruleSetInForce(ctx)
  const settings = { giftAbovePence: change.giftPounds * 100, declarationLasts: { months: change.declarationMonths } }
  return checked({ ...inForce, version: inForce.version + 1, reason: change.reason, settings }, inForce)
}

/**
 * Publishes a version of the rules, in force from now on; everybody is checked again. Checks made before keep the version
 * they ran under. `basedOn` is the version that the page showed: stale when another was published since.
 */
export const publishRules = (ctx: Ctx, next: RuleSet, basedOn: number): Promise<Result<{ version: number }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!may(ctx.actor, 'rules.publish')) return mayNotPublish()
    if (next.version !== basedOn + 1) return overtaken('The rule book')
    const written = await tables(ctx).ruleSetVersion.createMany({
      data: [
        {
          version: next.version,
          rules: asJson(next),
          reason: next.reason,
          publishedBy: ctx.actor.name,
          publishedAt: ctx.clock.now(),
        },
      ],
      skipDuplicates: true,
    })
    if (written.count === 0) return overtaken('The rule book')
    await audit(ctx, {
      event: 'rules.published',
      subject: { kind: 'rule-set', id: String(next.version) },
      data: { version: next.version },
    })
    await enqueue(ctx, { topic: 'recheck-everybody', key: `recheck-everybody:rules:${next.version}`, payload: {} })
    return ok({ version: next.version })
  })
