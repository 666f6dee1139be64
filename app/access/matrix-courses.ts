import { type Answers, everybody, holdersOf, only, signedIn, without } from './answers.ts'
import type { Area } from './page-access.ts'
import { everyStandpoint } from './standpoints.ts'

const provider = ['ownLead', 'leadOfficer', 'ownManager'] as const
const books = without(holdersOf('course.book'), 'lapsedLead')
const recognise = only(holdersOf('course.recognise'), { otherwise: 'no' })
/** What is only there for who presses. */
const nobody: Answers = new Map(everyStandpoint.map((who) => [who, 'hidden']))

/** Dates and places, what is taken without asking, and the quality mark. */
export const courseMatrix: readonly Area[] = [
  {
    name: 'Courses and the quality mark',
    related: [...provider, 'otherLead', 'lapsedLead', 'asker', 'bankMember', 'coLead', 'invited'],
    pages: {
      courses: { title: 'Dates of courses', see: everybody },
      'courses/:ref': {
        title: 'A date of a course',
        see: everybody,
        send: { 'count it as reviewer training': recognise },
      },
      'courses/:ref/book': {
        title: 'Book places',
        see: signedIn,
        send: {
          'book a place': only(books, { otherwise: 'no', refused: ['lapsedLead'] }),
          'join the waiting list': only(books, { otherwise: 'no', refused: ['lapsedLead'] }),
        },
      },
      'courses/:ref/places': {
        title: 'Places of one’s own',
        see: only(['asker']),
        send: {
          'say who comes': only(['asker']),
          'take what is offered': only(['asker']),
          'give up what is offered': only(['asker']),
          'leave the waiting list': only(['asker']),
          'keep a place that was moved': only(['asker']),
          'cancel a place': only(['asker'], { refused: provider }),
        },
      },
      'courses/:ref/places/:place': {
        title: 'Choose the sessions of a place',
        see: only(['asker']),
        send: { 'choose sessions': only(['asker']) },
      },
      'courses/:ref/circle': {
        title: 'The circle of a cohort',
        see: only(['asker']),
        send: { 'write to the others': only(['asker']), 'leave it': only(['asker']) },
      },
      'courses/:ref/manage': {
        title: 'Manage a date',
        see: only(provider),
        send: {
          'open booking': only(provider),
          'release a place without a name': only([...provider, 'asker']),
        },
      },
      'courses/:ref/edit': { title: 'Change a date', see: only(provider), send: { 'change it': only(provider) } },
      'courses/:ref/move': { title: 'Move a date', see: only(provider), send: { 'move it': only(provider) } },
      'courses/:ref/call-off': {
        title: 'Call a date off',
        see: only(provider),
        send: { 'call it off': only(provider) },
      },
      'courses/:ref/attendance': {
        title: 'Who came',
        see: only(provider),
        send: { 'say who came': only(provider) },
      },
      'courses/:ref/register': { title: 'The register to print', see: only(provider) },
      'courses/:ref/download': { title: 'Who has a place, to keep', see: only(provider) },
      'courses/:ref/calendar.ics': { title: 'A date for a calendar', see: everybody },
      'evaluations/:token': {
        title: 'What somebody who came makes of it, by link',
        see: everybody,
        send: { 'say how it was': everybody },
      },
      'certificates/:code': { title: 'A certificate, by its code', see: everybody },
      'offerings/:slug/dates/new': {
        title: 'Add a date',
        see: only(provider),
        send: { 'add it': only(provider) },
      },
      'offerings/:slug/resources': {
        title: 'What can be taken of an offering',
        see: only(provider),
        send: {
          'add a link': only(provider),
          'add a version of a file': only(provider),
          'take it away': only(provider),
        },
      },
      'offerings/:slug/resources/:id': {
        title: 'Something to take',
        see: everybody,
        send: { 'say that it was taken up': only(['asker']) },
      },
      'offerings/:slug/resources/:id/take': {
        title: 'The file itself',
        see: nobody,
        send: { 'take it': everybody },
      },
      'offerings/:slug/mark': {
        title: 'The quality mark of an offering',
        see: only(provider),
        send: { 'ask for it': only(provider) },
      },
      marks: { title: 'Quality marks in force', see: everybody },
      'observations/:id': {
        title: 'Observe a course',
        see: only(['coLead']),
        send: {
          'say what was seen': only(['coLead']),
          'send a view that is not whole': only([], { refused: ['coLead'] }),
          'stand down': only(['coLead']),
        },
      },
      'self-assessments': {
        title: 'How one’s service marks itself',
        see: signedIn,
        send: { 'begin one': only(['asker']) },
      },
      'self-assessments/:ref': {
        title: 'A self-assessment',
        see: only(provider),
        send: {
          'finish it': only(['ownLead'], { no: ['leadOfficer', 'ownManager'] }),
          'say who reads it': only(['ownLead'], { no: ['leadOfficer', 'ownManager'] }),
        },
      },
      'self-assessments/:ref/print': { title: 'A self-assessment, to print', see: only(provider) },
      'self-assessments/:ref/:statement': {
        title: 'A statement of a self-assessment',
        see: only(provider),
        send: { 'mark it': only(provider) },
      },
      'association/marks': {
        title: 'Every quality mark',
        see: only(holdersOf('mark.list'), { otherwise: 'no' }),
      },
    },
  },
]
