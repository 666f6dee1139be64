import { z } from 'zod'
import { Delivery } from '#prisma/generated/enums.ts'
import { theseYears, typedDay } from '#services/core/day.ts'
import { pounds } from '#services/core/money.ts'
import { priceLine, rows } from '#services/core/typed-rows.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { most } from './terms.ts'

const keepTo = (characters: number) => `Keep it to ${characters.toLocaleString('en-GB')} characters`

const text = (empty: string, characters: number, least = 1) =>
  guarded(z.string({ error: empty }).trim().min(least, empty).max(characters, keepTo(characters)))
const optionalText = (characters: number) => guarded(z.string().trim().max(characters, keepTo(characters))).default('')

const time = (empty: string) =>
  z.string({ error: empty }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, like 09:30')

const day = (empty: string) => typedDay(empty, theseYears)

const lineSchema = priceLine(text)

const sessionSchema = z.object({
  on: day('Enter the day'),
  from: time('Enter when it begins'),
  to: time('Enter when it ends'),
  mode: z.enum(Delivery, { error: 'Choose how it takes place' }),
  place: optionalText(200),
})

/** Saving the terms as far as they are typed: no part is asked for before they are sent. */
export const saveTermsSchema = z.object({
  /** Version of the draft that the page showed. */
  version: versionField,
  people: z.array(z.uuid()).max(most.people, `There can be at most ${most.people} people`).default([]),
  work: optionalText(4000),
  sessions: rows(sessionSchema, most.sessions, 'sessions'),
  periodFrom: day('Enter the first day').optional(),
  periodTo: day('Enter the last day').optional(),
  lines: rows(lineSchema, most.lines, 'lines'),
  expenses: optionalText(1000),
  cancelDays: z.coerce.number().int().min(0, 'Enter days, like 10').max(90, 'Enter at most 90 days').optional(),
  cancelPercent: z.coerce
    .number()
    .int()
    .min(0, 'Enter a percentage, like 50')
    .max(100, 'It cannot be more than 100')
    .optional(),
  documents: optionalText(2000),
  data: optionalText(2000),
  conflicts: optionalText(2000),
})
export type SaveTermsInput = z.output<typeof saveTermsSchema>

export const sendTermsSchema = z.object({
  version: versionField,
  /** What the button said: new terms, or a change of those that were agreed. */
  as: z.enum(['proposed', 'change-asked']).default('proposed'),
})
export type SendTermsInput = z.output<typeof sendTermsSchema>

export const acceptTermsSchema = z.object({
  version: versionField,
  number: z.coerce.number().int().positive(),
  hash: z.string().regex(/^[\da-f]{64}$/),
})
export type AcceptTermsInput = z.output<typeof acceptTermsSchema>

export const stepBackSchema = z.object({ version: versionField, reason: optionalText(1000) })

const minutes = (what: string) =>
  z
    .string({ error: `${what} must be in hours, like 7 or 3.5` })
    .trim()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, `${what} must be in hours, like 7 or 3.5`)
    .transform((typed) => Math.round(Number(typed) * 60))

/** The most one person gives on one day: 14 hours. */
export const mostMinutesADay = 14 * 60

const givenSchema = z.object({
  personId: z.uuid({ error: 'Choose who' }),
  on: day('Enter the day'),
  hours: minutes('Time').pipe(
    z
      .number()
      .min(1, 'Enter the time they gave in hours, like 7 or 3.5')
      .max(mostMinutesADay, 'One person gives at most 14 hours a day'),
  ),
  travel: minutes('Travel').pipe(z.number().max(mostMinutesADay, 'Travel is at most 14 hours a day')).optional(),
})

export const deliverSchema = z.object({
  version: versionField,
  given: rows(givenSchema, 100, 'days').refine((given) => given.length > 0, 'Say how much time was given, and by whom'),
})
export type DeliverInput = z.output<typeof deliverSchema>

export const markSessionSchema = z
  .object({
    version: versionField,
    session: z.coerce.number({ error: 'Choose which session' }).int().min(0, 'Choose which session'),
    isHeld: z.literal('yes').optional(),
    /** Why it was not held. */
    reason: optionalText(500),
  })
  .refine(({ isHeld, reason }) => isHeld === 'yes' || reason.length >= 3, {
    path: ['reason'],
    error: 'Say why it was not held',
  })
export type MarkSessionInput = z.output<typeof markSessionSchema>

export const confirmSchema = z.object({ version: versionField })

export const putRightSchema = z.object({
  version: versionField,
  missing: text('Say what is missing, in a sentence or two', 2000, 20),
})

export const cancelSchema = z.object({
  version: versionField,
  reason: text('Say why it is cancelled', 1000),
  /** What the page said is owed, in pence: what is agreed to by pressing. */
  chargePence: z.coerce.number().int().min(0),
})

const settlementKinds = ['invoice', 'purchase_order', 'paid', 'received'] as const

const moneyOrNothing = pounds('Enter the sum in pounds', 'The sum', { least: 0 })

export const settlementSchema = z
  .object({
    version: versionField,
    kind: z.enum(settlementKinds, { error: 'Choose what you record' }),
    number: guarded(z.string().trim().max(64, keepTo(64))).optional(),
    on: day('Enter the day'),
    net: moneyOrNothing.optional(),
    vat: moneyOrNothing.optional(),
  })
  .refine(({ kind, number }) => kind === 'paid' || kind === 'received' || (number ?? '') !== '', {
    path: ['number'],
    error: 'Enter the number that your finance system gave it',
  })
  .refine(({ kind, net }) => kind !== 'invoice' || net !== undefined, {
    path: ['net'],
    error: 'Enter the sum before VAT in pounds',
  })
export type SettlementInput = z.output<typeof settlementSchema>

const determinations = ['inside', 'outside', 'not-applicable'] as const
export const ir35Schema = z.object({
  version: versionField,
  determination: z.enum(determinations, { error: 'Choose what your council determined' }),
})

const disputeReasons = ['not-done', 'not-as-agreed', 'amount', 'cancelled'] as const
export const disputeSchema = z.object({
  version: versionField,
  reason: z.enum(disputeReasons, { error: 'Choose what it is about' }),
  statement: text('Say what happened, as you see it', 2000, 20),
})
export const statementSchema = z.object({
  version: versionField,
  statement: text('Say what happened, as you see it', 2000, 20),
})

export const resolutionSchema = z.object({
  version: versionField,
  /** What becomes of the work. */
  to: z.enum(['agreed', 'delivered', 'confirmed', 'cancelled'], { error: 'Choose what becomes of the work' }),
  total: moneyOrNothing.optional(),
  words: text('Say what you both do', 4000, 20),
})
export type ResolutionInput = z.output<typeof resolutionSchema>

export const messageSchema = z.object({ text: text('Write your message', 2000) })
