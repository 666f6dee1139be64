import { z } from 'zod'
import { Confidence } from '#prisma/generated/enums.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'

/** The scale, 0 to 10, in words. */
export const scale: readonly string[] = [
  'Not in place',
  'Only thought of',
  'Just begun',
  'In a few places',
  'In some places',
  'In about half',
  'In most places',
  'In place, with gaps',
  'Well in place',
  'Well in place, and we can show it',
  'Others could learn from it',
]

/** What each mark means, so that two people who say the same mark mean the same. */
export const scaleMeans: readonly string[] = [
  'Nobody does it.',
  'It was talked about; nothing is done yet.',
  'One or two people have begun.',
  'It is done here and there, by chance more than by plan.',
  'There is a plan for it, and some follow it.',
  'About half of those it is for have it.',
  'Most have it; whether somebody does still depends on where or with whom they are.',
  'It is there for everybody it is meant for, and you can name whom or what it still misses.',
  'It is there for everybody, and misses nobody that you know of.',
  'The same, and what shows it is at hand.',
  'The same, and you could explain to another service how to do it.',
]

export const confidenceWords: Record<Confidence, string> = {
  low: 'We are guessing',
  some: 'We are fairly sure',
  high: 'We are sure',
}

/** What one side says of one statement. */
export type Answer = {
  mark: number | null
  confidence: Confidence
  evidence: string
  whyNotApplicable: string
}

/** A statement is answered by a mark, or by why it does not apply. */
export const isAnswered = (answer: Answer | undefined): boolean =>
  answer !== undefined && (answer.mark !== null || answer.whyNotApplicable.trim() !== '')

/**
 * Whether views reach a threshold: every statement that applies has at least this mark. A quality mark asks it of its rubric; a workbook
 * without a threshold asks it of nobody. Nothing answered reaches nothing.
 */
export const reaches = (threshold: number, answers: readonly Answer[]): boolean => {
  const applying = answers.filter(({ mark, whyNotApplicable }) => mark !== null || whyNotApplicable.trim() === '')
  return applying.length > 0 && applying.every(({ mark }) => mark !== null && mark >= threshold)
}

const optionalText = (most: number) =>
  guarded(
    z
      .string()
      .trim()
      .max(most, `Keep it to ${most.toLocaleString('en-GB')} characters`),
  ).default('')

/** One answer as its page sends it; `version` 0 where there is none yet. */
export const answerSchema = z
  .object({
    version: versionField,
    /** "0" to "10", or "none" where it does not apply. */
    mark: z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'none'], { error: 'Choose a mark' }),
    confidence: z.enum(Confidence, { error: 'Say how sure you are' }),
    evidence: optionalText(4000),
    whyNotApplicable: optionalText(500),
  })
  .refine(({ mark, whyNotApplicable }) => mark !== 'none' || whyNotApplicable !== '', {
    path: ['whyNotApplicable'],
    error: 'Say why it does not apply',
  })

export type AnswerInput = z.output<typeof answerSchema>
