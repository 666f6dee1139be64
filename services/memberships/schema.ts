import { z } from 'zod'
import { theseYears, typedDay } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { pounds } from '#services/core/money.ts'
import { versionField } from '#services/core/whole-number.ts'
import { invoicedFields, invoiceeFields, paidFields, purchaseOrder } from './fees.ts'
import { offeredReasons } from './lifecycle.ts'

const version = versionField

export const askToJoinSchema = z.object({
  kind: z.enum(['group', 'individual'], { error: 'Choose who pays' }),
  yotCode: z.string().max(100).optional(),
  poReference: purchaseOrder,
  ...invoiceeFields,
})

export const joinRequestSchema = z.object({
  name: z
    .string({ error: 'Enter your name' })
    .trim()
    .min(2, 'Enter your name')
    .max(100, 'Keep your name to 100 characters'),
  address: emailAddress('Enter your e-mail address'),
  service: z.string().trim().max(200, 'Keep the name of the service to 200 characters').optional(),
  title: z.string().trim().max(100, 'Keep your job title to 100 characters').optional(),
  kind: z.enum(['group', 'individual', 'bank'], { error: 'Choose what you come for' }),
  poReference: purchaseOrder,
  /** How often they want the briefing once they are in. */
  briefing: z.enum(['fortnightly', 'monthly', 'none'], { error: 'Choose how often' }).optional(),
})

export const decideSchema = z.object({
  version,
  decision: z.enum(['agreed', 'declined'], { error: 'Choose whether you agree' }),
  reason: z
    .string({ error: 'Enter the reason: it is sent to whoever asked' })
    .trim()
    .min(3, 'Enter the reason: it is sent to whoever asked')
    .max(1000, 'Keep the reason to 1,000 characters'),
})

export const renewSchema = z.object({ version, poReference: purchaseOrder })

export const withdrawSchema = z.object({ version })

export const invoiceeSchema = z.object({ version, ...invoiceeFields })

export const invoicedSchema = z.object({ version, ...invoicedFields })

export const leaveSchema = z.object({
  version,
  reason: z.enum(offeredReasons, { error: 'Choose a reason, or choose not to say' }),
})

export const paymentSchema = z.object({ version, ...paidFields })

/** Several payments of one day: each membership with the version that was shown, as "id:version". */
export const paymentsSchema = z.object({
  paidOn: typedDay('Enter the day they were paid, like 27 3 2027', theseYears),
  chosen: z
    .array(z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/, 'Open the page again and try once more'))
    .min(1, 'Choose at least one that was paid')
    .max(60, 'Choose at most 60 at a time'),
})

const days = (what: string, most: number) =>
  z.coerce
    .number({ error: `Enter ${what}, a number of days` })
    .int(`Enter ${what}, a number of days`)
    .min(0, `Enter ${what}, 0 or more`)
    .max(most, `Enter ${what}, at most ${most}`)

export const termsSchema = z.object({
  version,
  inForceFrom: typedDay('Enter the first day of the new terms, like 1 4 2027', theseYears),
  individualFeePence: pounds('Enter the individual fee in pounds, like 150', 'The individual fee', { least: 0 }),
  groupFeePence: pounds('Enter the group fee in pounds, like 500', 'The group fee', { least: 0 }),
  noticeDays: days('how long before the end it falls due', 180),
  graceDays: days('how long after the end it stays in force unpaid', 365),
})
