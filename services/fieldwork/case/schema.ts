import { z } from 'zod'
import { EvidenceKind, FindingKind, Publication, SourceKind, YoungVoiceKind } from '#prisma/generated/enums.ts'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { guarded, mostBytes } from '#services/documents/index.ts'

const keepTo = (characters: number) => `Keep it to ${characters.toLocaleString('en-GB')} characters`

const text = (empty: string, characters: number, least = 1) =>
  guarded(z.string({ error: empty }).trim().min(least, empty).max(characters, keepTo(characters)))
const optionalText = (characters: number) => guarded(z.string().trim().max(characters, keepTo(characters))).default('')

const placeField = z.string({ error: 'Choose what it is about' }).max(20)

/** One entry as a phone or a page sends it. */
export const evidenceSchema = z.object({
  place: placeField,
  kind: z.enum(EvidenceKind, { error: 'Choose what it shows' }),
  /** "session:<id>", "document:<id>" or "kind:<source kind>". */
  source: z.string({ error: 'Choose where you learned it' }).max(80),
  text: text('Write what you saw, heard or read in at least 10 characters', 1000, 10),
  clientKey: z.uuid('Open the page again and try once more'),
  /** When it was typed, where it is sent later than that. */
  writtenAt: z.iso.datetime().optional().catch(undefined),
})

export const editEvidenceSchema = z.object({
  version: versionField,
  place: placeField,
  kind: z.enum(EvidenceKind, { error: 'Choose what it shows' }),
  sourceKind: z.enum(SourceKind, { error: 'Choose what kind of source it is' }),
  source: z.string({ error: 'Choose where you learned it' }).max(80),
  text: text('Write what you saw, heard or read in at least 10 characters', 1000, 10),
})

export const setAsideSchema = z.object({
  version: versionField,
  reasons: text('Say why it is set aside', 500, 3),
})

export const versionSchema = z.object({ version: versionField })

const findingFields = {
  place: placeField,
  kind: z.enum(FindingKind, { error: 'Choose what kind of finding it is' }),
  title: text('Give it a title', 120),
  text: text('Write the finding', 4000),
  whyDespite: optionalText(1000),
  whyNoChildren: optionalText(1000),
  /** Ids of entries it rests on, and of those that speak against it. */
  entries: z.array(z.uuid()).max(200).default([]),
  against: z.array(z.uuid()).max(200).default([]),
}

export const draftFindingSchema = z.object(findingFields)
export const changeFindingSchema = z.object({ version: versionField, ...findingFields })

/** Which edition of a finding somebody read and agrees to. */
export const agreeFindingSchema = z.object({
  edition: wholeNumber('Open the page again and try once more', { least: 1 }),
})

const time = (empty: string) =>
  z.string({ error: empty }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, like 09:30')

/** One session of the programme; without an id it is a new one. */
export const sessionSchema = z.object({
  sessionId: z.string().max(40).optional(),
  version: versionField.optional(),
  day: z.iso
    .date({ error: 'Enter the day, like 14 9 2027' })
    .refine((iso) => iso >= '2020-01-01' && iso <= '2045-12-31', 'Check the year: it must be between 2020 and 2045'),
  startsAt: time('Enter when it begins, like 09:30'),
  endsAt: time('Enter when it ends, like 10:30'),
  room: optionalText(80),
  title: text('Say what it is', 120),
  with: text('Say whom the team meets, as roles, like “case managers”', 160),
  sourceKind: z.enum(SourceKind, { error: 'Choose what kind of source it is' }),
  people: z.array(z.uuid()).max(12).default([]),
})

export const callOffSchema = z.object({ sessionId: z.string().max(40), version: versionField })

const file = z
  .instanceof(File, { error: 'Choose a file' })
  .refine(({ size }) => size > 0, 'Choose a file that is not empty')
  .refine(({ size }) => size <= mostBytes, 'The file must be 15 MB or smaller')

export const documentSchema = z.object({
  title: text('Say what it is called', 120),
  owner: text('Say whose document it is, like “management board”', 120),
  publication: z.enum(Publication, { error: 'Say whether it may be given out' }),
  file,
})

export const newVersionSchema = z.object({ version: versionField, file })

export const youngVoiceSchema = z.object({
  kind: z.enum(YoungVoiceKind, { error: 'Choose what it is' }),
  text: text('Write what they ask or say', 2000, 10),
  gathered: text('Say how you gathered it, like “our young advisers, by vote”', 300),
})

export const statementSchema = z.object({
  group: text('Say what it belongs to', 120),
  text: text('Write the statement', 400, 10),
})

export const contributorSchema = z.object({
  name: text('Enter their name', 120),
  address: z.email('Enter an e-mail address, like name@example.gov.uk').max(254),
})

export const rowIdSchema = z.object({ id: z.uuid('Open the page again and try once more') })

export const messageSchema = z.object({
  text: text('Write your message', 4000),
  to: z.enum(['everybody', 'team'], { error: 'Choose who reads it' }).default('everybody'),
})
