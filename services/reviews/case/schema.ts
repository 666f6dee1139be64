import { z } from 'zod'
import { ReviewMode } from '#prisma/generated/enums.ts'
import { interestKinds } from '#services/conflicts/index.ts'
import { lifetime, theseYears, typedDay } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { versionField, wholeNumber } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { besideRoles } from '#services/reviews/case/beside.ts'
import { stepKeys } from './stages.ts'

const keepTo = (most: number) => `Keep it to ${most.toLocaleString('en-GB')} characters`

/** A required text without children's details, with the sentence for an empty one. */
const text = (empty: string, most: number, least = 1) =>
  guarded(z.string({ error: empty }).trim().min(least, empty).max(most, keepTo(most)))

const optionalText = (most: number) => guarded(z.string().trim().max(most, keepTo(most))).optional()

const day = (missing: string) => typedDay(missing, theseYears)

/** The number of a proposal, a text or a round, as the page carried it. */
const anyNumber = wholeNumber('Open the page again and try once more', { least: 1 })

/** The version of the review that the page showed; which review it is stands in the URL. */
const at = { version: versionField }

const purpose = text('Say what you want help with', 2000)

export const requestReviewSchema = z.object({
  yotCode: z.string({ error: 'Choose which service asks' }),
  purpose,
})

export const purposeSchema = z.object({ ...at, purpose })

export const sponsorSchema = z.object({
  ...at,
  sponsorName: text('Enter the sponsor’s name', 120),
  sponsorRole: text('Enter the sponsor’s role, like director of children’s services', 120),
  sponsorAddress: emailAddress('Enter the sponsor’s e-mail address'),
})

/** What the sponsor says by their link. */
export const sponsorAnswerSchema = z.object({
  agrees: z.enum(['yes', 'no'], 'Say whether you agree'),
  words: optionalText(1000).transform((value) => value ?? ''),
})

export const leadOfficerSchema = z.object({ ...at, leadOfficerId: z.uuid('Choose who arranges the review') })

export const travelWords = {
  host: 'Our service',
  'own-service': 'Each reviewer’s own service',
  'to-agree': 'To be agreed in the terms of reference',
} as const

type TravelPayer = keyof typeof travelWords

/** Who pays for travel, for readers outside the host too; null while that is not said. */
export const travelPayerOf = (payer: string, hostName: string): string | null => {
  if (!isTravelPayer(payer)) return null
  return payer === 'host' ? hostName : travelWords[payer]
}

const isTravelPayer = (value: string): value is TravelPayer => value in travelWords

export const modeWords: Record<ReviewMode, string> = {
  on_site: 'On site',
  hybrid: 'Partly on site, partly remote',
  remote: 'Remote',
}

export const visitSchema = z.object({
  ...at,
  mode: z.enum(ReviewMode, 'Choose on site, hybrid or remote'),
  days: wholeNumber('Choose 2, 3 or 4 days', { least: 2, most: 4 }),
  travelPaidBy: z.enum(['host', 'own-service', 'to-agree'], 'Choose who pays for travel'),
})

const position = wholeNumber('Open the page again and try once more', { least: 1, most: 5 })

export const mostThemesPerKloe = 3

export const kloeSchema = z.object({
  ...at,
  position,
  question: text('Write the question you want answered', 500),
  /** Themes of the question in the library that it was taken from. */
  themes: z.array(z.string().max(4)).max(mostThemesPerKloe).optional(),
})

export const kloeThemesSchema = z.object({
  ...at,
  position,
  themes: z.array(z.string()).default([]),
  /** More of them, from the list of all themes; an unused box is empty. */
  more: z
    .array(z.string().optional())
    .max(mostThemesPerKloe)
    .transform((codes) => codes.flatMap((code) => code ?? []))
    .optional(),
})

/** Which people may come beside the team; none ticked, nobody. */
export const placesSchema = z.object({
  ...at,
  places: z.array(z.enum(besideRoles, 'Choose from the list')).default([]),
})

export const removeKloeSchema = z.object({ ...at, position })

export const windowSchema = z.object({
  ...at,
  startsOn: day('Enter the first day, like 14 9 2027'),
  endsOn: day('Enter the last day, like 16 9 2027'),
})

export const removeWindowSchema = z.object({ ...at, windowId: z.uuid() })

export const objectionSchema = z.object({
  ...at,
  personId: z.uuid('Choose a person'),
  reason: optionalText(500),
})

export const removeObjectionSchema = z.object({ ...at, personId: z.uuid() })

export const careSchema = z.object({ ...at, isNeighbourSensitive: z.coerce.boolean().default(false) })

export const moveSchema = z.object(at)

export const noteSchema = z.object({ ...at, note: text('Say what you found', 2000) })

export const returnSchema = z.object({ ...at, note: text('Say what the service needs to add or change', 2000) })

const decisions = ['approved', 'support-approved', 'deferred', 'redirected', 'declined'] as const

export type Decision = (typeof decisions)[number]

export const decisionSchema = z.object({
  ...at,
  decision: z.enum(decisions, 'Choose what the board decides'),
  reasons: text('Give the reasons in a sentence or more', 2000, 10),
  /** Of the board, besides whoever records it. */
  tookPart: z.array(z.uuid('Choose people who are on the board today')).max(50).default([]),
  deferredUntil: day('Enter the day on which the board looks again, like 27 3 2027').optional(),
  /** What it points to: an offering by its address, or another resource by its name. */
  offering: z.string().max(200).optional(),
  resource: optionalText(300),
  /** Deferred or pointed elsewhere because no team could be had: it goes into the gap register. */
  wantOfTeam: z.enum(['yes']).optional(),
})

export const scopingSchema = z
  .object({
    ...at,
    calledOn: day('Enter the day of the scoping call, like 27 3 2026'),
    leadsWanted: wholeNumber('Choose 1 or 2', { least: 1, most: 2 }).default(2),
    peersLeast: wholeNumber('Choose up to 4', { least: 0, most: 4 }).default(2),
    peersMost: wholeNumber('Choose up to 4', { least: 0, most: 4 }).default(4),
    /** Where they are settled on the call; as the request says when left out. */
    days: wholeNumber('Choose 1 to 4 days', { least: 1, most: 4 }).optional(),
    note: optionalText(2000),
  })
  .refine(({ peersLeast, peersMost }) => peersLeast <= peersMost, {
    path: ['peersMost'],
    error: 'The most must not be fewer than the least',
  })

export const reasonsSchema = z.object({ ...at, reasons: text('Give the reasons', 2000) })

export const happenedSchema = z.object({
  ...at,
  happenedOn: day('Enter the day it happened, like 27 3 2026'),
  note: optionalText(2000),
  /** That the visit came before the day agreed. */
  isSooner: z.enum(['yes']).optional(),
})

export const chooseSchema = z.object({ ...at, number: anyNumber })

export const shortlistSchema = z.object({
  numbers: z.array(anyNumber, { error: 'Choose at least one team' }).min(1, 'Choose at least one team'),
})

export const termsSchema = z.object({ text: text('Write the terms', 20_000) })

/** Somebody of the service who is given sight of a review, or has it taken back. */
export const sightSchema = z.object({ personId: z.uuid('Choose somebody who holds a post in your service') })

/** What the service says of the team that is chosen or of the terms; for these, the whole text as it would have it. */
export const remarkSchema = z.object({
  number: anyNumber,
  text: text('Say it in a sentence or more', 2000, 10),
  proposed: optionalText(20_000),
})

export const answerRemarkSchema = z.object({ id: z.uuid(), answer: text('Write your answer', 2000) })

/** A change of agreed terms: what should change and why, and the whole text as it would be. */
export const changeTermsSchema = z.object({
  number: anyNumber,
  text: text('Say what should change, and why', 2000, 10),
  proposed: text('Write the terms as they should be', 20_000),
})

export const keepTermsSchema = z.object({ number: anyNumber, reason: text('Say why they stay as they are', 1000) })

export const acceptTermsSchema = z.object({
  /** Version of the text that was read. */
  number: anyNumber,
  /** Its fingerprint. */
  hash: z.string(),
  hasRead: z.literal('yes', 'Tick that you have read the terms and accept them'),
})

/** What whoever owes a step says of it. */
export const stepSchema = z.object({
  step: z.enum(stepKeys, { error: 'Open the page again and try once more' }),
  isDone: z.enum(['yes', 'no'], { error: 'Say whether it was done' }),
  happenedOn: day('Enter the day, like 27 3 2026').optional(),
  note: optionalText(500).transform((value) => value ?? ''),
})

export const resumeSchema = z.object({
  ...at,
  startsOn: day('Enter the first day, like 14 9 2027').optional(),
  endsOn: day('Enter the last day, like 16 9 2027').optional(),
})

export const fillSeatSchema = z.object({ ...at, seatId: z.uuid(), personId: z.uuid('Choose a person') })

/** What a team lacks or breaks, as the page named it, and why it may stand so. */
export const acceptGapsSchema = z.object({
  ...at,
  gaps: z.array(z.string().max(400), 'Tick what you accept').min(1, 'Tick what you accept').max(40),
  reason: text('Say why the team may stand like this', 1000, 10),
})

/** A way to mend a team, as the page showed it. */
export const mendTeamSchema = z.object({
  ...at,
  seatId: z.uuid(),
  way: z.enum(['chain', 're-solve']),
  shown: z.string().max(64),
})

/** New dates for a review whose team is being asked or has said yes. */
export const moveDatesSchema = z.object({
  ...at,
  startsOn: day('Enter the first day, like 14 9 2027'),
  endsOn: day('Enter the last day, like 16 9 2027'),
})

/** A team put together by hand: a person, or nothing, for each place in order. */
export const editTeamSchema = z.object({
  ...at,
  number: anyNumber,
  windowId: z.uuid('Choose dates'),
  people: z.array(z.string().default('')).max(20),
})

export const lockSeatSchema = z.object({ ...at, seatId: z.uuid(), lock: z.enum(['yes', 'no']) })

/** The version of the invitation that the page showed. */
const invited = { version: versionField }

export const declineSchema = z.object({ ...invited, reason: optionalText(500) })

export const declareConflictSchema = z.object(invited)

export const leaveSchema = z.object({ ...invited, reason: optionalText(500) })

/** What an invitee declares when they accept: that nothing else connects them with the host, or what does. */
export const acceptSchema = z
  .object({
    ...invited,
    declares: z.enum(['nothing', 'something'], 'Say whether anything else connects you with the service'),
    kind: z.enum(interestKinds, 'Choose what it is').optional(),
    from: typedDay('Enter a real date, like 27 3 2021', lifetime).optional(),
    until: typedDay('Enter a real date, like 27 3 2024', lifetime).optional(),
    note: optionalText(1000),
  })
  .refine(({ declares, kind }) => declares === 'nothing' || kind !== undefined, {
    path: ['kind'],
    error: 'Choose what connects you with the service',
  })
  .refine(({ from, until }) => !from || !until || from <= until, {
    path: ['until'],
    error: 'The last day must not be before the first',
  })

/** What a page about a review sends, and which review it is about. */
export type Input<S extends z.ZodType> = z.output<S> & { ref: string }

/** What the page of an invitation sends, and which invitation it is. */
export type Answered<S extends z.ZodType> = z.output<S> & { id: string }
