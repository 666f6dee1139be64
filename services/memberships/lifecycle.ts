import type { MembershipStatus } from '#prisma/generated/enums.ts'

/** Who makes a move: the person or service that pays, the association, or the calendar. */
export type Mover = 'payer' | 'association' | 'calendar'

export type MembershipEvent =
  | 'asked'
  | 'agreed'
  | 'declined'
  | 'withdrawn'
  | 'paid'
  | 'fell-due'
  | 'renewal-asked'
  | 'invoicee-named'
  | 'invoiced'
  | 'lapsed'
  | 'left'

export type MembershipMove = {
  event: MembershipEvent
  from: readonly (MembershipStatus | 'none')[]
  /** Null: it stays where it is. */
  to: MembershipStatus | null
  by: Mover
  /** What the button says. */
  says: string
  /** What it means, for the page of rules. */
  means: string
  /** What is said when it is not allowed. */
  otherwise: string
}

/** The life of a membership. Rejoining after it ended is asking again: the ended one keeps its history. */
export const membershipMoves: readonly MembershipMove[] = [
  {
    event: 'asked',
    from: ['none', 'ended'],
    to: 'applied',
    by: 'payer',
    says: 'Ask to join',
    means:
      'A person asks for themselves, or the head of a service for the service. The association decides, and says why.',
    otherwise: 'There is a membership already.',
  },
  {
    event: 'agreed',
    from: ['applied'],
    to: 'active',
    by: 'association',
    says: 'Agree',
    means: 'Membership begins that day, for a year. The invoice follows.',
    otherwise: 'This request has been decided already.',
  },
  {
    event: 'declined',
    from: ['applied'],
    to: 'ended',
    by: 'association',
    says: 'Decline',
    means: 'The reason is given. Asking again is possible at any time.',
    otherwise: 'This request has been decided already.',
  },
  {
    event: 'withdrawn',
    from: ['applied'],
    to: 'ended',
    by: 'payer',
    says: 'Take back the request',
    means: 'A request can be taken back until it is decided.',
    otherwise: 'This request has been decided already.',
  },
  {
    event: 'fell-due',
    from: ['active'],
    to: 'due',
    by: 'calendar',
    says: 'Fall due',
    means: 'The year nears its end. Nothing else changes: you are still a member.',
    otherwise: 'Only a membership in force falls due.',
  },
  {
    event: 'renewal-asked',
    from: ['due', 'lapsed'],
    to: null,
    by: 'payer',
    says: 'Renew',
    means:
      'You say that you renew, with a purchase order number if you need one. Reminders stop and the invoice follows.',
    otherwise: 'A membership is renewed once it is due.',
  },
  {
    event: 'invoicee-named',
    from: ['applied', 'active', 'due', 'lapsed'],
    to: null,
    by: 'payer',
    says: 'Save whom to invoice',
    means: 'You say whom the invoice goes to, by name and address. Where nothing is said it goes to whoever asked.',
    otherwise: 'This membership has ended: no invoice comes of it.',
  },
  {
    event: 'invoiced',
    from: ['active', 'due', 'lapsed'],
    to: null,
    by: 'association',
    says: 'Record that the invoice is sent',
    means: 'The invoice is sent to whoever you named. The sum it asks for stays, whatever fees become meanwhile.',
    otherwise: 'An invoice can be sent once the association has agreed to the membership, and until it ends.',
  },
  {
    event: 'paid',
    from: ['active', 'due', 'lapsed'],
    to: 'active',
    by: 'association',
    says: 'Record the payment',
    means: 'The payment is recorded and the receipt is there to print.',
    otherwise: 'A payment can be recorded once the association has agreed to the membership, and until it ends.',
  },
  {
    event: 'lapsed',
    from: ['due'],
    to: 'lapsed',
    by: 'calendar',
    says: 'Lapse',
    means: 'Nobody renewed in time. You can still sign in, see your own things, finish work under way, and renew.',
    otherwise: 'Only a membership that is due lapses.',
  },
  {
    event: 'left',
    from: ['active', 'due', 'lapsed'],
    to: 'ended',
    by: 'payer',
    says: 'End the membership',
    means: 'You may leave at any time, and nobody has to say why. Work under way is finished.',
    otherwise: 'There is no membership to end.',
  },
]

const moveOf = (event: MembershipEvent): MembershipMove | undefined =>
  membershipMoves.find((move) => move.event === event)

export const mayMove = (event: MembershipEvent, from: MembershipStatus | 'none'): boolean =>
  moveOf(event)?.from.includes(from) ?? false

/** Why a move may not be made, in a sentence; null when it may. */
export const whyNotMove = (event: MembershipEvent, from: MembershipStatus | 'none'): string | null =>
  mayMove(event, from) ? null : (moveOf(event)?.otherwise ?? null)

/** What each status is called on pages, and what it means to a member. */
export const statusWords: Record<MembershipStatus, { name: string; means: string }> = {
  applied: { name: 'Asked for', means: 'The association has not decided yet.' },
  active: { name: 'In force', means: 'A member.' },
  due: { name: 'Due for renewal', means: 'A member still, with everything that comes with it.' },
  lapsed: {
    name: 'Lapsed',
    means: 'Not a member. Can sign in, see their own things, finish work under way, and renew.',
  },
  ended: { name: 'Ended', means: 'Not a member. Can sign in, see their own things, and ask to join again.' },
}

/** Why somebody left, from a closed list. */
export const leavingReasons = {
  new_job: 'A new job, or no longer in youth justice',
  retired: 'Retired',
  cost: 'The cost',
  not_used: 'Did not use it',
  service_merged: 'The service merged or closed',
  declined: 'The request to join was declined or taken back',
  not_said: 'Not said',
} as const

/** Those that somebody who leaves can give. */
export const offeredReasons = ['new_job', 'retired', 'cost', 'not_used', 'service_merged', 'not_said'] as const
