import type { ReviewKind, ReviewStatus } from '#prisma/generated/enums.ts'
import { goldenThreads } from '#services/bank/index.ts'
import { standardRules, type TeamRules } from '#services/matching/index.ts'
import type { ReviewEvent, Side } from './lifecycle.ts'

/** Parts of the work that one kind of review has and another does without. */
export type WorkPart = 'self-assessment' | 'documents' | 'young-people' | 'programme' | 'evidence' | 'report'

type Range = readonly [least: number, most: number]

/** What comes next in a state, where a kind says it in its own way: to whom it falls, and the move that it is. */
type OwnNext = { says: string; by: readonly Side[]; text: string; event: 'arrived' | 'presented' | 'closed' }

/** What tells one kind of review from another; its steps are in `stages.ts`. */
type Kind = {
  /** What pages and letters call it: by itself, with the service it is of or for, as what somebody asks for, as what its people do. */
  name: string
  with: 'of' | 'for'
  asked: string
  verb: string
  /** What came of it, in a sentence that begins "The team ...". */
  deed: string
  parts: readonly WorkPart[]
  /** Themes that somebody of the team covers whatever is asked. */
  threads: readonly string[]
  /** Rules of the whole team besides those for each of its people. */
  rules: TeamRules
  /** Least and most of each that the scoping call may settle. */
  leads: Range
  peers: Range
  days: Range
  /** Days of preparing that the ledger counts for each of the team. */
  preparingDays: number
  /** From where it may be closed. */
  closesFrom: readonly ReviewStatus[]
  /** What states, moves and next steps are called where the life's own words would be wrong. */
  states: Partial<Record<ReviewStatus, string>>
  says: Partial<Record<ReviewEvent, string>>
  titles: Partial<Record<ReviewEvent, string>>
  next: Partial<Record<ReviewStatus, OwnNext>>
  /** What both sides are told once it is delivered, besides the day. */
  followsDelivery: readonly string[]
  /** Lines of the terms: what it is, and what the team leaves behind. */
  termsOf: { what: string; after: readonly string[] }
}

/** Kinds of review by their name in the database. */
export const kinds: Record<ReviewKind, Kind> = {
  review: {
    name: 'Peer review',
    with: 'of',
    asked: 'a peer review',
    verb: 'review',
    deed: 'presented its feedback',
    parts: ['self-assessment', 'documents', 'young-people', 'programme', 'evidence', 'report'],
    threads: goldenThreads,
    rules: standardRules,
    leads: [1, 2],
    peers: [2, 4],
    days: [2, 4],
    preparingDays: 1,
    closesFrom: ['final', 'action_plan', 'progress_review'],
    states: {},
    says: {},
    titles: {},
    next: {},
    followsDelivery: [],
    termsOf: {
      what: 'This is a review by peers, at the invitation of the service. It is not an inspection and gives no judgement.',
      after: [
        'The team gives its feedback on the last day, writes a letter within 10 working days and a draft report within 3 weeks.',
        'The service comments on factual accuracy within 2 weeks. The report is then final.',
        'The service writes an action plan within 3 months. Progress is looked at after about 10 months.',
      ],
    },
  },
  support: {
    name: 'Lighter peer support',
    with: 'for',
    asked: 'peers’ help and was offered lighter support',
    verb: 'support',
    deed: 'gave its support',
    parts: ['documents'],
    threads: [],
    // One or two people: there is no team to spread over regions.
    rules: { ...standardRules, minOtherRegions: null, maxShareOfRegion: null },
    leads: [1, 1],
    peers: [0, 1],
    days: [1, 2],
    preparingDays: 0,
    closesFrom: ['presented'],
    states: { on_site: 'Support under way', presented: 'Support given' },
    says: {
      arrived: 'Record that the support has begun',
      presented: 'Record that the support was given',
      closed: 'Close the support',
    },
    titles: {
      'scoping-started': 'Call about what would help',
      prepared: 'Terms accepted by both sides',
      arrived: 'Support began',
      presented: 'Support given',
      closed: 'Support closed',
    },
    next: {
      preparing: {
        says: 'The terms are agreed. The support begins on the agreed day.',
        by: ['co-lead', 'case-holder'],
        text: 'Record that the support has begun',
        event: 'arrived',
      },
      on_site: {
        says: 'The support is under way.',
        by: ['co-lead', 'case-holder'],
        text: 'Record that the support was given',
        event: 'presented',
      },
      presented: {
        says: 'Whoever leads it writes a note with the main points. Then it is closed.',
        by: ['case-holder'],
        text: 'Close the support',
        event: 'closed',
      },
    },
    followsDelivery: ['There is no report. Whoever led it sends a note with the main points within 10 working days.'],
    termsOf: {
      what: 'This is support by peers, at the invitation of the service. It is no review: nobody assesses the service.',
      after: [
        'There is no self-assessment, no evidence is gathered and no report is written.',
        'Whoever leads it sends the service a note with the main points within 10 working days.',
      ],
    },
  },
}

/** What a state is called for a kind of review. */
export const stateWords = (kind: ReviewKind, status: ReviewStatus, lifes: Readonly<Record<ReviewStatus, string>>) =>
  kinds[kind].states[status] ?? lifes[status]

/** "Peer review of York", "Lighter peer support for York". */
export const titleOf = (kind: ReviewKind, yotName: string): string =>
  `${kinds[kind].name} ${kinds[kind].with} ${yotName}`

/** Whether a review of this kind has this part of the work. */
export const hasPart = (kind: ReviewKind, part: WorkPart): boolean => kinds[kind].parts.includes(part)

/** Whether a kind of review may be closed from where it stands; the life allows it wherever one of them may. */
export const mayClose = (kind: ReviewKind, status: ReviewStatus): boolean => kinds[kind].closesFrom.includes(status)
