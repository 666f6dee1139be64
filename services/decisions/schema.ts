import { z } from 'zod'
import { theseYears, typedDay } from '#services/core/day.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { regions } from '#services/yots/index.ts'
import { caseReference, type DecisionText, mostText, mostTitle } from './text.ts'
import { partNames } from './words.ts'

const version = versionField
const bodies = ['board', 'administrators', 'general_meeting', 'regional_meeting'] as const

const noCase = (text: string) => !caseReference.test(text)
const caseFault = 'Take out the reference of a case: decisions about a case are only counted, never told'

const part = (name: keyof typeof partNames, most = mostText) =>
  guarded(
    z
      .string()
      .trim()
      .max(most, `Keep “${partNames[name]}” to ${most.toLocaleString('en-GB')} characters`),
  ).refine(noCase, caseFault)
const maybe = (name: keyof typeof partNames) => part(name).optional()

const reason = (missing: string) =>
  guarded(z.string({ error: missing }).trim().min(3, missing).max(1000, 'Keep the reason to 1,000 characters')).refine(
    noCase,
    caseFault,
  )

const textFields = {
  title: part('title', mostTitle),
  day: typedDay('Enter the day it was decided, like 27 3 2026', theseYears),
  decided: part('decided'),
  reasons: maybe('reasons'),
  alternatives: maybe('alternatives'),
  conflicts: maybe('conflicts'),
  restsOn: maybe('restsOn'),
  body: z.enum(bodies, { error: 'Choose who decided' }),
  region: z.enum(regions as [string, ...string[]], { error: 'Choose a region of the list' }).optional(),
  count: z.coerce
    .number({ error: 'Enter how many took part, a number' })
    .int('Enter how many took part, a whole number')
    .min(1, 'Enter how many took part, 1 or more')
    .max(500, 'Enter how many took part, at most 500'),
  reviewOn: typedDay('Enter the review day, like 27 3 2027', theseYears).optional(),
}

const textFrom = ({
  body,
  region,
  count,
  reasons = '',
  alternatives = '',
  conflicts = '',
  ...text
}: z.output<z.ZodObject<typeof textFields>>): DecisionText => ({
  ...text,
  reasons,
  alternatives,
  conflicts,
  decidedBy: { body, count, ...(region === undefined ? {} : { region }) },
})

/** A decision as somebody writes it by hand. */
export const writeSchema = z.object(textFields).transform((typed) => ({ text: textFrom(typed) }))

/** A draft as somebody completes it, or a published decision as somebody corrects it. */
export const editSchema = z
  .discriminatedUnion('intent', [
    z.object({ ...textFields, version, intent: z.literal('draft') }),
    z.object({
      ...textFields,
      version,
      intent: z.literal('correct'),
      why: reason('Enter what was wrong: everybody reads it'),
    }),
  ])
  .transform((typed) => {
    if (typed.intent === 'draft') {
      const { intent, version, ...fields } = typed
      return { intent, version, text: textFrom(fields) }
    }
    const { intent, version, why, ...fields } = typed
    return { intent, version, why, text: textFrom(fields) }
  })

export const pressSchema = z.object({ version })

export const dropSchema = z.object({ version, reason: reason('Enter why it is not published') })

export const keepSchema = z.object({
  version,
  kept: reason('Enter why it stays as it is: everybody reads it'),
  reviewOn: typedDay('Enter the next review day, like 27 3 2027', theseYears).optional(),
})

export const replaceSchema = z.object({
  version,
  later: z.string({ error: 'Choose the later decision' }).regex(/^DE-\d{4}-\d{3,6}$/, 'Choose the later decision'),
  replaced: reason('Enter why it is replaced: everybody reads it'),
})
