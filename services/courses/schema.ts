import { z } from 'zod'
import { theseYears, typedDay } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { rows } from '#services/core/typed-rows.ts'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { regions } from '#services/yots/index.ts'

const keepTo = (characters: number) => `Keep it to ${characters.toLocaleString('en-GB')} characters`
const text = (empty: string, characters: number) =>
  guarded(z.string({ error: empty }).trim().min(1, empty).max(characters, keepTo(characters)))
const optional = (characters: number) => guarded(z.string().trim().max(characters, keepTo(characters))).default('')

/** Version of what the page showed. */
const version = versionField

const wantedDay = 'Enter the day, like 27 3 2027'
const time = z
  .string({ error: 'Enter a time, like 09:30' })
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, like 09:30')

const mostSessions = 12

const session = z
  .object({
    on: typedDay(wantedDay, theseYears),
    from: time,
    to: time,
    title: optional(120),
    seats: wholeNumber('Enter how many seats there are, from 1 to 200', { least: 1, most: 200 }).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'The end must be after the beginning' })

/** Times stand in the boxes from the start: a session is one once it has a day. */
const sessions = rows(session, mostSessions, 'sessions', ({ on }) => on !== undefined && on !== '').refine(
  (all) => all.length > 0,
  'Enter at least one session',
)

/** "https://…": where people join. */
const webAddress = z
  .string()
  .trim()
  .max(500, keepTo(500))
  .regex(/^https:\/\/[^\s"'<>]+\.[^\s"'<>]+$/, 'Enter a web address that begins with https://')

const kept = rows(
  z.object({
    region: z.enum(regions as readonly [string, ...string[]], { error: 'Choose a region' }),
    places: wholeNumber('Enter how many, like 4', { least: 1, most: 200 }),
  }),
  4,
  'regions',
  ({ region }) => region !== undefined && region !== '',
)

export const courseSchema = z
  .object({
    sessions,
    mode: z.enum(['on_site', 'remote', 'hybrid'], { error: 'Choose how it takes place' }),
    place: optional(300),
    joiningLink: webAddress.optional(),
    places: wholeNumber('Enter how many places there are, from 2 to 200', { least: 2, most: 200 }),
    least: wholeNumber('Enter how many are needed, like 6', { least: 1, most: 200 }).optional(),
    leastBy: typedDay(wantedDay, theseYears).optional(),
    bookUntil: typedDay('Enter the last day of booking, like 20 3 2027', theseYears),
    lateDays: wholeNumber('Enter working days, from 0 to 40', { most: 40 }).default(10),
    latePercent: wholeNumber('Enter a percentage, from 0 to 100', { most: 100 }).default(0),
    trainers: z.array(z.uuid()).max(6, 'Choose at most 6 people').default([]),
    kept,
    isCohort: z.literal('yes').optional(),
  })
  .refine(({ isCohort, sessions }) => isCohort === undefined || sessions.length > 1, {
    path: ['isCohort'],
    error: 'A cohort has at least two sessions: each is a step',
  })
  .refine(({ isCohort, sessions }) => isCohort === undefined || sessions.every(({ seats }) => seats === undefined), {
    path: ['isCohort'],
    error: 'In a cohort everybody comes to every step: leave the seats of sessions empty',
  })
  .refine(({ least, leastBy }) => (least === undefined) === (leastBy === undefined), {
    path: ['leastBy'],
    error: 'Give both how many are needed and by when you decide, or neither',
  })
  .refine(({ mode, place }) => mode === 'remote' || place !== '', {
    path: ['place'],
    error: 'Say where it takes place',
  })
export type CourseInput = z.output<typeof courseSchema>
export const changeCourseSchema = courseSchema.safeExtend({ version })

export const recogniseSchema = z.object({ isTraining: z.enum(['yes', 'no']) })

export const pressSchema = z.object({ version })
export const reasonSchema = z.object({ version, reason: text('Say why', 1000) })
export const moveCourseSchema = z.object({
  version,
  sessions,
  bookUntil: typedDay('Enter the last day of booking, like 20 3 2027', theseYears),
  reason: text('Say why', 1000),
})

const count = wholeNumber('Choose how many places, from 1 to 10', { least: 1, most: 10 })
export const bookSchema = z.object({ count, yotCode: z.string().optional() })
export type BookInput = z.output<typeof bookSchema>
export const waitSchema = bookSchema.extend({
  how: z.enum(['any', 'together'], { error: 'Choose whether you want them together' }),
})
export type WaitInput = z.output<typeof waitSchema>

const named = z.object({
  id: z.uuid(),
  version,
  attendee: optional(100),
  address: emailAddress().optional(),
})
export const namesSchema = z.object({ names: z.array(named).min(1).max(200) })
export type NamesInput = z.output<typeof namesSchema>

export const chooseSchema = z.object({
  version,
  /** Positions of the sessions chosen; none where all are given up. */
  sessions: z
    .array(wholeNumber('Choose from the list', { least: 0, most: mostSessions - 1 }))
    .max(mostSessions)
    .default([]),
})

export const placePressSchema = z.object({ id: z.uuid(), version })

export const attendanceSchema = z.object({
  /** Of a cohort: the position of the step. */
  step: wholeNumber('Choose a step', { least: 0, most: mostSessions - 1 }).optional(),
  marks: z
    .array(
      z.object({
        id: z.uuid(),
        version,
        came: z.enum(['yes', 'no']).optional(),
        was: z.enum(['yes', 'no']).optional(),
      }),
    )
    .min(1)
    .max(200),
})
export type AttendanceInput = z.output<typeof attendanceSchema>

const mark = (what: string) => wholeNumber(`Choose ${what}, from 1 to 5`, { least: 1, most: 5 })
export const firstEvaluationSchema = z.object({
  usefulness: mark('how useful it was'),
  quality: mark('how good it was'),
  words: optional(1000),
  showsName: z.literal('yes').optional(),
})
export const laterEvaluationSchema = z.object({
  isUsed: z.enum(['yes', 'no'], { error: 'Say whether you have used it' }),
  words: optional(1000),
})
export type FirstEvaluation = z.output<typeof firstEvaluationSchema>
export type LaterEvaluation = z.output<typeof laterEvaluationSchema>

export const circleSchema = z.object({
  text: text('Write something to the others', 1000),
  meetsOn: typedDay(wantedDay, theseYears).optional(),
})

export const resourceSchema = z
  .object({
    title: text('Say what it is called', 150),
    url: webAddress.optional(),
    file: z.instanceof(File).optional(),
  })
  .refine(({ url, file }) => (url === undefined) !== (file === undefined || file.size === 0), {
    path: ['file'],
    error: 'Choose a file, or give a web address, not both',
  })
export const newFileSchema = z.object({ id: z.uuid(), version, file: z.instanceof(File, { error: 'Choose a file' }) })
export const resourceIdSchema = z.object({ id: z.uuid(), version })
/** For which of somebody's services it is taken. */
export const takeSchema = z.object({ yotCode: z.string().max(100).optional() })
export const takenUpSchema = z.object({ id: z.uuid(), words: text('Say in a line what became of it', 500) })

/** What is asked besides where an offering with dates is changed; `changes` is not there where it has none. */
export const changeEditionFields = {
  changes: z.enum(['nothing', 'wording', 'substance'], { error: 'Say what it changes in the course' }).optional(),
  whatChanged: optional(500),
}

export const askMarkSchema = z.object({ dateId: z.uuid({ error: 'Choose the date that is to be observed' }) })
/** A line of the rubric as an observer marks it; `version` 0 where there is none yet. */
export const lineSchema = z.object({
  position: wholeNumber('Open the page again and try once more', { least: 1, most: 8 }),
  version,
  level: z.enum(['1', '2', '3', '4'], { error: 'Choose a level' }),
  evidence: text('Say what you saw', 2000),
})
