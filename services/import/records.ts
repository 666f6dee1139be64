import type { MembershipFacts } from './read-membership.ts'
import type { PostStatus } from './read-status.ts'
import type { WarningCode } from './warnings.ts'
import { writesOf } from './writes.ts'

/** Strongest first: a record's action is the strongest of its people's. */
const actions = ['ask', 'create', 'update', 'skip'] as const
export type Action = (typeof actions)[number]

export const strongestAction = (several: readonly Action[]): Action =>
  actions.find((action) => several.includes(action)) ?? 'skip'

/** Membership facts already held: null is known to be blank, absent is not known (and then never changed). */
export type HeldMembership = Partial<MembershipFacts>

export interface HeldPost {
  key: string
  yot: string
  position: string | null
  status: PostStatus
}

/** Somebody already held, found by any address they ever used. */
export interface HeldPerson {
  key: string
  name: string
  emails: readonly string[]
  posts: readonly HeldPost[]
  membership: HeldMembership
  /** Has left the exchange: known by the address, and not to be brought back by a list. */
  hasLeft?: boolean
}

/** Everybody already held, and the vacant posts. */
export interface Held {
  people: readonly HeldPerson[]
  vacancies: readonly HeldPost[]
}

/**
 * One step of applying a plan. Keys are those of `Held`, or begin with `new:` and are first given by an `add-person`,
 * `open-post` or `open-vacancy` earlier in the plan. `endedOn` null: the row does not say when.
 */
export type Change =
  | { kind: 'add-person'; personKey: string; name: string; email: string }
  | { kind: 'add-email'; personKey: string; email: string }
  | {
      kind: 'open-post'
      postKey: string
      personKey: string
      yot: string
      position: string | null
      status: Exclude<PostStatus, 'vacant' | 'ended'>
    }
  | { kind: 'change-post'; postKey: string; personKey: string; position?: string; status?: PostStatus }
  | { kind: 'end-post'; postKey: string; personKey: string; endedOn: string | null }
  | { kind: 'open-vacancy'; postKey: string; yot: string; position: string | null }
  | { kind: 'set-membership'; personKey: string; yot: string; facts: HeldMembership }

interface PlannedPerson {
  name: string | null
  email: string | null
  action: Action
}

/** What would happen to one row, and the steps that make it happen. */
export interface PlannedRecord {
  row: number
  action: Action
  yot: string | null
  /** Codes worth offering when the service was not matched; never applied. */
  near: readonly string[]
  people: readonly PlannedPerson[]
  membership: MembershipFacts
  postStatus: PostStatus | null
  warnings: readonly WarningCode[]
  reason: string
  changes: readonly Change[]
  /** Keys of people held whom somebody on the row may be. */
  candidates: readonly string[]
}

export interface ImportPlan {
  /** In the file's order. */
  records: readonly PlannedRecord[]
  /** Every step of every record, in the order in which they must be applied. */
  changes: readonly Change[]
  counts: Readonly<Record<Action, number>>
}

/** A record as `--json` prints it. */
export interface PrintedRecord {
  row: number
  action: Action
  yot: string | null
  people: readonly PlannedPerson[]
  joinedOn: string | null
  amountPence: number | null
  paid: boolean | null
  paidUntil: string | null
  postStatus: PostStatus | null
  /** Everything that would be written, a fact each. */
  writes: readonly string[]
  warnings: readonly WarningCode[]
  reason: string
}

export const printRecord = ({
  row,
  action,
  yot,
  people,
  membership,
  postStatus,
  warnings,
  reason,
  changes,
}: PlannedRecord): PrintedRecord => ({
  row,
  action,
  yot,
  people,
  joinedOn: membership.joinedOn,
  amountPence: membership.amountPence,
  paid: membership.isPaid,
  paidUntil: membership.paidUntil,
  postStatus,
  writes: writesOf(changes),
  warnings,
  reason,
})
