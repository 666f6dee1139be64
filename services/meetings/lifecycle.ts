import type { ElectionStatus, MeetingStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/** The life of a meeting. Its convener is a coordinator of its region, or an administrator. */
export const meetingLife = lifeOf({
  noun: 'meeting',
  states: {
    planned: 'Planned',
    called: 'Called: the agenda is open',
    agenda_fixed: 'The agenda is fixed',
    held: 'Held: minutes to come',
    minutes_drafted: 'Minutes sent round',
    agreed: 'Minutes agreed',
    published: 'Minutes published',
    called_off: 'Called off',
  } satisfies Record<MeetingStatus, string>,
  marks: {
    /** It is to take place. */
    ahead: ['planned', 'called', 'agenda_fixed'],
    /** People have been told the day. */
    announced: ['called', 'agenda_fixed'],
    /** It took place. */
    past: ['held', 'minutes_drafted', 'agreed', 'published'],
  },
  moves: {
    planned: { from: [null], to: 'planned', by: ['convener', 'system'], says: 'Plan this meeting', title: 'Planned' },
    called: {
      from: ['planned'],
      to: 'called',
      by: ['convener', 'system'],
      says: 'Call this meeting',
      title: 'Called',
      guard: 'notice',
      follows: 'Everybody who speaks for a service there is written to, and the agenda is open.',
    },
    changed: {
      from: ['planned', 'called', 'agenda_fixed'],
      to: 'same',
      by: ['convener'],
      says: 'Save',
      title: 'Changed',
    },
    moved: {
      from: ['called', 'agenda_fixed'],
      to: 'called',
      by: ['convener'],
      says: 'Move to another day',
      title: 'Moved to another day',
      asks: 'reason',
      guard: 'notice',
      follows: 'Everybody who was written to is told, and asked again whether they come. The agenda is open again.',
    },
    'agenda-fixed': {
      from: ['called'],
      to: 'agenda_fixed',
      by: ['system'],
      says: 'Fix the agenda',
      title: 'Agenda fixed',
      guard: 'time-is-up',
    },
    held: {
      from: ['called', 'agenda_fixed'],
      to: 'held',
      by: ['system'],
      says: 'Close after the day',
      title: 'Held',
      guard: 'time-is-up',
    },
    minuted: {
      from: ['held'],
      to: 'minutes_drafted',
      by: ['convener'],
      says: 'Send the minutes round',
      title: 'Minutes sent round',
      guard: 'attendance-known',
      follows: 'Everybody who came has ten working days to object. Silence agrees.',
      due: { workingDays: 10 },
    },
    redrafted: {
      from: ['minutes_drafted'],
      to: 'same',
      by: ['convener'],
      says: 'Send the changed minutes round',
      title: 'Changed minutes sent round',
      guard: 'objections-answered',
      follows: 'Everybody who came has ten working days again.',
    },
    agreed: {
      from: ['minutes_drafted'],
      to: 'agreed',
      by: ['system'],
      says: 'Agree the minutes',
      title: 'Minutes agreed',
      guard: 'no-objection-open',
    },
    published: {
      from: ['agreed'],
      to: 'published',
      by: ['convener'],
      says: 'Publish the minutes and their decisions',
      title: 'Minutes published',
      follows: 'Every member can read them, and what was decided stands in the decision log.',
    },
    'called-off': {
      from: ['planned', 'called', 'agenda_fixed'],
      to: 'called_off',
      by: ['convener'],
      says: 'Call it off',
      title: 'Called off',
      asks: 'reason',
      follows: 'Everybody who was written to is told, with your reason.',
    },
  },
})
export type MeetingEvent = (typeof meetingLife.events)[number]

/** The life of an election to one office. */
export const electionLife = lifeOf({
  noun: 'election',
  states: {
    nominating: 'Nominations are open',
    voting: 'Voting is open',
    declared: 'Declared',
    handed_over: 'Office handed over',
    unfilled: 'Nobody was elected',
    called_off: 'Called off',
  } satisfies Record<ElectionStatus, string>,
  marks: { open: ['nominating', 'voting'], decided: ['declared', 'handed_over'] },
  moves: {
    opened: {
      from: [null],
      to: 'nominating',
      by: ['association'],
      says: 'Open nominations',
      title: 'Nominations opened',
      guard: 'days-in-order',
      follows: 'Heads of the services that vote are written to.',
    },
    balloted: {
      from: ['nominating'],
      to: 'voting',
      by: ['system'],
      says: 'Open the vote',
      title: 'Vote opened',
      guard: 'time-is-up',
    },
    unopposed: {
      from: ['nominating'],
      to: 'declared',
      by: ['system'],
      says: 'Declare who stands alone',
      title: 'Declared without a vote',
      guard: 'time-is-up',
    },
    counted: {
      from: ['voting'],
      to: 'declared',
      by: ['system'],
      says: 'Count the votes',
      title: 'Counted and declared',
      guard: 'time-is-up',
    },
    'left-unfilled': {
      from: ['nominating', 'voting'],
      to: 'unfilled',
      by: ['system'],
      says: 'Close without a result',
      title: 'Closed: nobody stood, or nobody voted',
      guard: 'time-is-up',
    },
    'handed-over': {
      from: ['declared'],
      to: 'handed_over',
      by: ['system'],
      says: 'Hand the office over',
      title: 'Office handed over',
      guard: 'time-is-up',
    },
    'called-off': {
      from: ['nominating', 'voting'],
      to: 'called_off',
      by: ['association', 'system'],
      says: 'Call the election off',
      title: 'Called off',
      asks: 'reason',
    },
  },
})
export type ElectionEvent = (typeof electionLife.events)[number]
