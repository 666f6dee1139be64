import { everybody, holdersOf, only, signedIn, without } from './answers.ts'
import type { Area } from './page-access.ts'

/** Of Yorkshire and the Humber, as the meeting is; and whoever convenes every meeting. */
const ofRegion = ['ownLead', 'leadOfficer', 'ownManager'] as const
const conveners = ['coordinator', 'administrator', 'conflicted'] as const
const comes = [...ofRegion, ...conveners, 'otherCoordinator'] as const
/** Whoever came, in the world of the matrix. */
const came = ['coordinator', 'ownLead'] as const
const members = ['ownLead', 'leadOfficer', 'ownManager', 'otherLead', 'asker'] as const

/** Meetings, elections, what coordinators give, and regions. */
export const meetingMatrix: readonly Area[] = [
  {
    name: 'Meetings, elections and regions',
    related: [...ofRegion, 'otherLead', 'lapsedLead', 'asker', 'coordinator', 'otherCoordinator'],
    pages: {
      'regions/:code': { title: 'A region', see: everybody },
      meetings: { title: 'Meetings and published minutes', see: signedIn },
      'meetings/new': {
        title: 'Plan a meeting',
        see: only(holdersOf('meeting.convene'), { otherwise: 'no' }),
        send: { 'plan it': only(conveners, { otherwise: 'no' }) },
      },
      'meetings/series': {
        title: 'Timetables of meetings',
        see: only(holdersOf('meeting.convene'), { otherwise: 'no' }),
        send: {
          'begin one': only(conveners, { otherwise: 'no' }),
          'end one': only(conveners),
        },
      },
      'meetings/:ref': {
        title: 'A meeting',
        see: signedIn,
        send: {
          'call it': only(conveners),
          'say whether they come': only(comes, { otherwise: 'no' }),
        },
      },
      'meetings/:ref/agenda': {
        title: 'Its agenda',
        see: only(comes, { otherwise: 'no' }),
        send: {
          'put something on it': only(comes, { otherwise: 'no' }),
          'take something off': only(['ownLead', ...conveners], {
            otherwise: 'no',
            hidden: without(comes, 'ownLead', ...conveners),
          }),
          'put something earlier': only(conveners, { otherwise: 'no', hidden: without(comes, ...conveners) }),
        },
      },
      'meetings/:ref/change': { title: 'Change it', see: only(conveners), send: { 'change it': only(conveners) } },
      'meetings/:ref/move': { title: 'Move it', see: only(conveners), send: { 'move it': only(conveners) } },
      'meetings/:ref/call-off': {
        title: 'Call it off',
        see: only(conveners),
        send: { 'call it off': only(conveners) },
      },
      'meetings/:ref/people': {
        title: 'Who comes, and who came',
        see: only(conveners),
        send: { 'invite a guest': only(conveners), 'say who came': only(conveners) },
      },
      'meetings/:ref/minutes': {
        title: 'Minutes that went round',
        see: only(comes, { otherwise: 'no' }),
        send: {
          'object to them': only(came),
          'answer an objection': only(conveners),
          'publish them': only(conveners),
        },
      },
      'meetings/:ref/minutes/edit': {
        title: 'Write the minutes',
        see: only(conveners),
        send: { 'save the draft': only(conveners), 'send them round': only(conveners) },
      },
      'meetings/:ref/elections/new': {
        title: 'Open an election',
        see: only(holdersOf('election.open'), { otherwise: 'no' }),
        send: { 'open it to nominations': only(holdersOf('election.open'), { otherwise: 'no' }) },
      },
      'meetings/:ref/calendar.ics': { title: 'A meeting for a calendar', see: signedIn },
      'guests/:token': {
        title: 'A meeting, by a guest’s link',
        see: everybody,
        send: { 'say whether they come': everybody },
      },
      'elections/:ref': {
        title: 'An election',
        see: signedIn,
        send: {
          'nominate somebody': only(members, { otherwise: 'no' }),
          'second somebody': only(without(members, 'ownLead', 'otherLead'), {
            otherwise: 'no',
            refused: ['ownLead', 'otherLead'],
          }),
          'consent to stand': only(['otherLead']),
          'say that they do not stand': only(['otherLead']),
          'vote for a service': only(['ownLead', 'otherLead'], { otherwise: 'no' }),
          'call it off': only(holdersOf('election.open')),
        },
      },
      'association/time': {
        title: 'Time given to the association',
        see: only(holdersOf('time.read'), { otherwise: 'no' }),
        send: {
          'log a line': only(holdersOf('time.log'), { otherwise: 'no' }),
          'take a line back': only(['coordinator']),
        },
      },
    },
  },
]
