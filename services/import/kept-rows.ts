import { z } from 'zod'
import type { RowFacts } from './read-row.ts'
import { warningTexts } from './warnings.ts'

/*
 * Rows of a list as they are kept while a person decides: what was read of them, never the sheet itself. Notes and reasons
 * are not in it, and of a row that may be about a child nothing is but its number.
 */

const status = z.enum(['substantive', 'acting', 'interim', 'vacant', 'on leave', 'ended']).nullable()
const text = z.string().nullable()
const warning = z.string().refine((code): code is keyof typeof warningTexts => Object.hasOwn(warningTexts, code))

const rowFacts = z.object({
  row: z.number().int(),
  notPeople: z.enum(['total', 'headings', 'text', 'left-out']).nullable(),
  yotText: z.string(),
  people: z.array(
    z.object({
      name: text,
      email: text,
      position: text,
      status,
      isCertain: z.boolean(),
      isRole: z.boolean().exactOptional(),
      is: z.string().exactOptional(),
    }),
  ),
  vacancies: z.array(text),
  status,
  isInPost: z.boolean(),
  endedOn: text,
  membership: z.object({
    joinedOn: text,
    amountPence: z.number().nullable(),
    isPaid: z.boolean().nullable(),
    paidOn: text,
    paidUntil: text,
    kind: z.enum(['group', 'individual']).nullable(),
    poReference: text,
    invoiceReference: text,
  }),
  held: z.enum(['no', 'text', 'who']),
  shown: z.enum(['plainly', 'hidden', 'struck']),
  notedYots: z.array(z.string()),
  warnings: z.array(warning),
  isSettled: z.boolean().exactOptional(),
})

/** What a person decided about a row: who or where it is about, or that it is left out. */
const correction = z.object({
  isLeftOut: z.boolean().optional(),
  yotCode: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  /** The key of a person held, or "new". */
  is: z.string().optional(),
})
export type Correction = z.infer<typeof correction>

export type KeptRow = z.infer<typeof rowFacts>

export const readKeptRows = (json: unknown) => z.array(rowFacts).parse(json)

/** By the row's number. */
export const readCorrections = (json: unknown): Record<string, Correction> =>
  z.record(z.string(), correction).parse(json)

/** Of a row whose names may be a child's, nothing but its number. */
export const keepable = (facts: RowFacts): RowFacts =>
  facts.held === 'no' ? facts : { ...facts, yotText: '', people: [], vacancies: [], notedYots: [], held: 'who' }

const aboutWho: readonly string[] = ['name-unclear', 'email-invalid', 'email-shared', 'emails-unpaired']

/** The row as a person corrected it. Who it is can be said of rows about one person only. */
export const corrected = (facts: RowFacts, correction: Correction | undefined): RowFacts => {
  if (!correction) return facts
  if (correction.isLeftOut) return { ...facts, notPeople: 'left-out' }
  const [only, ...others] = facts.people
  const isWho = correction.name !== undefined || correction.email !== undefined || correction.is !== undefined
  const blank = { name: null, email: null, position: null, status: null, isCertain: true }
  const people =
    isWho && others.length === 0
      ? [
          {
            ...(only ?? blank),
            name: correction.name ?? only?.name ?? null,
            email: correction.email ?? only?.email ?? null,
            isCertain: true,
            ...(correction.is === undefined ? {} : { is: correction.is }),
          },
        ]
      : facts.people
  return {
    ...facts,
    yotText: correction.yotCode ?? facts.yotText,
    // Somebody looked at the row and says that it holds.
    shown: 'plainly',
    notedYots: [],
    people,
    warnings: isWho ? facts.warnings.filter((code) => !aboutWho.includes(code)) : facts.warnings,
  }
}
