import { z } from 'zod'
import { theseYears, typedDay } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { rows } from '#services/core/typed-rows.ts'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { regions } from '#services/yots/index.ts'
import { namesCase } from './rules.ts'

const keepTo = (characters: number) => `Keep it to ${characters.toLocaleString('en-GB')} characters`
const noCase = 'Take out the reference of a case: every member reads this'
const open = (schema: z.ZodString) => guarded(schema).refine((typed) => !namesCase(typed), noCase)
const text = (empty: string, characters: number) =>
  open(z.string({ error: empty }).trim().min(1, empty).max(characters, keepTo(characters)))
const optional = (characters: number) => open(z.string().trim().max(characters, keepTo(characters))).default('')

const version = versionField
const wantedDay = 'Enter the day, like 27 3 2027'
const time = z
  .string({ error: 'Enter a time, like 10:00' })
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, like 10:00')
const webAddress = z
  .string()
  .trim()
  .max(500, keepTo(500))
  .regex(/^https:\/\/[^\s"'<>]+\.[^\s"'<>]+$/, 'Enter a web address that begins with https://')

const where = {
  mode: z.enum(['on_site', 'remote', 'hybrid'], { error: 'Choose how it takes place' }),
  place: optional(300),
  joiningLink: webAddress.optional(),
}
const times = { on: typedDay(wantedDay, theseYears), from: time, to: time }
const title = text('Enter what it is called', 100)
const kinds = ['regional', 'executive', 'agm'] as const
const whose = {
  kind: z.enum(kinds, { error: 'Choose what sort of meeting it is' }),
  region: z.enum(regions as readonly [string, ...string[]], { error: 'Choose a region' }).optional(),
}

type Placed = { mode: string; place: string }
const hasPlace = ({ mode, place }: Placed) => mode === 'remote' || place !== ''
const noPlace = { path: ['place'], error: 'Say where it takes place' }
const isInOrder = ({ from, to }: { from: string; to: string }) => from < to
const noOrder = { path: ['to'], error: 'The end must be after the beginning' }
const isWhole = ({ kind, region }: { kind: string; region?: string | undefined }) =>
  kind !== 'regional' || region !== undefined
const noRegion = { path: ['region'], error: 'Choose the region that it is of' }

export const meetingSchema = z
  .object({ title, ...whose, ...times, ...where, isExtraordinary: z.literal('yes').optional() })
  .refine(isInOrder, noOrder)
  .refine(hasPlace, noPlace)
  .refine(isWhole, noRegion)
export type MeetingInput = z.output<typeof meetingSchema>

/** While it is planned its day changes too; after that it is moved. */
export const changeMeetingSchema = z
  .object({ version, title, ...times, ...where })
  .refine(isInOrder, noOrder)
  .refine(hasPlace, noPlace)
export type ChangeInput = z.output<typeof changeMeetingSchema>

export const moveMeetingSchema = z
  .object({ version, ...times, reason: text('Say why', 1000) })
  .refine(isInOrder, noOrder)
export type MoveInput = z.output<typeof moveMeetingSchema>

export const meetingPressSchema = z.object({ version })
export const meetingReasonSchema = z.object({ version, reason: text('Say why', 1000) })

export const seriesSchema = z
  .object({
    title,
    ...whose,
    ...where,
    weekday: wholeNumber('Choose the day of the week', { least: 1, most: 5 }),
    week: wholeNumber('Choose which of the month', { least: 1, most: 5 }),
    everyMonths: wholeNumber('Choose how often', { least: 1, most: 12 }),
    beginsOn: typedDay('Enter the first day, like 1 4 2027', theseYears),
    startsAt: time,
    minutes: wholeNumber('Enter how many minutes it takes, from 15 to 600', { least: 15, most: 600 }),
  })
  .refine(hasPlace, noPlace)
  .refine(isWhole, noRegion)
export type SeriesInput = z.output<typeof seriesSchema>
export const seriesIdSchema = z.object({ id: z.uuid() })

export const agendaSchema = z.object({
  title: text('Enter what it is about', 120),
  minutes: wholeNumber('Enter how many minutes it takes, from 1 to 240', { least: 1, most: 240 }),
  who: text('Say who speaks to it', 100),
  wanted: optional(300),
})
export type AgendaInput = z.output<typeof agendaSchema>
export const agendaItemSchema = z.object({ id: z.uuid() })

export const answerSchema = z.object({
  isComing: z.enum(['yes', 'no'], { error: 'Say whether you come' }),
})
export const guestSchema = z.object({ name: text('Enter their name', 100), address: emailAddress() })
export type GuestInput = z.output<typeof guestSchema>

export const whoCameSchema = z.object({
  people: z.array(z.uuid()).max(300).default([]),
  guests: z.array(z.uuid()).max(100).default([]),
  others: z.array(z.uuid()).max(300).default([]),
})
export type WhoCame = z.output<typeof whoCameSchema>

const mostNotes = 20
export const mostDecisions = 6

const note = z.object({
  title: text('Say what it is about', 120),
  text: text('Write what was said', 3000),
})
const decision = z.object({
  title: text('Enter a title', 70),
  decided: text('Say what was decided', 3000),
  reasons: text('Give the reasons', 3000),
  alternatives: text('Say what was considered and rejected; where nothing was, say so', 3000),
  conflicts: text('Say which conflicts of interest were declared; where none was, say so', 3000),
  reviewOn: typedDay('Enter the day on which it is looked at again, like 1 4 2028', theseYears).optional(),
})
const filled =
  (...names: string[]) =>
  (row: Record<string, unknown>) =>
    names.some((name) => typeof row[name] === 'string' && row[name] !== '')

export const minutesSchema = z.object({
  version,
  notes: rows(note, mostNotes, 'notes', filled('text')),
  decisions: rows(
    decision,
    mostDecisions,
    'decisions',
    filled('title', 'decided', 'reasons', 'alternatives', 'conflicts', 'reviewOn'),
  ),
})
export type MinutesInput = z.output<typeof minutesSchema>
export type MinutesContent = Omit<MinutesInput, 'version'>
/** What was kept of minutes: read as it was written. */
export const minutesContent = z.object({
  notes: z.array(z.object({ title: z.string(), text: z.string() })),
  decisions: z.array(
    z.object({
      title: z.string(),
      decided: z.string(),
      reasons: z.string(),
      alternatives: z.string(),
      conflicts: z.string(),
      reviewOn: z.string().optional(),
    }),
  ),
})

export const objectionSchema = z.object({
  number: wholeNumber('Open the page again and try once more', { least: 1, most: 1000 }),
  text: text('Say what should stand there', 2000),
})
export const answerObjectionSchema = z.object({
  id: z.uuid(),
  isAccepted: z.enum(['yes', 'no'], { error: 'Say whether the minutes are changed' }),
  answer: text('Say what became of it', 1000),
})
export type AnswerObjection = z.output<typeof answerObjectionSchema>

export const electionSchema = z
  .object({
    role: z.enum(['coordinator', 'assessor', 'board_member', 'administrator'], { error: 'Choose the office' }),
    region: whose.region,
    outgoingId: z.uuid().optional(),
    nominationsUntil: typedDay('Enter the last day of nominating, like 1 4 2027', theseYears),
    votesUntil: typedDay('Enter the last day of voting, like 15 4 2027', theseYears),
    handoverOn: typedDay('Enter the first day in the office, like 1 5 2027', theseYears),
    years: wholeNumber('Enter for how many years, from 1 to 5', { least: 1, most: 5 }),
  })
  .refine(({ role, region }) => (role === 'coordinator') === (region !== undefined), {
    path: ['region'],
    error: 'A coordinator has a region; other offices have none',
  })
export type ElectionInput = z.output<typeof electionSchema>
export const nominationSchema = z.object({
  yotCode: z.string({ error: 'Choose the service they work in' }).max(100),
  name: text('Enter their name', 100),
})
export type NominationInput = z.output<typeof nominationSchema>
export const nominationIdSchema = z.object({ id: z.uuid() })
export const consentSchema = z.object({ id: z.uuid(), statement: optional(1000) })
export const voteSchema = z.object({
  nominationId: z.uuid({ error: 'Choose for whom your service votes' }),
  yotCode: z.string({ error: 'Choose the service you vote for' }).max(100),
})
export type VoteInput = z.output<typeof voteSchema>

export const timeKinds = {
  meeting: 'A meeting',
  sense_check: 'Checking a request',
  matching: 'Finding people',
  chasing: 'Chasing answers',
} as const
export const timeSchema = z.object({
  kind: z.enum(['meeting', 'sense_check', 'matching', 'chasing'], { error: 'Choose what it was' }),
  minutes: wholeNumber('Enter the minutes, from 5 to 960', { least: 5, most: 960 }),
  /** The page where they worked and go back to; it is not kept. */
  about: z.string().max(300).default(''),
})
export type TimeInput = z.output<typeof timeSchema>
export const timeIdSchema = z.object({ id: z.uuid() })
