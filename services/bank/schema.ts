import { z } from 'zod'
import { theseYears, typedDay, workingLife } from '#services/core/day.ts'
import { pounds } from '#services/core/money.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { mostCalendarBytes } from './busy-days.ts'

const whole = (error: string, most: number, says: string) =>
  z.coerce.number({ error }).int(says).min(0, says).max(most, says)

const howFar = 'Enter how far you travel as a whole number of miles, like 50, or leave it empty'

const ticked = z.coerce
  .boolean()
  .optional()
  .transform((value) => value === true)

export const profileSchema = z
  .object({
    version: versionField,
    summary: guarded(
      z
        .string({ error: 'Enter a few sentences about what you have done' })
        .trim()
        .min(20, 'Enter a few sentences about what you have done')
        .max(1500, 'Keep what you say about yourself to 1,500 characters'),
    ),
    isNamePublic: ticked,
    basis: z.enum(['in_kind', 'charged'], { error: 'Choose how you give your time' }),
    dayRate: pounds('Enter your day rate in pounds, like 450', 'Your day rate')
      .pipe(z.number().max(500_000, 'Your day rate must be £5,000 or less'))
      .optional(),
    insuranceUntil: typedDay('Enter the last day your insurance covers, like 31 3 2027', theseYears).optional(),
    daysPerYear: whole(
      'Enter how many days a year you can give',
      200,
      'Enter the days a year you can give as a whole number from 0 to 200',
    ),
    reviewsPerYear: whole(
      'Enter how many peer reviews a year you would take part in',
      20,
      'Enter the peer reviews a year as a whole number from 0 to 20',
    ),
    canTravel: ticked,
    canWorkRemotely: ticked,
    maxMiles: whole(howFar, 600, howFar).optional(),
  })
  .check(({ value, issues }) => {
    if (value.basis !== 'in_kind' && value.dayRate === undefined)
      issues.push({
        code: 'custom',
        path: ['dayRate'],
        message: 'Enter your day rate in pounds, like 450',
        input: value.dayRate,
      })
    if (!value.canTravel && !value.canWorkRemotely)
      issues.push({
        code: 'custom',
        path: ['canTravel'],
        message: 'Choose travelling, working remotely, or both. If you can do neither for now, give 0 days a year',
        input: value.canTravel,
      })
  })
export type ProfileInput = z.infer<typeof profileSchema>

export const expertiseSchema = z.object({
  themeCode: z.string({ error: 'Choose a theme' }).max(10),
  level: z.coerce.number({ error: 'Choose how well you know it' }).int().min(1).max(3),
  evidence: guarded(
    z
      .string({ error: 'Say what you did, where and when' })
      .trim()
      .min(20, 'Say what you did, where and when, in a sentence or two')
      .max(1000, 'Keep your evidence to 1,000 characters'),
  ),
  lastUsedOn: typedDay('Enter the last day you worked on it, like 27 3 2026', workingLife).optional(),
})
export type ExpertiseInput = z.infer<typeof expertiseSchema>

export const absenceSchema = z.object({
  from: typedDay('Enter the first day you are not free, like 27 7 2026', theseYears),
  until: typedDay('Enter the last day you are not free, like 7 8 2026', theseYears),
})
export type AbsenceInput = z.infer<typeof absenceSchema>

const week = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'Choose weeks from the page')

/** Weeks by their Monday: those ticked, and those that stood ticked when the page was made. */
export const weeksSchema = z.object({
  weeks: z.array(week).max(60).default([]),
  shown: z.array(week).max(60).default([]),
})

/** Spans of days as a calendar had them: "2026-12-01/2026-12-03". */
export const spansSchema = z.object({
  spans: z
    .array(z.string().regex(/^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/, 'Choose days from the page'))
    .min(1, 'Choose at least one')
    .max(120, 'Choose at most 120'),
})

export const calendarSchema = z.object({
  file: z
    .instanceof(File, { error: 'Choose an .ics file' })
    .refine((file) => file.size > 0, 'The file is empty. Choose an .ics file')
    .refine((file) => file.size <= mostCalendarBytes, 'The file is larger than 2 MB. Save the coming year only'),
})

export const absenceIdSchema = z.object({ absenceId: z.uuid({ error: 'Choose one from the list' }) })

const roles = ['trainee', 'observer', 'reviewer', 'co_lead', 'facilitator', 'mentor'] as const

/** What a URL asks of the bank's list; anything it does not know is left out. */
export const bankFilterSchema = z.object({
  role: z.enum(roles).optional().catch(undefined),
  theme: z.string().max(10).optional().catch(undefined),
  region: z.string().max(30).optional().catch(undefined),
  basis: z.enum(['in_kind', 'charged']).optional().catch(undefined),
})
