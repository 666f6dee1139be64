import type { OutsideStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/** The life of an outside provider, from asking to offer to its end. It is moved by the association, its speaker or the exchange itself. */
export const outsideLife = lifeOf({
  noun: 'outside-provider',
  called: 'this outside provider',
  states: {
    asked: 'Being looked at',
    approved: 'Approved',
    declined: 'Declined',
    withdrawn: 'Taken back',
    lapsed: 'Lapsed',
    suspended: 'Suspended',
    ended: 'Ended',
  } satisfies Record<OutsideStatus, string>,
  marks: {
    /** Somebody speaks for it here. */
    known: ['approved', 'lapsed', 'suspended'],
    over: ['declined', 'withdrawn', 'ended'],
  },
  moves: {
    asked: { from: [null], to: 'asked', by: ['asker'], says: 'Ask to offer' },
    drawn: { from: ['asked'], to: 'same', by: ['system'], says: 'Draw an assessor' },
    checked: {
      from: ['asked', 'approved', 'lapsed', 'suspended'],
      to: 'same',
      by: ['administrator'],
      says: 'Keep what was checked',
    },
    viewed: { from: ['asked'], to: 'same', by: ['assessor'], says: 'Record your view' },
    approved: {
      from: ['asked'],
      to: 'approved',
      by: ['administrator'],
      says: 'Approve',
      guard: 'checked, and the assessor is for it',
      follows: 'It is told, and asked for the fee. It publishes nothing before that is paid.',
    },
    declined: {
      from: ['asked'],
      to: 'declined',
      by: ['administrator'],
      says: 'Decline',
      follows: 'It is told why, and owes nothing.',
    },
    withdrawn: { from: ['asked'], to: 'withdrawn', by: ['administrator'], says: 'Note that it took this back' },
    'invoicee-named': {
      from: ['approved', 'lapsed', 'suspended'],
      to: 'same',
      by: ['speaker', 'administrator'],
      says: 'Save whom to invoice',
    },
    invoiced: { from: ['approved', 'lapsed'], to: 'same', by: ['administrator'], says: 'Record the invoice' },
    paid: {
      from: ['approved', 'lapsed', 'suspended'],
      to: 'same',
      by: ['administrator'],
      says: 'Record that it is paid',
    },
    'renewal-asked': {
      from: ['approved', 'lapsed'],
      to: 'same',
      by: ['speaker'],
      says: 'Ask for another year',
    },
    renewed: {
      from: ['approved', 'lapsed'],
      to: 'approved',
      by: ['administrator'],
      says: 'Renew for a year',
      guard: 'it asked, and its insurance was seen',
    },
    'people-changed': {
      from: ['approved', 'lapsed', 'suspended'],
      to: 'same',
      by: ['speaker'],
      says: 'Change who you send',
    },
    'contact-changed': {
      from: ['approved', 'lapsed', 'suspended'],
      to: 'same',
      by: ['speaker', 'administrator'],
      says: 'Let somebody else speak for it',
    },
    lapsed: { from: ['approved'], to: 'lapsed', by: ['system'], says: 'Lapse' },
    suspended: {
      from: ['approved'],
      to: 'suspended',
      by: ['administrator'],
      says: 'Suspend',
      follows:
        'What it has published is paused at once, and its courses are called off that begin within ten working days. Other work goes on.',
    },
    reinstated: { from: ['suspended'], to: 'approved', by: ['administrator'], says: 'Reinstate' },
    ended: {
      from: ['approved', 'lapsed', 'suspended'],
      to: 'ended',
      by: ['speaker', 'administrator'],
      says: 'End it',
      follows: 'What it offers leaves the catalogue, and its courses are called off. It can ask anew.',
    },
  },
})

export type OutsideEvent = (typeof outsideLife.events)[number]
