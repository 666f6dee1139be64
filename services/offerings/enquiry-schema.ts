import { z } from 'zod'
import { pounds } from '#services/core/money.ts'
import { guarded } from '#services/documents/content-guard.ts'

const text = (empty: string) =>
  guarded(z.string({ error: empty }).trim().min(1, empty).max(2000, 'Keep it to 2,000 characters'))

/** Version of what the page showed. */
const version = z.coerce.number({ error: 'Open the page again and try once more' }).int()

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

export const answers = ['interested', 'undecided', 'declined'] as const

export const answerEnquirySchema = z.object({
  version,
  answer: z.enum(answers, { error: 'Choose what you can answer today' }),
  /** In pence, for all that they need. */
  quote: pounds('Enter your quote in pounds', 'Your quote').optional(),
  response: text('Write them a line or two'),
})
export type AnswerEnquiryInput = z.output<typeof answerEnquirySchema>

export const chooseEnquirySchema = z.object({
  version,
  /** References of other enquiries that this choice answers too. */
  others: z.array(z.string()).optional(),
})
export type ChooseEnquiryInput = z.output<typeof chooseEnquirySchema>

export const closeEnquirySchema = z.object({ version })
