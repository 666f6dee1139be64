import type { BankRole } from '#prisma/generated/enums.ts'
import { addMonths } from '#services/core/clock.ts'
import { counted, longDate } from '#services/core/words.ts'
import { missingForRung, rungFor, tooLongAgoFor } from './rungs.ts'

/** The parts of an application, each a page, in the order of the task list. */
export const parts = ['role', 'themes', 'posts', 'referees', 'interests', 'time', 'dbs', 'about', 'conduct'] as const
export type Part = (typeof parts)[number]

export const partWords: Record<Part, string> = {
  role: 'The role you seek',
  themes: 'What you know, with evidence',
  posts: 'Posts you have held',
  referees: 'Two referees',
  interests: 'Your interests',
  time: 'Your time, and what it costs',
  dbs: 'DBS check',
  about: 'About you',
  conduct: 'Code of conduct',
}

export const themeLimits = { atLeast: 2, atMost: 12 } as const
/** Months: how recent a thing must be on the day the application is sent. */
export const recentMonths = { commissioned: 24, dbs: 36, consent: 12, declaration: 12 } as const

/** What an application says and what the exchange knows, as far as its completeness goes. Dates are ISO days, money pence. */
export type ApplicationFacts = {
  roleSought: BankRole
  trainedOn: string | null
  reviewsDone: number | null
  roleEvidence: string
  summary: string
  themeCount: number
  postsConfirmed: boolean
  /** Every post in a youth justice service, both days included. */
  posts: readonly { from: string; until: string | null }[]
  referees: readonly { name: string; email: string; isCommissioner: boolean; commissionedOn: string | null }[]
  /** The applicant's own addresses, lower-case. */
  ownAddresses: readonly string[]
  /** The day of their last yearly declaration of interests. */
  declaredOn: string | null
  isInKind: boolean
  daysPerYear: number | null
  dayRatePence: number | null
  consentName: string | null
  consentOn: string | null
  insuranceUntil: string | null
  dbsLevel: string | null
  dbsSeenOn: string | null
  dbsSeenBy: string | null
  dbsNotNeededBecause: string | null
  hasAcceptedCode: boolean
}

/** Something that stands in the way, in a sentence to the applicant, and the page that mends it. */
export type Missing = { part: Part; say: string }

/** The last day of practice up to `on`: `on` itself while in a post, null when there never was one. */
export const lastPractisedOn = (posts: ApplicationFacts['posts'], on: string): string | null => {
  const ends = posts.filter((post) => post.from <= on).map(({ until }) => (until === null || until > on ? on : until))
  return ends.sort().at(-1) ?? null
}

const isInPost = (facts: ApplicationFacts, on: string) =>
  facts.posts.some((post) => post.from <= on && (post.until === null || post.until >= on))

const forThemes = ({ themeCount }: ApplicationFacts): string[] => {
  if (themeCount < themeLimits.atLeast) {
    const more = themeLimits.atLeast - themeCount
    return [`Add ${more === 1 ? 'one more theme' : 'at least two themes'}, each with evidence.`]
  }
  return themeCount > themeLimits.atMost
    ? [`Choose at most ${themeLimits.atMost} themes: remove ${themeCount - themeLimits.atMost}.`]
    : []
}

const forPosts = (facts: ApplicationFacts, on: string): string[] => {
  const stale = tooLongAgoFor(rungFor(facts.roleSought), lastPractisedOn(facts.posts, on), on)
  if (stale !== null) return [stale]
  return facts.postsConfirmed ? [] : ['Say whether the posts shown are all that you have held.']
}

const forReferees = (facts: ApplicationFacts, on: string): string[] => {
  const { referees, ownAddresses } = facts
  const missing: string[] = []
  if (referees.length < 2) missing.push(`Name ${referees.length === 0 ? 'two referees' : 'a second referee'}.`)
  if (new Set(referees.map(({ email }) => email)).size < referees.length) {
    missing.push('Give two different people as referees, each with their own e-mail address.')
  }
  if (referees.some(({ email }) => ownAddresses.includes(email))) {
    missing.push('You cannot be your own referee: one address is yours.')
  }
  const since = addMonths(on, -recentMonths.commissioned)
  const hasCommissioner = referees.some(
    ({ isCommissioner, commissionedOn }) => isCommissioner && commissionedOn !== null && commissionedOn >= since,
  )
  if (!facts.isInKind && referees.length === 2 && !hasCommissioner) {
    missing.push(
      `You would charge, so one referee must have commissioned similar work from you that ended on ${longDate(since)} or later.`,
    )
  }
  return missing
}

const forTime = (facts: ApplicationFacts, on: string): string[] => {
  if (facts.daysPerYear === null) return ['Say how many days a year you can give, and on what terms.']
  if (!facts.isInKind) {
    if (facts.dayRatePence === null) return ['Give your day rate.']
    if (facts.insuranceUntil === null) return ['Say until when you are insured for paid work.']
    return facts.insuranceUntil < on
      ? [`Your insurance for paid work ended on ${longDate(facts.insuranceUntil)}. Renew it, then give the new date.`]
      : []
  }
  if (!isInPost(facts, on)) return []
  if (facts.consentName === null || facts.consentOn === null) {
    return [
      `Say who in your service agreed to your ${counted(facts.daysPerYear, 'day')} a year, and when. You hold a post, so your service must agree.`,
    ]
  }
  return facts.consentOn < addMonths(on, -recentMonths.consent)
    ? [
        `Your service agreed on ${longDate(facts.consentOn)}, more than 12 months ago. Ask again, then give the new date.`,
      ]
    : []
}

const forDbs = (facts: ApplicationFacts, on: string): string[] => {
  if (facts.dbsNotNeededBecause !== null) return []
  if (facts.dbsLevel === null || facts.dbsSeenBy === null || facts.dbsSeenOn === null) {
    return ['Say who saw your DBS certificate, when and at what level, or why you need none.']
  }
  return facts.dbsSeenOn < addMonths(on, -recentMonths.dbs)
    ? [`Your DBS certificate was last seen on ${longDate(facts.dbsSeenOn)}, more than 3 years ago. Have it seen again.`]
    : []
}

const forInterests = ({ declaredOn }: ApplicationFacts, on: string): string[] =>
  declaredOn === null
    ? ['Declare your interests, or say that you have none.']
    : declaredOn < addMonths(on, -recentMonths.declaration)
      ? [`You last declared your interests on ${longDate(declaredOn)}, more than 12 months ago. Declare them again.`]
      : []

/** Everything that stands in the way of sending the application on a day, in the order of the task list. */
export const missingFrom = (facts: ApplicationFacts, on: string): Missing[] => {
  const says: Record<Part, string[]> = {
    role: missingForRung(rungFor(facts.roleSought), facts, on),
    themes: forThemes(facts),
    posts: forPosts(facts, on),
    referees: forReferees(facts, on),
    interests: forInterests(facts, on),
    time: forTime(facts, on),
    dbs: forDbs(facts, on),
    about: facts.summary === '' ? ['Write a few sentences about yourself.'] : [],
    conduct: facts.hasAcceptedCode ? [] : ['Accept the code of conduct.'],
  }
  return parts.flatMap((part) => says[part].map((say) => ({ part, say })))
}
