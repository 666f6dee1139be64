import { z } from 'zod'
import { wholeNumber } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'

/**
 * The five criteria, in the order they are asked, with what each asks of the two sides. What a whole team earns is shown as the
 * team's: it counts for those who lead, and not for a reviewer who had no part in a late report.
 */
export const criteria = [
  {
    name: 'relevance',
    title: 'Relevance',
    ofTeam: 'It dealt with what we asked about',
    ofHost: 'The questions were clear',
    isTeams: true,
  },
  {
    name: 'preparation',
    title: 'Preparation',
    ofTeam: 'They came prepared',
    ofHost: 'Documents and people were ready',
    isTeams: false,
  },
  {
    name: 'quality',
    title: 'Quality',
    ofTeam: 'What they found was well founded',
    ofHost: 'We could see the real picture',
    isTeams: true,
  },
  {
    name: 'conduct',
    title: 'Conduct',
    ofTeam: 'They treated people with respect',
    ofHost: 'We were treated with respect',
    isTeams: false,
  },
  {
    name: 'usefulness',
    title: 'Usefulness',
    ofTeam: 'We can use it',
    ofHost: 'What we said was taken up',
    isTeams: true,
  },
] as const
export type Criterion = (typeof criteria)[number]['name']

/** The words of the five marks, from 1 to 5. */
export const marks = ['Poor', 'Fair', 'Good', 'Very good', 'Excellent'] as const

/** What a form sends where a criterion does not apply: a mark like the others, that counts nowhere. */
export const notApplicable = 'na'

/** A mark from 1 to 5 or "not applicable" (null), with the sentence for one that is missing. */
const mark = (error: string) =>
  z.preprocess(
    (typed) => (typed === notApplicable ? null : typed),
    z.union([z.null(), wholeNumber(error, { least: 1, most: 5 })], { error }),
  )

const words = (most: number, empty: string) =>
  guarded(
    z
      .string({ error: empty })
      .trim()
      .min(1, empty)
      .max(most, `Keep it to ${most.toLocaleString('en-GB')} characters or fewer`),
  )

/** Whether any criterion is marked; what does not apply is said so, one by one. */
export const hasMark = (given: Record<Criterion, number | null>) => criteria.some(({ name }) => given[name] !== null)

const everyMark = z.object({
  relevance: mark('Choose how relevant it was'),
  preparation: mark('Choose how well prepared they were'),
  quality: mark('Choose how good the quality was'),
  conduct: mark('Choose how respectful it was'),
  usefulness: mark('Choose how useful it was'),
})

/** What a rating's form sends; `rate` asks for at least one mark. */
export const ratingFields = everyMark.extend({
  comment: words(2000, 'Say in a sentence or two how it went'),
  isNamed: z.boolean().default(false),
})
export type RatingInput = z.output<typeof ratingFields>

export const replySchema = z.object({ ratingId: z.uuid().optional(), reply: words(1500, 'Write your reply') })
export const mendSchema = z.object({ comment: words(2000, 'Write the words anew') })
export const privateWordSchema = z.object({
  personId: z.uuid({ error: 'Choose whom it is about' }),
  text: words(2000, 'Say what you would like the association to know'),
  isSerious: z.boolean().default(false),
})
/** What changed, from the least to the most. */
export const changes = [
  'Nothing has changed yet',
  'A little has changed',
  'Much has changed',
  'It has changed how we work',
] as const
export const laterSchema = z.object({
  change: wholeNumber('Choose how much has changed', { least: 1, most: changes.length }),
  text: words(2000, 'Say in a sentence or two what changed'),
  mayQuote: z.boolean().default(false),
})
/** Whether what changed may be quoted from now on. */
export const leaveToQuoteSchema = z.object({ mayQuote: z.enum(['yes', 'no']).transform((said) => said === 'yes') })
