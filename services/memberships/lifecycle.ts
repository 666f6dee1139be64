import type { MembershipStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/** Who makes a move: the person or service that pays, the association, or the calendar. */
export type Mover = 'payer' | 'association' | 'calendar'

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

/**
 * The life of a membership. Rejoining after it ended is asking again: the ended one keeps its history. What follows from a move stands
 * on the page of rules. A payment may be for a year that is over: where it leaves the membership is by its days.
 */
export const membershipLife = lifeOf({
  noun: 'membership',
  states: {
    applied: statusWords.applied.name,
    active: statusWords.active.name,
    due: statusWords.due.name,
    lapsed: statusWords.lapsed.name,
    ended: statusWords.ended.name,
  } satisfies Record<MembershipStatus, string>,
  marks: {
    /** A member, with everything that comes with it. */
    member: ['active', 'due'],
    /** One of a payer at most. */
    open: ['applied', 'active', 'due', 'lapsed'],
  },
  moves: {
    asked: {
      from: [null],
      to: 'applied',
      by: ['payer'],
      says: 'Ask to join',
      follows:
        'A person asks for themselves, or the head of a service for the service. The association decides, and says why.',
      otherwise: 'There is a membership already.',
    },
    agreed: {
      from: [null, 'applied'],
      to: 'active',
      by: ['association'],
      says: 'Agree',
      follows: 'Membership begins that day, for a year. The invoice follows.',
      otherwise: 'This request has been decided already.',
    },
    declined: {
      from: ['applied'],
      to: 'ended',
      by: ['association'],
      says: 'Decline',
      follows: 'The reason is given. Asking again is possible at any time.',
      otherwise: 'This request has been decided already.',
    },
    withdrawn: {
      from: ['applied'],
      to: 'ended',
      by: ['payer'],
      says: 'Take back the request',
      follows: 'A request can be taken back until it is decided.',
      otherwise: 'This request has been decided already.',
    },
    'fell-due': {
      from: ['active'],
      to: 'due',
      by: ['calendar'],
      says: 'Fall due',
      follows: 'The year nears its end. Nothing else changes: you are still a member.',
      otherwise: 'Only a membership in force falls due.',
    },
    'renewal-asked': {
      from: ['due', 'lapsed'],
      to: 'same',
      by: ['payer'],
      says: 'Renew',
      follows:
        'You say that you renew, with a purchase order number if you need one. Reminders stop and the invoice follows.',
      otherwise: 'A membership is renewed once it is due.',
    },
    'invoicee-named': {
      from: ['applied', 'active', 'due', 'lapsed'],
      to: 'same',
      by: ['payer', 'association'],
      says: 'Save whom to invoice',
      follows: 'You say whom the invoice goes to, by name and address. Where nothing is said it goes to whoever asked.',
      otherwise: 'This membership has ended: no invoice comes of it.',
    },
    invoiced: {
      from: ['active', 'due', 'lapsed'],
      to: 'same',
      by: ['association'],
      says: 'Record that the invoice is sent',
      follows: 'The invoice is sent to whoever you named. The sum it asks for stays, whatever fees become meanwhile.',
      otherwise: 'An invoice can be sent once the association has agreed to the membership, and until it ends.',
    },
    paid: {
      from: ['active', 'due', 'lapsed'],
      to: ['active', 'due', 'lapsed'],
      by: ['association'],
      says: 'Record the payment',
      follows: 'The payment is recorded and the receipt is there to print.',
      otherwise: 'A payment can be recorded once the association has agreed to the membership, and until it ends.',
    },
    lapsed: {
      from: ['due'],
      to: 'lapsed',
      by: ['calendar'],
      says: 'Lapse',
      follows: 'Nobody renewed in time. You can still sign in, see your own things, finish work under way, and renew.',
      otherwise: 'Only a membership that is due lapses.',
    },
    left: {
      from: ['active', 'due', 'lapsed'],
      to: 'ended',
      by: ['payer', 'association'],
      says: 'End the membership',
      follows: 'You may leave at any time, and nobody has to say why. Work under way is finished.',
      otherwise: 'There is no membership to end.',
    },
  },
})

export type MembershipEvent = (typeof membershipLife.events)[number]

export const mayMove = (event: MembershipEvent, from: MembershipStatus): boolean =>
  membershipLife.moveOf(event).from.includes(from)

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
