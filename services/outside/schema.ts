import { z } from 'zod'
import { theseYears, typedDay } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { invoicedFields, invoiceeFields, paidFields, purchaseOrder } from '#services/memberships/index.ts'
import { regions } from '#services/yots/index.ts'
import { numberKinds, readNumber } from './numbers.ts'

const version = versionField

const text = (missing: string, least: number, most: number) =>
  guarded(
    z
      .string({ error: missing })
      .trim()
      .min(least, missing)
      .max(most, `Keep it to ${most.toLocaleString('en-GB')} characters`),
  )

const kinds = Object.keys(numberKinds) as (keyof typeof numberKinds)[]

const website = z
  .string({ error: 'Enter the address of your website' })
  .trim()
  .max(300, 'Keep the address to 300 characters')
  .transform((typed) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`))
  .refine((typed) => URL.canParse(typed) && /^https?:\/\/[^/\s@]+\.[a-z]{2,}(:\d+)?([/?#]|$)/i.test(typed), {
    error: 'Enter the address of your website, like https://www.example.org',
  })

const word = (which: string) =>
  text(`Enter the ${which} person’s name, where they work, and an e-mail address or telephone number`, 10, 300)

/** What an organisation says of itself when it asks to offer. */
export const askSchema = z
  .object({
    name: text('Enter the name of your organisation', 2, 150),
    numberKind: z.enum(kinds, { error: 'Choose the register whose number you give' }),
    number: z.string({ error: 'Enter the number' }).trim().min(1, 'Enter the number').max(30, 'Enter the number alone'),
    website,
    region: z.enum(regions as [string, ...string[]], { error: 'Choose where you are based' }),
    does: text('Say in 40 characters or more what you would offer, and to whom you have done so', 40, 2_000),
    contactName: text('Enter the name of whoever speaks for your organisation', 2, 100),
    contactAddress: emailAddress('Enter their e-mail address'),
    wordOne: word('first'),
    wordTwo: word('second'),
    insuranceUntil: typedDay('Enter the last day of your insurance, like 27 3 2027', theseYears),
    ...invoiceeFields,
    poReference: purchaseOrder,
    understood: z.literal('yes', { error: 'Confirm that you have read what an outside provider is' }),
  })
  .superRefine(({ numberKind, number, wordOne, wordTwo }, ctx) => {
    if (readNumber(numberKind, number) === null)
      ctx.addIssue({
        code: 'custom',
        path: ['number'],
        message: `This is no ${numberKinds[numberKind].title}: it has ${numberKinds[numberKind].like}`,
      })
    if (wordOne.toLowerCase() === wordTwo.toLowerCase())
      ctx.addIssue({ code: 'custom', path: ['wordTwo'], message: 'Name somebody other than the first' })
  })
export type AskInput = z.output<typeof askSchema>

const optionalDay = (missing: string) => typedDay(missing, theseYears).optional()

/** What an administrator looked up; what is left out is not seen yet. */
export const checkSchema = z.object({
  version,
  numberSeenOn: optionalDay('Enter the day you looked the number up, like 27 3 2027'),
  wordOneOn: optionalDay('Enter the day you heard the first, like 27 3 2027'),
  wordTwoOn: optionalDay('Enter the day you heard the second, like 27 3 2027'),
  insuranceSeenUntil: optionalDay('Enter the last day of the insurance you saw, like 27 3 2027'),
})

export const viewSchema = z.object({
  version,
  view: z.enum(['for', 'against'], { error: 'Choose what you think' }),
  reasons: text('Give your reasons in 20 characters or more', 20, 2_000),
})

const reasons = text('Give the reasons in 20 characters or more: they are sent to it', 20, 2_000)

export const decideSchema = z.object({
  version,
  decision: z.enum(['approved', 'declined', 'withdrawn'], { error: 'Choose what is decided' }),
  reasons,
})

export const invoiceeSchema = z.object({ version, ...invoiceeFields, poReference: purchaseOrder })

export const invoicedSchema = z.object({ version, ...invoicedFields })

export const paidSchema = z.object({ version, ...paidFields })

/** Fees that were paid on one day, of members as "id:version" and of outside providers by reference, as "OP-2026-417:version". */
export const feesSchema = z.object({
  paidOn: typedDay('Enter the day they were paid, like 27 3 2027', theseYears),
  chosen: z
    .array(z.string().regex(/^([0-9a-f-]{36}|OP-\d{4}-\d{3,6}):\d{1,9}$/, 'Open the page again and try once more'))
    .min(1, 'Choose at least one that was paid')
    .max(60, 'Choose at most 60 at a time'),
})

export const versionSchema = z.object({ version })

export const reasonsSchema = z.object({ version, reasons })

export const renewalSchema = z.object({
  version,
  insuranceUntil: typedDay('Enter the last day of your insurance, like 27 3 2027', theseYears),
})

export const personSchema = z.object({
  version,
  name: text('Enter their name', 2, 100),
  address: emailAddress('Enter their e-mail address'),
})

export const personLeavesSchema = z.object({ version, personId: z.uuid() })
