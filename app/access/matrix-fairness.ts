import { everybody, holdersOf, only, signedIn, without } from './answers.ts'
import type { Area } from './page-access.ts'
import { everyStandpoint } from './standpoints.ts'

/** Parties to the ratings that the concern is about: who came brought it, the service is the other side. */
const other = ['ownLead', 'leadOfficer'] as const
const sides = ['coLead', ...other] as const
const desk = [...new Set([...holdersOf('concern.look-after'), ...holdersOf('concern.decide')])]
/** Whoever was drawn, and the administrator who has no stake in it. */
const atDesk = ['otherAssessor', 'administrator'] as const
const members = without(everyStandpoint, 'visitor', 'person', 'applicant')
const provider = ['ownLead', 'leadOfficer', 'ownManager'] as const

/** What is brought to the association to be decided fairly. */
export const fairnessMatrix: readonly Area[] = [
  {
    name: 'Fair process',
    related: [...sides, 'otherAssessor'],
    pages: {
      'how-it-works/ratings': { title: 'How ratings and figures are made', see: everybody },
      'association/disputes': { title: 'Open disputes of agreed work', see: only(desk, { otherwise: 'no' }) },
      fairness: { title: 'How fair process works, and its numbers', see: everybody },
      'ratings/:pairId/flag': {
        title: 'Flag a rating',
        see: only(sides),
        send: { 'flag it': only(sides) },
      },
      'what-changed': { title: 'What hosts said had changed', see: signedIn },
      'profile/ratings': { title: 'Your ratings and standing', see: signedIn },
      'ratings/:pairId/in-private': {
        title: 'Tell the association about one person in private',
        see: only(other),
        send: { 'tell them': only(other) },
      },
      'ratings/:pairId/later': {
        title: 'Say what changed, half a year later',
        see: only(other),
        send: { 'say it': only(other), 'let it be quoted no longer': only(other) },
      },
      'concerns/new': {
        title: 'Bring something, here a complaint about an offering',
        see: only(members),
        send: { 'send it': only(without(members, ...provider), { refused: [...provider] }) },
      },
      'concerns/:ref': {
        title: 'A concern, for its two sides',
        see: only(sides),
        send: {
          'say how they see it': only(sides),
          'answer a question': only(other),
          'appeal the decision': only(sides),
          'withdraw it': only(['coLead']),
        },
      },
      'association/fairness': { title: 'What was brought and is open', see: only(desk, { otherwise: 'no' }) },
      'association/fairness/:ref': {
        title: 'A concern, for those who look after or decide it',
        see: only(atDesk, { otherwise: 'no', hidden: without(desk, ...atDesk) }),
        send: {
          'record a view': only(['otherAssessor']),
          'ask a question': only(['otherAssessor']),
          'say that a mark is looked at': only([], { refused: ['otherAssessor'] }),
          'stand down': only(['otherAssessor']),
          'draw who decides': only(['administrator']),
          'put something in place for now': only(['administrator']),
          'send it elsewhere': only(['administrator']),
        },
      },
    },
  },
]
