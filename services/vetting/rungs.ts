import type { BankRole } from '#prisma/generated/enums.ts'
import { addMonths } from '#services/core/clock.ts'
import { counted, longDate } from '#services/core/words.ts'

export type Rung = {
  role: BankRole
  name: string
  /** What somebody in this role does, after "You would". */
  does: string
  /** Reviewer training must be this recent, in months; null when none is asked for. */
  trainedWithinMonths: number | null
  /** Reviews done on the rung below. */
  reviews: {
    atLeast: number
    as: string
    role: BankRole
    /** Co-leads of these reviews are asked for a word. */
    isWordAsked: boolean
  } | null
  /** Months since leaving the last post in a youth justice service; in post always counts. */
  practisedWithinMonths: number
}

/** The roles people apply for, from the first rung up, with the evidence each asks for. */
export const rungs: readonly Rung[] = [
  {
    role: 'trainee',
    name: 'Trainee',
    does: 'train as a reviewer. No reviewer training or earlier review is asked for',
    trainedWithinMonths: null,
    reviews: null,
    practisedWithinMonths: 36,
  },
  {
    role: 'observer',
    name: 'Observer',
    does: 'go along on a review to learn, without a part in its findings',
    trainedWithinMonths: 36,
    reviews: null,
    practisedWithinMonths: 36,
  },
  {
    role: 'reviewer',
    name: 'Peer reviewer',
    does: 'interview, read, observe and find, as one of a team',
    trainedWithinMonths: 36,
    reviews: { atLeast: 1, as: 'observer', role: 'observer', isWordAsked: true },
    practisedWithinMonths: 36,
  },
  {
    role: 'co_lead',
    name: 'Co-lead',
    does: 'lead a review with one other and answer for its report',
    trainedWithinMonths: 36,
    reviews: { atLeast: 2, as: 'peer reviewer', role: 'reviewer', isWordAsked: true },
    practisedWithinMonths: 36,
  },
  {
    role: 'facilitator',
    name: 'Facilitator',
    does: 'prepare a team and a host, and see a review through from terms to report',
    trainedWithinMonths: 36,
    reviews: { atLeast: 2, as: 'co-lead', role: 'co_lead', isWordAsked: false },
    practisedWithinMonths: 36,
  },
  {
    role: 'mentor',
    name: 'Mentor',
    does: 'mentor or train other managers, without reviewing',
    trainedWithinMonths: null,
    reviews: null,
    practisedWithinMonths: 60,
  },
]

const rungOf = new Map(rungs.map((rung) => [rung.role, rung]))

export const rungFor = (role: BankRole): Rung => {
  const rung = rungOf.get(role)
  if (!rung) throw new Error(`There is no rung for ${role}`)
  return rung
}

export const roleName = (role: BankRole): string => rungFor(role).name

/** Whether the rung asks for an account of training or reviews done. */
export const needsAccount = (rung: Rung): boolean => rung.trainedWithinMonths !== null || rung.reviews !== null

export type RungEvidence = { trainedOn: string | null; reviewsDone: number | null; roleEvidence: string }

/** What is missing for the rung on a day, in sentences; empty when the evidence is whole. Days are ISO. */
export const missingForRung = (rung: Rung, evidence: RungEvidence, on: string): string[] => {
  const missing: string[] = []
  if (rung.trainedWithinMonths !== null) {
    const years = counted(rung.trainedWithinMonths / 12, 'year')
    if (evidence.trainedOn === null) missing.push('Say when you did your reviewer training.')
    else if (evidence.trainedOn < addMonths(on, -rung.trainedWithinMonths)) {
      missing.push(
        `Your reviewer training on ${longDate(evidence.trainedOn)} is more than ${years} old. Do a refresher, then give its date.`,
      )
    }
  }
  if (rung.reviews !== null && (evidence.reviewsDone ?? 0) < rung.reviews.atLeast) {
    missing.push(
      `To be a ${rung.name.toLowerCase()} you need at least ${counted(rung.reviews.atLeast, 'review')} as ${rung.reviews.as}.`,
    )
  }
  if (needsAccount(rung) && evidence.roleEvidence === '') {
    missing.push('Say what training and reviews you have done, and your part in them.')
  }
  return missing
}

/**
 * Why somebody's time since their last post rules the rung out on a day; null when it does not. `lastPractisedOn` is the
 * last day of their last post, that day itself while they are in one, null when they never held one.
 */
export const tooLongAgoFor = (rung: Rung, lastPractisedOn: string | null, on: string): string | null => {
  if (lastPractisedOn === null) return 'Add the posts you have held in youth justice services.'
  if (lastPractisedOn >= addMonths(on, -rung.practisedWithinMonths)) return null
  const left = `You left your last post in a youth justice service on ${longDate(lastPractisedOn)}.`
  const mentor = rungFor('mentor')
  return rung.role !== 'mentor' && lastPractisedOn >= addMonths(on, -mentor.practisedWithinMonths)
    ? `${left} After more than 3 years you can apply to be a mentor, but not a ${rung.name.toLowerCase()}.`
    : `${left} The bank is for people who practised in the last 5 years.`
}
