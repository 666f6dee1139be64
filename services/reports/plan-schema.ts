import { z } from 'zod'
import { ActionOutcome, Rag, ShareAudience, ShareItem } from '#prisma/generated/enums.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'

const keepTo = (most: number) => `Keep it to ${most.toLocaleString('en-GB')} characters`
const text = (empty: string, most: number, least = 1) =>
  guarded(z.string({ error: empty }).trim().min(least, empty).max(most, keepTo(most)))
const optionalText = (most: number) => guarded(z.string().trim().max(most, keepTo(most))).default('')

const day = (empty: string) =>
  z.iso
    .date({ error: empty })
    .refine((iso) => iso >= '2020-01-01' && iso <= '2045-12-31', 'Check the year: it must be between 2020 and 2045')

export const ragWords: Record<Rag, string> = {
  red: 'Red: stuck, or in danger',
  amber: 'Amber: under way, with something to mend',
  green: 'Green: on the way',
}

export const outcomeWords: Record<ActionOutcome, string> = {
  done: 'Done',
  moving: 'Moving',
  stuck: 'Stuck',
  no_longer: 'No longer needed',
}

export const itemWords: Record<ShareItem, string> = {
  report: 'The report',
  summary: 'The summary of the report',
  practice: 'Practice to share',
  plan: 'The action plan',
  progress: 'The progress review',
  questions: 'The questions that the review asked',
}

export const audienceWords: Record<ShareAudience, string> = {
  board: 'The board and whoever else has the link',
  members: 'Members of the association',
  public: 'Everybody',
  library: 'The library of good practice',
}

export const actionSchema = z
  .object({
    version: versionField,
    what: text('Say what is done', 600),
    ownerRole: text('Enter the role that owns it, like head of operations', 120),
    ownerName: optionalText(120),
    ownerAddress: emailAddress().optional(),
    dueOn: day('Enter the day by which it is done, like 27 3 2027'),
  })
  .superRefine(({ ownerName, ownerAddress }, check) => {
    if (ownerName === '' && ownerAddress === undefined)
      check.addIssue({
        code: 'custom',
        path: ['ownerName'],
        message: 'Enter a name, or an address to send the link to',
      })
  })
export type ActionInput = z.output<typeof actionSchema>

export const notTakenUpSchema = z.object({
  version: versionField,
  notTakenUp: optionalText(1000).refine(
    (typed) => typed === '' || typed.length >= 20,
    'Say why in at least 20 characters, or leave it empty',
  ),
})

export const updateActionSchema = z.object({
  version: versionField,
  rag: z.enum(Rag, 'Choose red, amber or green'),
  text: text('Say in a sentence how it stands', 600, 10),
  isDone: z.enum(['yes']).optional(),
})
export type UpdateActionInput = z.output<typeof updateActionSchema>

export const dropActionSchema = z.object({ version: versionField, reason: text('Say why, in a sentence', 600, 10) })
export const movePlanSchema = z.object({ version: versionField })

/** What the progress review found of each action, by its id; every action is asked. */
export const progressSchema = z.object({
  version: versionField,
  outcomes: z
    .array(z.object({ id: z.uuid(), outcome: z.enum(ActionOutcome, 'Choose what became of it') }))
    .max(60)
    .default([]),
})
export type ProgressInput = z.output<typeof progressSchema>

export const closePlanSchema = z.object({
  version: versionField,
  changedForChildren: text('Say in at least 20 characters what has changed for children', 4000, 20),
})

export const shareSchema = z.object({
  item: z.enum(ShareItem, 'Choose what is shared'),
  audience: z.enum(ShareAudience, 'Choose with whom'),
  until: day('Enter the last day, like 27 3 2027').optional(),
})
export type ShareInput = z.output<typeof shareSchema>

export const withdrawShareSchema = z.object({ shareId: z.uuid('Open the page again and try once more') })
