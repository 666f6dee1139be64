import { z } from 'zod'
import { activities } from './facts.ts'

/** Every rule, in the order of the rule book. Conflicts are listed in this order too. */
export const ruleIds = [
  'SELF',
  'SAME_SERVICE',
  'FORMER_EMPLOYER',
  'JOB_TALKS',
  'SOLD_TO_HOST',
  'SELL_AFTER_REVIEW',
  'FAMILY',
  'PERSONAL',
  'DISPUTE',
  'FINANCIAL',
  'LINE',
  'RECIPROCAL',
  'CO_BUSINESS',
  'CO_TEAM',
  'NEIGHBOUR',
  'COMPETITOR',
  'VETTED_BY',
  'TRUSTEE',
  'OFFICER_PAID',
  'INSPECTOR',
  'ELECTED',
  'HOST_OBJECTION',
  'SELF_DECLINED',
  'GIFT',
  'STALE',
] as const
export type RuleId = (typeof ruleIds)[number]

/** From strongest to weakest. */
export const effects = ['block', 'manage', 'note'] as const
export type Effect = (typeof effects)[number]

/** What can raise an effect above its usual one. */
const circumstances = ['host-asks', 'same-two-people', 'concerns-paid-work'] as const
export type Circumstance = (typeof circumstances)[number]

const circumstanceOf: Partial<Record<RuleId, Circumstance>> = {
  NEIGHBOUR: 'host-asks',
  RECIPROCAL: 'same-two-people',
  OFFICER_PAID: 'concerns-paid-work',
}

/** Promises made to the people who spoke up, and the one thing nobody may ever do. No version may loosen them. */
const alwaysBlocks: readonly RuleId[] = ['SELF', 'SELF_DECLINED', 'HOST_OBJECTION']
const fixedLookBacks: Partial<Record<RuleId, 'always' | 'this-request'>> = {
  SELF: 'always',
  STALE: 'always',
  HOST_OBJECTION: 'this-request',
  SELF_DECLINED: 'this-request',
}

const effectSchema = z.enum(effects)

const periodSchema = z.union([
  z.strictObject({ years: z.int().min(1).max(50) }),
  z.strictObject({ months: z.int().min(1).max(600) }),
])

/**
 * - `now`           while the fact lasts, its first and last day included
 * - `period`        while it lasts and for the period after its last day, the last day of the period included;
 *                   after that each of `fades` in turn, never stronger than before
 * - `always`        the rule has no end of its own
 * - `this-request`  only for the case it was said about
 */
const lookBackSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('this-request') }),
  z.strictObject({
    kind: z.literal('period'),
    period: periodSchema,
    fades: z.array(z.strictObject({ until: periodSchema, effect: effectSchema })).default([]),
  }),
])

/** One cell of the rule book. `none` prints as "does not apply". */
const cellSchema = z.strictObject({
  effect: z.enum([...effects, 'none']),
  raised: z.strictObject({ to: effectSchema, when: z.enum(circumstances) }).optional(),
})

const withWords = (known: readonly string[]) =>
  z
    .string()
    .trim()
    .min(1)
    .max(240)
    .refine((text) => [...text.matchAll(/\{([^}]*)\}/g)].every(([, word]) => known.includes(word ?? '')), {
      error: `The only words in braces it may use are ${known.map((word) => `{${word}}`).join(', ')}`,
    })

/** The words in braces that `explain` fills in from a conflict's facts. */
export const sentenceWords = [
  'post',
  'other',
  'host',
  'person',
  'service',
  'tie',
  'dates',
  'value',
  'declared',
] as const
/** The words in braces that the rules page fills in from the settings. */
const settingWords = ['gift-limit', 'declaration-age'] as const

const ruleSchema = z.strictObject({
  title: z.string().trim().min(1).max(60),
  /** When it fires, for the public page: follows "It applies when the person". */
  fires: withWords(settingWords),
  /** One conflict in words. */
  sentence: withWords(sentenceWords),
  lookBack: lookBackSchema,
  effects: z.record(z.enum(activities), cellSchema),
  /** The interest goes in the public register. */
  isPublic: z.boolean(),
  /** Nobody on the other side is told more than "not available". */
  isSilent: z.boolean(),
})
export type Rule = z.output<typeof ruleSchema>
export type Cell = z.output<typeof cellSchema>
export type LookBack = z.output<typeof lookBackSchema>

export const monthsOf = (period: z.output<typeof periodSchema>): number =>
  'years' in period ? period.years * 12 : period.months

const strengthOf = (effect: Effect | 'none') => (effect === 'none' ? 0 : effects.length - effects.indexOf(effect))

/**
 * One published version of the rules. Look-backs, effects, words and settings may change from version to version; which
 * rules there are and what they look at may not, because each has its function.
 */
export const ruleSetSchema = z
  .strictObject({
    version: z.int().min(1),
    /** Why this version was published; shown on the rules page. */
    reason: z.string().trim().min(1).max(500),
    settings: z.strictObject({
      /** GIFT fires above this value, in pence. */
      giftAbovePence: z.int().min(0).max(1_000_000),
      /** STALE fires when the last declaration is older than this. */
      declarationLasts: periodSchema,
    }),
    rules: z.record(z.enum(ruleIds), ruleSchema),
  })
  .check((ctx) => {
    const complain = (path: (string | number)[], message: string) =>
      ctx.issues.push({ code: 'custom', path: ['rules', ...path], message, input: ctx.value })
    for (const id of ruleIds) {
      const rule = ctx.value.rules[id]
      const fixed = fixedLookBacks[id]
      if (fixed ? rule.lookBack.kind !== fixed : rule.lookBack.kind !== 'now' && rule.lookBack.kind !== 'period') {
        complain([id, 'lookBack'], fixed ? `Must stay "${fixed}"` : 'Must be "now" or a period')
      }
      if (id === 'FORMER_EMPLOYER' && rule.lookBack.kind !== 'period') {
        complain([id, 'lookBack'], 'Must be a period, because it starts when the post ends')
      }
      if (rule.lookBack.kind === 'period') {
        const lengths = [rule.lookBack.period, ...rule.lookBack.fades.map((step) => step.until)].map(monthsOf)
        if (lengths.some((months, index) => index > 0 && months <= (lengths[index - 1] ?? 0))) {
          complain([id, 'lookBack', 'fades'], 'Each later step must end after the one before it')
        }
      }
      for (const activity of activities) {
        const cell = rule.effects[activity]
        if (cell.raised && cell.raised.when !== circumstanceOf[id]) {
          complain([id, 'effects', activity], `This rule cannot be raised by "${cell.raised.when}"`)
        }
        if (cell.raised && strengthOf(cell.raised.to) <= strengthOf(cell.effect)) {
          complain([id, 'effects', activity], 'A raised effect must be stronger than the usual one')
        }
        const mayBeNone = id === 'HOST_OBJECTION' && activity === 'deciding'
        if (alwaysBlocks.includes(id) && cell.effect !== 'block' && !(mayBeNone && cell.effect === 'none')) {
          complain([id, 'effects', activity], 'Must stay a block')
        }
      }
    }
  })
export type RuleSet = z.output<typeof ruleSetSchema>
