import { z } from 'zod'
import { guarded } from '#services/documents/content-guard.ts'

/** The five criteria, in the order they are asked, with what each asks of the two sides. */
export const criteria = [
  {
    name: 'relevance',
    title: 'Relevance',
    ofTeam: 'It dealt with what we asked about',
    ofHost: 'The questions were clear',
  },
  {
    name: 'preparation',
    title: 'Preparation',
    ofTeam: 'They came prepared',
    ofHost: 'Documents and people were ready',
  },
  {
    name: 'quality',
    title: 'Quality',
    ofTeam: 'What they found was well founded',
    ofHost: 'We could see the real picture',
  },
  {
    name: 'conduct',
    title: 'Conduct',
    ofTeam: 'They treated people with respect',
    ofHost: 'We were treated with respect',
  },
  { name: 'usefulness', title: 'Usefulness', ofTeam: 'We can use it', ofHost: 'What we said was taken up' },
] as const
export type Criterion = (typeof criteria)[number]['name']

/** The words of the five marks, from 1 to 5. */
export const marks = ['Poor', 'Fair', 'Good', 'Very good', 'Excellent'] as const

/** A mark from 1 to 5, with the sentence for one that is missing. */
const mark = (error: string) => z.coerce.number({ error }).int(error).min(1, error).max(5, error)

const words = (most: number, empty: string) =>
  guarded(
    z
      .string({ error: empty })
      .trim()
      .min(1, empty)
      .max(most, `Keep it to ${most.toLocaleString('en-GB')} characters or fewer`),
  )

export const ratingSchema = z.object({
  relevance: mark('Choose how relevant it was'),
  preparation: mark('Choose how well prepared they were'),
  quality: mark('Choose how good the quality was'),
  conduct: mark('Choose how respectful it was'),
  usefulness: mark('Choose how useful it was'),
  comment: words(2000, 'Say in a sentence or two how it went'),
})
export type RatingInput = z.output<typeof ratingSchema>

export const replySchema = z.object({ reply: words(1500, 'Write your reply') })
