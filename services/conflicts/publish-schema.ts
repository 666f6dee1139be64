import { z } from 'zod'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { effects } from './rule-set.ts'

const effect = z.enum([...effects, 'none'], 'Choose what follows')
const reason = guarded(
  z
    .string({ error: 'Say why the rules change. Everybody can read it' })
    .trim()
    .min(10, 'Say why the rules change, in at least 10 characters. Everybody can read it')
    .max(500, 'Keep the reason to 500 characters'),
)

/** A press of "Show what would change" or of "Publish". */
const step = z.enum(['preview', 'publish']).default('preview')

export const ruleChangeSchema = z
  .object({
    step,
    version: versionField,
    /** How long it counts after it ended; left out: only while it lasts. */
    length: z.coerce
      .number('Enter a whole number')
      .int('Enter a whole number')
      .min(1, 'Enter 1 or more')
      .max(600)
      .optional(),
    unit: z.enum(['years', 'months']).optional(),
    review: effect,
    paidDelivery: effect,
    deciding: effect,
    isPublic: z.coerce.boolean().default(false),
    reason,
  })
  .refine(({ length, unit }) => length === undefined || unit !== undefined, {
    path: ['unit'],
    error: 'Choose years or months',
  })
export type RuleChange = z.output<typeof ruleChangeSchema>

export const settingsChangeSchema = z.object({
  step,
  version: versionField,
  giftPounds: z.coerce.number('Enter whole pounds').int('Enter whole pounds').min(0, 'Enter 0 or more').max(10_000),
  declarationMonths: z.coerce
    .number('Enter a whole number of months')
    .int('Enter a whole number of months')
    .min(1, 'Enter 1 or more')
    .max(60, 'Enter 60 or fewer'),
  reason,
})
export type SettingsChange = z.output<typeof settingsChangeSchema>
