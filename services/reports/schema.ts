import { z } from 'zod'
import { AccuracyAnswer, AccuracyKind } from '#prisma/generated/enums.ts'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { limits } from './lifecycle.ts'

const keepTo = (most: number) => `Keep it to ${most.toLocaleString('en-GB')} characters`

const text = (empty: string, most: number, least = 1) =>
  guarded(z.string({ error: empty }).trim().min(least, empty).max(most, keepTo(most)))
const optionalText = (most: number) => guarded(z.string().trim().max(most, keepTo(most))).default('')

/** A part of the report as it is typed; it may be empty until the report is sent. */
export const saveSectionSchema = z.object({ version: versionField, text: optionalText(limits.characters) })
export type SaveSectionInput = z.output<typeof saveSectionSchema>

export const readThroughSchema = z.object({
  hash: z.string().regex(/^[\da-f]{64}$/),
  hasRead: z.enum(['yes'], 'Tick the box once you have read all of it'),
})

export const moveReportSchema = z.object({ version: versionField })

export const kindWords: Record<AccuracyKind, string> = {
  slip: 'A slip: a name, a date or a number that is wrong',
  fact: 'A fact that a judgement rests on, and that evidence shows to be otherwise',
  left_out: 'Something left out that was there before the visit ended',
}

export const answerWords: Record<AccuracyAnswer, string> = {
  accepted: 'Accepted: the text is changed',
  not_accepted: 'Not accepted, for this reason',
}

/** The plausible span of a day that evidence is from. */
const dayOfEvidence = z.iso
  .date({ error: 'Enter the day it is from, like 27 3 2026' })
  .refine((iso) => iso >= '2000-01-01' && iso <= '2045-12-31', 'Check the year: it must be between 2000 and 2045')

export const commentSchema = z
  .object({
    /** "K2.3": the part and the number of its paragraph. */
    place: z
      .string({ error: 'Choose the paragraph' })
      .regex(/^[a-zA-Z0-9]{1,20}\.[1-9]\d{0,3}$/, 'Choose the paragraph'),
    kind: z.enum(AccuracyKind, 'Choose what kind of comment it is'),
    text: text('Say what is wrong, or missing', 2000),
    evidence: optionalText(2000),
    datedOn: dayOfEvidence.optional(),
  })
  .superRefine(({ kind, evidence, datedOn }, check) => {
    if (kind === 'fact' && evidence.length < 10)
      check.addIssue({ code: 'custom', path: ['evidence'], message: 'Say what shows it, and where it can be read' })
    if (kind === 'left_out' && datedOn === undefined)
      check.addIssue({ code: 'custom', path: ['datedOn'], message: 'Enter the day it is from, like 27 3 2026' })
  })
export type CommentInput = z.output<typeof commentSchema>

const commentNumber = wholeNumber('Open the page again and try once more', { least: 1 })

export const withdrawCommentSchema = z.object({ number: commentNumber })

const tooShort = `Say why in at least ${limits.reasonCharacters} characters`

export const answerSchema = z
  .object({
    version: versionField,
    answer: z.enum(AccuracyAnswer, 'Choose whether the comment is accepted'),
    reason: optionalText(2000),
  })
  .superRefine(({ answer, reason }, check) => {
    if (answer === 'not_accepted' && reason.length < limits.reasonCharacters)
      check.addIssue({ code: 'custom', path: ['reason'], message: tooShort })
  })
export type AnswerInput = z.output<typeof answerSchema>
