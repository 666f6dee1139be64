import type { CourseStatus, MarkStatus, PlaceStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/** The life of one date of a course. It is moved on behalf of its provider, or by the exchange itself. */
export const courseLife = lifeOf({
  noun: 'course',
  called: 'this course date',
  states: {
    draft: 'Draft',
    open: 'Open for booking',
    closed: 'Booking has ended',
    held: 'Held',
    evaluated: 'Held and evaluated',
    called_off: 'Called off',
  } satisfies Record<CourseStatus, string>,
  marks: {
    /** In the list that everybody reads. */
    listed: ['open', 'closed'],
    /** It is to take place. */
    ahead: ['draft', 'open', 'closed'],
    past: ['held', 'evaluated'],
  },
  moves: {
    drafted: {
      from: [null],
      to: 'draft',
      by: ['provider'],
      says: 'Add this date',
      follows: 'Only your side sees it until you open booking.',
    },
    changed: {
      from: ['draft', 'open', 'closed'],
      to: 'same',
      by: ['provider'],
      says: 'Save',
      title: 'Changed',
      guard: 'not-fewer-than-booked',
      follows: 'More places go to the waiting list first.',
    },
    opened: {
      from: ['draft'],
      to: 'open',
      by: ['provider'],
      says: 'Open booking',
      guard: 'offering-published',
      follows: 'It stands in the list of courses, and services can book.',
    },
    moved: {
      from: ['open', 'closed'],
      to: 'open',
      by: ['provider'],
      says: 'Move to another day',
      title: 'Moved to another day',
      guard: 'day-ahead',
      follows: 'Everybody with a place is asked again, and has five working days to give it up. Silence keeps it.',
    },
    closed: { from: ['open'], to: 'closed', by: ['system'], says: 'End booking', guard: 'time-is-up' },
    held: { from: ['open', 'closed'], to: 'held', by: ['system'], says: 'Close after the day', guard: 'time-is-up' },
    evaluated: {
      from: ['held'],
      to: 'evaluated',
      by: ['system'],
      says: 'Close attendance and evaluation',
      guard: 'time-is-up',
      due: { days: 15 },
    },
    'called-off': {
      from: ['draft', 'open', 'closed'],
      to: 'called_off',
      by: ['provider', 'system'],
      says: 'Call it off',
      title: 'Called off',
      asks: 'reason',
      follows: 'Everybody who booked or waits is told, with your reason.',
    },
  },
})
export type CourseEvent = (typeof courseLife.events)[number]

/** States in which a place is somebody's, as the database counts them. */
const taken = ['booked', 'offered', 'attended', 'absent'] as const

/**
 * The life of one place on a date, or of one that somebody waits for.
 *
 * - `holder`    books for the service whose it is, or is the associate
 * - `attendee`  is named for it
 * - `provider`  is on the side of the course
 */
export const placeLife = lifeOf({
  noun: 'place',
  states: {
    waiting: 'On the waiting list',
    offered: 'Offered',
    booked: 'Booked',
    attended: 'Attended',
    absent: 'Did not come',
    cancelled: 'Cancelled',
    left: 'Left the waiting list',
  } satisfies Record<PlaceStatus, string>,
  marks: { taken, queued: ['waiting', 'offered'], over: ['cancelled', 'left'] },
  moves: {
    booked: { from: [null], to: 'booked', by: ['holder'], says: 'Book' },
    joined: { from: [null], to: 'waiting', by: ['holder'], says: 'Join the waiting list' },
    offered: { from: ['waiting'], to: 'offered', by: ['system'], says: 'Offer it' },
    taken: {
      from: ['offered', 'waiting'],
      to: 'booked',
      by: ['holder'],
      says: 'Take it',
      guard: 'in-time',
      follows: 'It is booked. You can name who comes later.',
    },
    'given-up': {
      from: ['offered'],
      to: 'left',
      by: ['holder'],
      says: 'Give it up',
      follows: 'It is offered to the next who waits.',
    },
    lapsed: { from: ['offered'], to: ['waiting', 'left'], by: ['system'], says: 'Lapse', guard: 'time-is-up' },
    left: { from: ['waiting'], to: 'left', by: ['holder', 'system'], says: 'Leave the waiting list' },
    named: {
      from: ['booked'],
      to: 'same',
      by: ['holder'],
      says: 'Save names',
      title: 'Named',
      guard: 'not-begun',
      follows: 'You can change a name until the course begins, at no cost.',
    },
    chosen: {
      from: ['booked'],
      to: 'same',
      by: ['holder', 'attendee'],
      says: 'Save what is chosen',
      title: 'Sessions chosen',
      guard: 'day-before',
    },
    kept: { from: ['booked'], to: 'same', by: ['holder'], says: 'Keep it', title: 'Kept after the move' },
    cancelled: {
      from: ['booked'],
      to: 'cancelled',
      by: ['holder', 'attendee', 'provider', 'system'],
      says: 'Cancel this place',
      guard: 'not-begun',
      follows: 'It goes to the waiting list first.',
    },
    attended: { from: ['booked', 'absent'], to: 'attended', by: ['provider'], says: 'Came' },
    absent: { from: ['booked', 'attended'], to: 'absent', by: ['provider'], says: 'Did not come' },
  },
})
export type PlaceEvent = (typeof placeLife.events)[number]

/** The life of a quality mark. */
export const markLife = lifeOf({
  noun: 'mark',
  called: 'this mark',
  states: {
    asked: 'Asked for',
    observing: 'Being observed',
    awarded: 'In force',
    not_yet: 'Not yet',
    questioned: 'In force, under question',
    withdrawn: 'Withdrawn',
    lapsed: 'Lapsed',
  } satisfies Record<MarkStatus, string>,
  marks: {
    shown: ['awarded', 'questioned'],
    running: ['asked', 'observing'],
    over: ['not_yet', 'withdrawn', 'lapsed'],
  },
  moves: {
    asked: {
      from: [null],
      to: 'asked',
      by: ['provider'],
      says: 'Ask for the quality mark',
      follows: 'Two people without a stake in it are drawn to sit in.',
    },
    drawn: { from: ['asked'], to: 'observing', by: ['system'], says: 'Draw two observers' },
    redrawn: { from: ['observing'], to: 'same', by: ['system'], says: 'Draw another observer' },
    awarded: { from: ['observing'], to: 'awarded', by: ['system'], says: 'Award it' },
    'not-awarded': { from: ['observing'], to: 'not_yet', by: ['system'], says: 'Not yet' },
    confirmed: { from: ['awarded', 'questioned'], to: 'same', by: ['system'], says: 'Keep it for the new edition' },
    questioned: { from: ['awarded'], to: 'questioned', by: ['system'], says: 'Put under question' },
    kept: { from: ['questioned'], to: 'awarded', by: ['system'], says: 'Keep' },
    withdrawn: { from: ['questioned', 'awarded'], to: 'withdrawn', by: ['system'], says: 'Withdraw' },
    restored: { from: ['withdrawn'], to: 'questioned', by: ['system'], says: 'Put under question again' },
    lapsed: { from: ['awarded', 'questioned'], to: 'lapsed', by: ['system'], says: 'Lapse' },
  },
})

export type MarkEvent = (typeof markLife.events)[number]
