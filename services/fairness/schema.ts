import { z } from 'zod'
import { theseYears, typedDay } from '#services/core/day.ts'
import { pounds } from '#services/core/money.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { elsewhere } from './kinds.ts'

const keepTo = (most: number) => `Keep it to ${most.toLocaleString('en-GB')} characters`
/** Words that somebody says, refused when they hold a child's details. */
const words = (empty: string, least: number, most: number) =>
  guarded(
    z
      .string({ error: empty })
      .trim()
      .min(least, least > 1 ? `${empty}, in at least ${least} characters` : empty)
      .max(most, keepTo(most)),
  )

const statement = words('Say how you see it', 20, 2000)

export const statementSchema = z.object({ statement })
export const flagSchema = z.object({
  ratingId: z.uuid({ error: 'Choose the rating that it is about' }),
  reason: z.string({ error: 'Choose what is the matter' }),
  statement,
})
export const bringSchema = z.object({
  about: z.enum(['offering', 'person', 'application'], { error: 'Open this from the page of what it is about' }),
  id: z.string({ error: 'Open this from the page of what it is about' }),
  reason: z.string({ error: 'Choose what is the matter' }),
  statement,
})
export const appealSchema = z.object({
  version: versionField,
  reason: z.string({ error: 'Choose the ground of your appeal' }),
  statement,
})
export const questionSchema = z.object({
  toSide: z.enum(['bringer', 'other'], { error: 'Choose whom you ask' }),
  question: words('Write your question', 10, 1000),
})
export const answerSchema = z.object({
  number: z.coerce.number().int().min(1),
  answer: words('Write your answer', 1, 2000),
})
/** A view of one point: outcome, reasons and, where it has one, its day. */
const viewOfPoint = z.object({
  outcome: z.string({ error: 'Choose what you find' }),
  reasons: words('Say why', 40, 4000),
  until: typedDay('Enter a day', theseYears).optional(),
  /** Of a mediator: what becomes of the work, and its price in pence. */
  to: z
    .enum(['agreed', 'delivered', 'confirmed', 'cancelled'], { error: 'Choose what becomes of the work' })
    .optional(),
  total: pounds('Enter the sum in pounds', 'The sum', { least: 0 }).optional(),
})
export const viewSchema = z.object({ points: z.array(viewOfPoint).min(1).max(10) })
export type ViewInput = z.output<typeof viewSchema>
export const lookedAtSchema = z.object({ isShown: z.enum(['yes', 'no']) })

export const measureSchema = z.object({
  version: versionField,
  target: z.string({ error: 'Choose what is put in place' }),
  reviewOn: typedDay('Enter the day on which it is looked at again', theseYears),
  reason: words('Say why', 20, 2000),
})
export const renewSchema = z.object({
  version: versionField,
  measureId: z.uuid(),
  reviewOn: typedDay('Enter the day on which it is looked at again', theseYears),
  reason: words('Say why it goes on', 20, 2000),
})
export const endMeasureSchema = z.object({ version: versionField, measureId: z.uuid() })
const whys = Object.keys(elsewhere)
export const elsewhereSchema = z.object({
  version: versionField,
  why: z
    .string({ error: 'Choose why it is not for here' })
    .refine((why) => whys.includes(why), 'Choose why it is not for here'),
})
export const pressSchema = z.object({ version: versionField })
