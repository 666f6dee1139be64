import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { sayPence, sayPeriod } from './explain.ts'
import { describeRule, describeRules } from './explain-rules.ts'
import { ruleIds } from './rule-set.ts'
import { ruleSetHistory, ruleSetInForce } from './rule-sets.ts'

const onlyAdministrators = () => forbidden('Administrators of the association publish the rules.')

/** The rules in force and every version before them, for those who may publish another. Forbidden to others. */
export const findRules = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'rules.publish')) return onlyAdministrators()
  const [ruleSet, history] = await Promise.all([ruleSetInForce(ctx), ruleSetHistory(ctx)])
  const { giftAbovePence, declarationLasts } = ruleSet.settings
  return ok({
    version: ruleSet.version,
    rules: describeRules(ruleSet),
    settings: { gift: sayPence(giftAbovePence), declaration: sayPeriod(declarationLasts) },
    history,
  })
}

export type RuleForm = {
  version: number
  title: string
  applies: string
  /** The rule book fixes how long some rules count. */
  isLengthFixed: boolean
  lookBack: string
  values: Record<string, string | number | null>
}

/** One rule, or the settings, as the form that changes it begins. not-found for any other name. */
export const findRuleForm = async (ctx: Ctx, name: string): Promise<Result<RuleForm>> => {
  if (!may(ctx.actor, 'rules.publish')) return onlyAdministrators()
  const inForce = await ruleSetInForce(ctx)
  const { version, settings, rules } = inForce
  if (name === 'settings') {
    const { declarationLasts: lasts } = settings
    return ok({
      version,
      title: 'Settings',
      applies: '',
      isLengthFixed: true,
      lookBack: '',
      values: {
        giftPounds: settings.giftAbovePence / 100,
        declarationMonths: 'years' in lasts ? lasts.years * 12 : lasts.months,
      },
    })
  }
  const ruleId = ruleIds.find((id) => id === name)
  if (!ruleId) return notFound()
  const { lookBack, effects, isPublic } = rules[ruleId]
  const period = lookBack.kind === 'period' ? lookBack.period : null
  const described = describeRule(inForce, ruleId)
  return ok({
    version,
    title: described.title,
    applies: described.applies,
    isLengthFixed: lookBack.kind === 'always' || lookBack.kind === 'this-request',
    lookBack: described.lookBack,
    values: {
      length: period && ('years' in period ? period.years : period.months),
      unit: period && ('years' in period ? 'years' : 'months'),
      review: effects.review.effect,
      paidDelivery: effects['paid-delivery'].effect,
      deciding: effects.deciding.effect,
      isPublic: isPublic ? 'true' : null,
    },
  })
}
