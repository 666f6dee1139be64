import { z } from 'zod'
import { Delivery } from '#prisma/generated/enums.ts'
import { theseYears, typedDay } from '#services/core/day.ts'
import { priceLine, rows } from '#services/core/typed-rows.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { mostOf } from './offer.ts'

const keepTo = (characters: number) => `Keep it to ${characters.toLocaleString('en-GB')} characters`
const text = (empty: string, characters = 2000) =>
  guarded(z.string({ error: empty }).trim().min(1, empty).max(characters, keepTo(characters)))
const optionalText = (characters: number) => guarded(z.string().trim().max(characters, keepTo(characters))).default('')

/** Version of what the page showed. */
const version = versionField

export const sendEnquirySchema = z.object({
  need: text('Say what you need'),
  /** Which of the actor's services asks; the only one when left out. */
  yotCode: z.string().optional(),
})
export type SendEnquiryInput = z.output<typeof sendEnquirySchema>

/** More than this reads like a circular, and each of them answers by hand. */
export const mostAsked = 5

export const askProvidersSchema = z.object({
  need: text('Say what you need'),
  /** Slugs. */
  offerings: z
    .array(z.string(), { error: 'Choose who to ask' })
    .min(1, 'Choose who to ask')
    .max(mostAsked, `Choose at most ${mostAsked}`),
})
export type AskProvidersInput = z.output<typeof askProvidersSchema>

/** Which of the reader's own enquiries, where a need was asked of several of their offerings. */
const enquiry = z.uuid().optional()

const days = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, 'Enter the days as a number, like 2 or 0.5')
  .transform((typed) => Math.round(Number(typed) * 100))
  .pipe(z.number().min(1, 'Enter the days as a number, like 2 or 0.5').max(26_000, 'Enter 260 days or fewer'))

const time = z
  .string({ error: 'Enter a time, like 09:30' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, like 09:30')

const dateSchema = z.object({
  on: typedDay('Enter the day, like 27 3 2027', theseYears),
  from: time,
  to: time,
})

const offerShape = {
  lines: rows(priceLine(text), mostOf.lines, 'lines', ({ what, price, quantity }) =>
    [what, price, quantity].some((typed) => typed !== undefined && typed !== ''),
  ),
  expenses: optionalText(1000),
  mode: z.enum(Delivery, { error: 'Choose how it takes place' }),
  // Times stand in the boxes from the start: a date is one once it has a day.
  dates: rows(dateSchema, mostOf.dates, 'dates', ({ on }) => on !== undefined && on !== ''),
  days: days.optional(),
  people: z.array(z.uuid()).max(mostOf.people, `Choose at most ${mostOf.people} people`).default([]),
  validUntil: typedDay('Enter the day, like 27 3 2027', theseYears).optional(),
  /** The question about figures that was answered with yes. */
  sure: z.string().max(1000).optional(),
}

/** A yes, with what is offered. */
export const offerSchema = z.object({ version, enquiry, response: text('Write them a line or two'), ...offerShape })

export const undecidedSchema = z.object({ version, enquiry, unsure: text('Write them a line or two') })
export const declinedSchema = z.object({ version, enquiry, why: text('Say why, in a line or two') })

/** The answer, with the offer where it is a yes. */
export type AnswerEnquiryInput = {
  version: number
  answer: 'interested' | 'undecided' | 'declined'
  response: string
  offer?: OfferInput
}

export const counterSchema = z.object({
  version,
  /** Number of the version that this was written from. */
  number: z.coerce.number().int().min(0),
  note: text('Say in a line or two what you would rather have'),
  ...offerShape,
})

/** What is offered, as the use cases take it. Money in pence, days in hundredths. */
export type OfferInput = Partial<Omit<z.output<typeof counterSchema>, 'version' | 'number' | 'note'>>
export type CounterInput = OfferInput & { version: number; number: number; note: string }

export const agreeSchema = z.object({
  version,
  number: z.coerce.number().int().positive(),
  hash: z.string().regex(/^[\da-f]{64}$/),
})
export type AgreeInput = z.output<typeof agreeSchema>

const offerKey = /^([\da-f-]{36})\.(\d{1,9})\.(\d{1,6})\.([\da-f]{64})$/

/** An offer as the page showed it: which, the version of its enquiry, its number and its fingerprint. */
export const keyOfOffer = (of: { id: string; version: number; number: number; hash: string }): string =>
  [of.id, of.version, of.number, of.hash].join('.')

export const chooseOfferSchema = z.object({
  offer: z
    .string({ error: 'Choose one of the offers' })
    .regex(offerKey, 'Choose one of the offers')
    .transform((typed) => {
      const [, id = '', version = '', number = '', hash = ''] = offerKey.exec(typed) ?? []
      return { id, version: Number(version), number: Number(number), hash }
    }),
  reason: text('Say why you choose it', 1000),
})
/** `number` and `hash` of the version that was read; the newest where the exchange itself has just read it. */
export type ChooseEnquiryInput = { version: number; number: number; hash: string; reason: string }

export const closeEnquirySchema = z.object({ version })

export const askQuestionSchema = z.object({ enquiry, question: text('Write your question', 1000) })
export const answerQuestionSchema = z.object({ id: z.uuid(), answer: text('Write your answer', 1000) })

export const needWordsSchema = z.object({ need: text('Say what you need') })
