import type { BankRole, StandingStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import { longDate } from '#services/core/words.ts'

/** What the bank and the register know of a person, as far as it decides what they may do. Dates are ISO days. */
export type EligibilityFacts = {
  /** Null: not in the bank. */
  standing: { status: StandingStatus; expiresOn: string } | null
  roles: readonly BankRole[]
  /** Every post in a youth justice service they ever held, both days included. */
  posts: readonly { from: string; until: string | null }[]
  isInKind: boolean
  dayRatePence: number | null
  insuranceUntil: string | null
}

/** Why somebody may not do something, in a sentence about them that a page can show as it is. */
export type No = { bar: 'standing' | 'recency' | 'role' | 'insurance'; say: string }

export type Practice =
  | { state: 'in-post' }
  | { state: 'recent' | 'mentor-only' | 'lapsed'; leftOn: string }
  | { state: 'none' }

export type Eligibility = {
  /** What they may do on that day, the rungs below their own included. */
  roles: BankRole[]
  /** May give training to others through the exchange: in good standing and practised within five years. */
  mayTrain: boolean
  /** May do charged work. */
  mayCharge: boolean
  practice: Practice
  noes: No[]
}

/** From least to most experienced; who stands on a rung may do what is below it. */
const rungs: readonly BankRole[] = ['trainee', 'observer', 'reviewer', 'co_lead', 'facilitator']

/** Months after leaving a post: reviewing ends after the first, mentoring and training after the second. */
export const recency = { reviewMonths: 36, mentorMonths: 60 } as const

/** How fresh somebody's practice is on a day. A post that has not begun yet does not count. */
export const practiceOn = (posts: EligibilityFacts['posts'], on: string): Practice => {
  const begun = posts.filter((post) => post.from <= on)
  if (begun.some((post) => post.until === null || post.until >= on)) return { state: 'in-post' }
  const leftOn = begun
    .flatMap(({ until }) => (until === null ? [] : [until]))
    .sort()
    .at(-1)
  if (leftOn === undefined) return { state: 'none' }
  if (on <= addMonths(leftOn, recency.reviewMonths)) return { state: 'recent', leftOn }
  if (on <= addMonths(leftOn, recency.mentorMonths)) return { state: 'mentor-only', leftOn }
  return { state: 'lapsed', leftOn }
}

/** The earliest last day in post that a clock of so many months still admits on a day. */
export const earliestLastDay = (on: string, months: number): string => {
  let day = addMonths(on, -months)
  while (addMonths(day, months) < on) day = addDays(day, 1)
  return day
}

/** The roles in the bank that let somebody take `role`: itself and the rungs above it. */
export const rolesThatAllow = (role: BankRole): BankRole[] => {
  if (role === 'mentor') return ['mentor', ...rungs.slice(rungs.indexOf('reviewer'))]
  return role === 'trainee' ? ['trainee'] : rungs.slice(rungs.indexOf(role))
}

/** The roles in the bank that leave `role` behind: a trainee who became more is one no longer. */
export const rolesThatOutgrow = (role: BankRole): BankRole[] => (role === 'trainee' ? rungs.slice(1) : [])

/** The roles a person may take, the ones below their own rung included, most experienced first. */
const rolesFrom = (held: readonly BankRole[]): BankRole[] => {
  const top = Math.max(-1, ...held.map((role) => rungs.indexOf(role)))
  const below = top <= 0 ? held.filter((role) => role === 'trainee') : rungs.slice(1, top + 1)
  const mayMentor = held.includes('mentor') || top >= rungs.indexOf('reviewer')
  return [...[...below].reverse(), ...(mayMentor ? (['mentor'] as const) : [])]
}

const standingNo = (standing: EligibilityFacts['standing'], on: string): No | null => {
  const no = (say: string): No => ({ bar: 'standing', say })
  if (standing === null) return no('Not in the bank.')
  switch (standing.status) {
    // Why is for those who decide; a reader learns no more than this.
    case 'suspended':
      return no('Not available at present.')
    case 'removed':
      return no('No longer in the bank.')
    case 'lapsed':
      return no(`Approval lapsed on ${longDate(standing.expiresOn)}.`)
    case 'active':
    case 'renewal_due':
      return standing.expiresOn < on ? no(`Approval ran out on ${longDate(standing.expiresOn)}.`) : null
  }
}

const practiceNo = (practice: Practice): No | null => {
  const no = (say: string): No => ({ bar: 'recency', say })
  switch (practice.state) {
    case 'none':
      return no('No post in a youth justice service is recorded.')
    case 'mentor-only':
      return no(`Left their last post on ${longDate(practice.leftOn)}, over 3 years ago: may mentor or train only.`)
    case 'lapsed':
      return no(`Left their last post on ${longDate(practice.leftOn)}, over 5 years ago.`)
    default:
      return null
  }
}

const chargeNo = ({ isInKind, dayRatePence, insuranceUntil }: EligibilityFacts, on: string): No | null => {
  const no = (say: string): No => ({ bar: 'insurance', say })
  if (isInKind && dayRatePence === null) return no('Gives their time in kind, so charges nothing.')
  if (insuranceUntil === null) return no('No insurance for charged work is recorded.')
  if (insuranceUntil < on) return no(`Insurance for charged work ended on ${longDate(insuranceUntil)}.`)
  return null
}

/** What a person in the bank may do on a day, with a sentence for each thing they may not. */
export const eligibilityOf = (facts: EligibilityFacts, on: string): Eligibility => {
  const practice = practiceOn(facts.posts, on)
  const standing = standingNo(facts.standing, on)
  const stale = practiceNo(practice)
  const held = rolesFrom(facts.roles)
  const mayPractise = standing === null && (practice.state === 'in-post' || practice.state === 'recent')
  const mayTrain = standing === null && (mayPractise || practice.state === 'mentor-only')
  const roles = mayPractise ? held : mayTrain ? held.filter((role) => role === 'mentor') : []
  const noRole: No | null = held.length === 0 ? { bar: 'role', say: 'Holds no role in the bank yet.' } : null
  const charge = mayTrain ? chargeNo(facts, on) : null
  return {
    roles,
    mayTrain,
    mayCharge: mayTrain && charge === null,
    practice,
    noes: [standing, stale, noRole, charge].filter((no) => no !== null),
  }
}
