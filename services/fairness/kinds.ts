import type { ConcernKind } from '#prisma/generated/enums.ts'

/*
 * One engine, five uses: what differs between them is data. Reasons and outcomes are closed lists; outcomes stand from the
 * lightest to the heaviest, so that the middle of three views is a view that somebody took.
 */

/** What is done in another room when an outcome takes effect. */
export type EffectName =
  | 'none'
  | 'mend-words'
  | 'hide-words'
  | 'set-aside'
  | 'condition'
  | 'suspend'
  | 'remove'
  | 'mend-offering'
  | 'pause-offering'
  | 'withdraw-mark'
  | 'stands'
  | 'changed'
  | 'heard-anew'
  | 'recommend'

export type OutcomeKind = {
  code: string
  /** What the decider chooses. */
  says: string
  /** What the letter says follows. `{day}` is the day that belongs to it. */
  follows: string
  effect: EffectName
  /** What day belongs to it: one that the decider names, or working days from the decision. */
  day?: 'named' | { workingDays: number }
  /** Only for these reasons. */
  only?: readonly string[]
}

export type Reason = { code: string; says: string; hint?: string }

export type Kind = {
  title: string
  /** What both sides are told it is: "a flag of a rating". */
  called: string
  reasons: readonly Reason[]
  outcomes: readonly OutcomeKind[]
  /** How many decide; another is drawn when they differ. */
  deciders: 1 | 2
  isAppealable: boolean
}

/** Days and numbers that the policy promises; the public page says them. */
export const clocks = {
  /** Working days from opening until somebody is drawn. */
  draw: 5,
  /** Working days after which the exchange draws by itself, so that there is time to look first. */
  drawBySelf: 2,
  /** Working days for statements. */
  statements: 10,
  /** Working days from opening until it is decided. */
  decide: 20,
  /** Working days to answer a question. */
  answer: 5,
  questionRounds: 2,
  /** Calendar days to appeal. */
  appeal: 28,
  /** Working days until a measure is looked at again. */
  measure: 20,
  renewals: 3,
  /** Working days to mend words. */
  mend: 10,
  /** Open concerns that one decider holds at most, and that one person has brought at most. */
  heldAtMost: 4,
  openAtMost: 5,
} as const

export const kinds: Record<ConcernKind, Kind> = {
  flag: {
    title: 'Flag of a rating',
    called: 'a flag of a rating',
    deciders: 1,
    isAppealable: true,
    reasons: [
      {
        code: 'personal',
        says: 'It says something personal about somebody',
        hint: 'Or something that could tell who a child is.',
      },
      { code: 'abusive', says: 'It is abusive or threatens somebody' },
      { code: 'not-there', says: 'Whoever rated had no part in the work' },
      { code: 'false-fact', says: 'A fact that it rests on is false' },
      { code: 'coerced', says: 'It was given under pressure, or in return for something' },
    ],
    outcomes: [
      { code: 'keep', says: 'Keep it as it is', follows: 'The rating stays as it is.', effect: 'none' },
      {
        code: 'mend',
        says: 'Ask whoever rated to mend the words',
        follows:
          'Whoever rated is asked to mend the words by {day}; if they do not, the words are hidden. The marks do not change.',
        effect: 'mend-words',
        day: { workingDays: clocks.mend },
      },
      {
        code: 'hide',
        says: 'Hide the words, keep the marks',
        follows: 'The words are hidden, with a line that says so. The marks stay.',
        effect: 'hide-words',
      },
      {
        code: 'set-aside',
        says: 'Set the whole rating aside',
        follows: 'The rating counts for nothing any more. Figures change with the next month’s.',
        effect: 'set-aside',
        only: ['not-there', 'false-fact', 'coerced'],
      },
    ],
  },
  standing: {
    title: 'Review of standing',
    called: 'a review of somebody’s place in the bank',
    deciders: 2,
    isAppealable: true,
    reasons: [
      { code: 'low-ratings', says: 'Two low ratings in twelve months' },
      { code: 'low-conduct', says: 'A low mark for conduct' },
      { code: 'serious', says: 'A serious report by a host' },
      { code: 'conduct', says: 'How somebody behaved at a host’s' },
      { code: 'dishonest', says: 'Somebody was not honest' },
      { code: 'risk', says: 'A risk to children through how somebody works' },
    ],
    outcomes: [
      { code: 'none', says: 'No action', follows: 'Nothing changes.', effect: 'none' },
      {
        code: 'advice',
        says: 'Words of advice',
        follows: 'The reasons are words of advice. Nothing else changes.',
        effect: 'none',
      },
      {
        code: 'condition',
        says: 'A condition, with a day',
        follows: 'The place in the bank stands on a condition, to be met by {day}.',
        effect: 'condition',
        day: 'named',
      },
      {
        code: 'suspended',
        says: 'Suspended until a day',
        follows: 'The place in the bank is suspended until {day}, and stands again by itself after that day.',
        effect: 'suspend',
        day: 'named',
      },
      { code: 'removed', says: 'Removed from the bank', follows: 'The place in the bank ends.', effect: 'remove' },
    ],
  },
  complaint: {
    title: 'Complaint',
    called: 'a complaint',
    deciders: 1,
    isAppealable: true,
    reasons: [
      { code: 'not-as-described', says: 'It is not what its page says' },
      { code: 'poor', says: 'What was given was poor' },
      { code: 'unsafe', says: 'It could harm somebody' },
      { code: 'rights', says: 'It uses somebody else’s work without leave' },
      { code: 'treatment', says: 'How people were treated' },
    ],
    outcomes: [
      { code: 'none', says: 'No action', follows: 'Nothing changes.', effect: 'none' },
      {
        code: 'mend',
        says: 'The provider puts it right by a day',
        follows: 'The provider puts it right by {day}; if they do not, the offering is paused.',
        effect: 'mend-offering',
        day: 'named',
      },
      {
        code: 'paused',
        says: 'Pause the offering',
        follows: 'The offering leaves the catalogue until its provider has mended it and publishes it again.',
        effect: 'pause-offering',
      },
      {
        code: 'mark-withdrawn',
        says: 'Withdraw its quality mark',
        follows: 'The offering stays in the catalogue without its quality mark, and can ask for it anew.',
        effect: 'withdraw-mark',
      },
    ],
  },
  appeal: {
    title: 'Appeal',
    called: 'an appeal',
    deciders: 2,
    isAppealable: false,
    reasons: [
      {
        code: 'procedure',
        says: 'The procedure was not followed',
        hint: 'Somebody was not heard, or had a stake in it.',
      },
      { code: 'new-evidence', says: 'There is something new that could not be said before' },
      { code: 'unreasonable', says: 'The decision is plainly unreasonable' },
    ],
    outcomes: [
      { code: 'stands', says: 'The decision stands', follows: 'The decision stands, and is final.', effect: 'stands' },
      {
        code: 'changed',
        says: 'The decision is changed',
        follows: 'The decision is changed to the lightest that the policy has, and is final.',
        effect: 'changed',
      },
      {
        code: 'heard-anew',
        says: 'It is heard anew by others',
        follows: 'It is heard anew by people who had no part in it before.',
        effect: 'heard-anew',
      },
    ],
  },
  mediation: {
    title: 'Mediation',
    called: 'mediation of a dispute',
    deciders: 1,
    isAppealable: false,
    reasons: [{ code: 'dispute', says: 'The two sides of agreed work do not agree' }],
    outcomes: [
      {
        code: 'recommended',
        says: 'Recommend this',
        follows: 'The mediator recommends, and decides nothing. Each side accepts it or not by {day}.',
        effect: 'recommend',
        day: { workingDays: 10 },
      },
    ],
  },
}

/** Reasons for which the exchange itself opens a review of standing; nobody chooses them. */
export const systemReasons = ['low-ratings', 'low-conduct', 'serious'] as const

/** Why something is not for here, and where its people are sent. */
export const elsewhere: Record<string, { says: string; letter: string }> = {
  outside: {
    says: 'It lies outside the exchange',
    letter:
      'What you brought lies outside the exchange. Your own service’s or council’s procedures are the place for it.',
  },
  safeguarding: {
    says: 'It is about the safety of a child',
    letter:
      'If a child may be at risk, tell the police on 999 now. Otherwise tell the designated officer (LADO) of the council where the child lives, today. We keep nothing of what you wrote, so that it is told once, to those who can act.',
  },
  'already-decided': {
    says: 'It has been decided already',
    letter: 'This has been decided already, and cannot be brought again.',
  },
  'out-of-time': { says: 'It comes too late', letter: 'This came after the last day for it.' },
}

export const reasonWords = (kind: ConcernKind, code: string): string =>
  kinds[kind].reasons.find((one) => one.code === code)?.says ?? code

export const outcomeOf = (kind: ConcernKind, code: string): OutcomeKind | undefined =>
  kinds[kind].outcomes.find((one) => one.code === code)

/** The outcomes that a decider may choose for a reason. */
export const outcomesFor = (kind: ConcernKind, reason: string): OutcomeKind[] =>
  kinds[kind].outcomes.filter(({ only }) => only === undefined || only.includes(reason))

/**
 * What several views of one point come to: what all or two of three say, or the middle of three that differ, by the order of the
 * outcomes; null while there is no answer.
 */
export const agreedOutcome = (order: readonly string[], views: readonly string[], wanted: number): string | null => {
  if (views.length < wanted) return null
  const sorted = views.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
  if (sorted.every((view) => view === sorted[0])) return sorted[0] ?? null
  return views.length < 3 ? null : (sorted[1] ?? null)
}
