import { z } from 'zod'
import { typedDay, workingLife } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { pounds } from '#services/core/money.ts'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'

/*
 * What the room's forms send, with the sentence for each fault. Free text goes through the content guard.
 */

const version = versionField
const isoDay = (error: string) => typedDay(error, workingLife)
const line = (error: string, max = 200) =>
  z.string({ error }).trim().min(1, error).max(max, `Keep it to ${max} characters`)
/** Words, refused when they hold a child's details. */
const words = (error: string, { min = 1, max = 2000 }: { min?: number; max?: number } = {}) =>
  guarded(
    z
      .string({ error })
      .trim()
      .min(min, min > 1 ? `${error}, in at least ${min} characters` : error)
      .max(max, `Keep it to ${max.toLocaleString('en-GB')} characters`),
  )
const addressOf = (whose: string) =>
  emailAddress(`Enter ${whose} e-mail address`, 'Enter an e-mail address, like name@example.gov.uk')

const roles = ['trainee', 'observer', 'reviewer', 'co_lead', 'facilitator', 'mentor'] as const
const roleSought = z.enum(roles, { error: 'Choose the role you seek' })

export const startSchema = z.object({ roleSought })
export type StartInput = z.output<typeof startSchema>

export const roleSchema = z.object({
  version,
  roleSought,
  trainedOn: isoDay('Enter the day of your training, like 27 3 2026').optional(),
  reviewsDone: wholeNumber('Enter how many reviews, as a number', { least: 0, most: 200 }).optional(),
  roleEvidence: words('Say what training and reviews you have done', { max: 2000 }).optional(),
})
export type RoleInput = z.output<typeof roleSchema>

export const aboutSchema = z.object({
  version,
  summary: words('Write a few sentences about yourself', { min: 40, max: 1500 }),
})
export type AboutInput = z.output<typeof aboutSchema>

export const levels = ['1', '2', '3'] as const
export const levelWords: Record<number, string> = {
  1: 'I have done it',
  2: 'I have led it or advised others on it',
  3: 'Others come to me for it',
}

export const themeSchema = z.object({
  version,
  themeCode: line('Choose a theme', 10),
  level: z.enum(levels, { error: 'Choose how well you know it' }).transform(Number),
  evidence: words('Give your evidence', { min: 40, max: 1200 }),
  lastUsedOn: isoDay('Enter when you last did it, like 27 3 2026').optional(),
})
export type ThemeInput = z.output<typeof themeSchema>

export const removeThemeSchema = z.object({ version, themeCode: line('Choose a theme', 10) })
export type RemoveThemeInput = z.output<typeof removeThemeSchema>

export const confirmPostsSchema = z.object({
  version,
  isComplete: z.boolean({ error: 'Tick the box when these are all the posts you have held' }),
})
export type ConfirmPostsInput = z.output<typeof confirmPostsSchema>

/** `whose` tells two referees on one page apart in what is said: "the second referee’s". */
const refereeShape = (whose: string, who: string) => ({
  name: line(`Enter ${whose} name`, 120),
  email: addressOf(whose),
  relation: words(`Say how ${who} your work`, { max: 200 }),
  isCommissioner: z.boolean().default(false),
  commissionedOn: isoDay('Enter the last day of the work, like 27 3 2026').optional(),
})
type RefereeValue = { isCommissioner: boolean; commissionedOn?: string | undefined }
const workIsDated = ({ isCommissioner, commissionedOn }: RefereeValue) =>
  !isCommissioner || commissionedOn !== undefined
const datedWork = { path: ['commissionedOn'], error: 'Enter the last day of the work they commissioned' }

const refereeSchema = (whose: string, who: string) => z.object(refereeShape(whose, who)).refine(workIsDated, datedWork)
export type RefereeInput = z.output<ReturnType<typeof refereeSchema>>
export const refereesSchema = z.object({
  version,
  referees: z.tuple([
    refereeSchema('the first referee’s', 'the first referee knows'),
    refereeSchema('the second referee’s', 'the second referee knows'),
  ]),
})
export type RefereesInput = { version: number; referees: readonly RefereeInput[] }

export const replaceRefereeSchema = z.object(refereeShape('their', 'they know')).refine(workIsDated, datedWork)

export const timeSchema = z
  .object({
    version,
    basis: z.enum(['in_kind', 'charged'], { error: 'Choose whether you give your time or charge for it' }),
    daysPerYear: wholeNumber('Enter a number of days from 1 to 220', { least: 1, most: 220 }),
    maxMiles: wholeNumber('Enter a distance in miles, from 1 to 600', { least: 1, most: 600 }).optional(),
    consentName: line('Enter who agreed', 120).optional(),
    consentOn: isoDay('Enter the day they agreed, like 27 3 2026').optional(),
    dayRate: pounds('Enter your day rate in pounds, like 450', 'Your day rate').optional(),
    insuranceUntil: isoDay('Enter the last day you are insured, like 27 3 2027').optional(),
  })
  .check(({ value, issues }) => {
    const missing = (path: string, message: string) =>
      issues.push({ code: 'custom', path: [path], message, input: value })
    if (value.basis === 'charged') {
      if (value.dayRate === undefined) missing('dayRate', 'Enter your day rate in pounds, like 450')
      if (value.insuranceUntil === undefined) missing('insuranceUntil', 'Enter the last day you are insured')
    } else if ((value.consentName === undefined) !== (value.consentOn === undefined)) {
      if (value.consentName === undefined) missing('consentName', 'Enter who agreed')
      else missing('consentOn', 'Enter the day they agreed')
    }
  })
export type TimeInput = z.output<typeof timeSchema>

export const dbsLevels = ['basic', 'standard', 'enhanced', 'enhanced_barred'] as const
export const dbsWords: Record<string, string> = {
  basic: 'Basic',
  standard: 'Standard',
  enhanced: 'Enhanced',
  enhanced_barred: 'Enhanced, with the children’s barred list',
}

export const dbsSchema = z
  .object({
    version,
    answer: z.enum(['seen', 'not_needed'], { error: 'Say whether your certificate has been seen' }),
    level: z.enum(dbsLevels, { error: 'Choose the level' }).optional(),
    seenOn: isoDay('Enter the day it was seen, like 27 3 2026').optional(),
    seenBy: line('Enter who saw it', 120).optional(),
    because: words('Say why none is needed', { max: 500 }).optional(),
  })
  .check(({ value, issues }) => {
    const missing = (path: string, message: string) =>
      issues.push({ code: 'custom', path: [path], message, input: value })
    if (value.answer === 'not_needed') {
      if (value.because === undefined) missing('because', 'Say why none is needed')
      return
    }
    if (value.level === undefined) missing('level', 'Choose the level')
    if (value.seenBy === undefined) missing('seenBy', 'Enter who saw it')
    if (value.seenOn === undefined) missing('seenOn', 'Enter the day it was seen')
  })
export type DbsInput = z.output<typeof dbsSchema>

export const conductSchema = z.object({
  version,
  isAccepted: z.boolean({ error: 'Tick the box to accept the code of conduct' }),
})
export type ConductInput = z.output<typeof conductSchema>

/** A button that needs nothing but to know what it was pressed on. */
export const pressSchema = z.object({ version })
export type PressInput = z.output<typeof pressSchema>

const said = 'Say what you know of their work'

export const referenceSchema = z
  .object({
    isSupportive: z.enum(['yes', 'no', 'cannot'], { error: 'Say whether you support the application' }),
    body: words(said, { min: 40, max: 3000 }).optional(),
  })
  .refine(({ isSupportive, body }) => isSupportive === 'cannot' || body !== undefined, { path: ['body'], error: said })
export type ReferenceInput = z.output<typeof referenceSchema>

export const reasonsSchema = z.object({ version, reasons: words('Say what is wanted', { min: 20 }) })
export type ReasonsInput = z.output<typeof reasonsSchema>

export const panelSchema = z.object({
  version,
  assessorIds: z
    .array(z.uuid('Choose assessors from the list'), { error: 'Choose two assessors' })
    .refine((ids) => new Set(ids).size === ids.length && ids.length === 2, 'Choose two assessors'),
})
export type PanelInput = z.output<typeof panelSchema>

export const replaceAssessorSchema = z.object({
  version,
  /** Who gives up their place; left out to add a third. */
  leavingId: z.uuid().optional(),
  assessorId: z.uuid('Choose an assessor'),
})
export type ReplaceAssessorInput = z.output<typeof replaceAssessorSchema>

export const views = ['approve', 'approve_with_conditions', 'more_information', 'defer', 'decline'] as const
const view = z.enum(views, { error: 'Choose your view' })

export const assessSchema = z.object({ view, reasons: words('Give your reasons', { min: 40, max: 3000 }) })
export type AssessInput = z.output<typeof assessSchema>

/** One of the form's blocks for a condition; a block left empty is none. */
const conditionBlock = z.object({
  text: words('Say what must be done', { max: 500 }).optional(),
  dueOn: isoDay('Enter the day by which it must be done, like 27 3 2027').optional(),
})

export const decisionSchema = z
  .object({
    version,
    outcome: z.enum(views, { error: 'Choose the decision' }),
    reasons: words('Give the reasons, for the applicant to read', { min: 40, max: 3000 }),
    conditions: z.array(conditionBlock).max(5, 'Set at most 5 conditions').default([]),
    deferredUntil: isoDay('Enter the day from which they may apply again, like 27 3 2027').optional(),
  })
  .check(({ value, issues }) => {
    const missing = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', path, message, input: value })
    for (const [index, { text, dueOn }] of value.conditions.entries()) {
      if (text === undefined && dueOn !== undefined) missing(['conditions', index, 'text'], 'Say what must be done')
      if (text !== undefined && dueOn === undefined)
        missing(['conditions', index, 'dueOn'], 'Enter the day by which it must be done, like 27 3 2027')
    }
    const isNone = value.conditions.every(({ text, dueOn }) => text === undefined && dueOn === undefined)
    if (value.outcome === 'approve_with_conditions' && isNone) {
      missing(['conditions', 0, 'text'], 'Set at least one condition')
    }
    if (value.outcome === 'defer' && value.deferredUntil === undefined) {
      missing(['deferredUntil'], 'Enter the day from which they may apply again')
    }
  })
  .transform(({ conditions, ...decision }) => ({
    ...decision,
    conditions: conditions.flatMap(({ text, dueOn }) =>
      text === undefined || dueOn === undefined ? [] : [{ text, dueOn }],
    ),
  }))
export type DecisionInput = z.output<typeof decisionSchema>
