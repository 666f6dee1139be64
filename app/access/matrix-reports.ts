import { everybody, only } from './answers.ts'
import type { Area } from './page-access.ts'

const host = ['ownLead', 'leadOfficer'] as const
const related = [
  ...host,
  'ownManager',
  'otherLead',
  'coLead',
  'invited',
  'coordinator',
  'boardMember',
  'administrator',
  'otherCoordinator',
  'conflicted',
] as const

const team = only(['coLead'])
/** Theirs, and refused as the matrix finds it: somebody else has to read the report first. */
const teamNotYet = only([], { refused: ['coLead'] })
const hostOnly = only(host)
/** The head of the service alone decides; whoever arranges the review reads, and is told so. */
const headOnly = only(['ownLead'], { no: ['leadOfficer'] })
const both = only([...host, 'coLead'])

/** Who may read and change a review's report (services/reports/find-report.ts): its team, and the host once it was sent. */
export const reportMatrix: readonly Area[] = [
  {
    name: 'Reports of reviews',
    related,
    pages: {
      'reviews/:ref/report': {
        title: 'A report being written',
        see: team,
        send: { 'say that it is read': teamNotYet, 'send it to the service': teamNotYet, 'make it final': team },
      },
      'reviews/:ref/report/:section': { title: 'A part of a report', see: team, send: { 'save it': team } },
      'reviews/:ref/report/accuracy': {
        title: 'The facts of a draft report',
        see: both,
        send: {
          'comment on a paragraph': hostOnly,
          'take a comment back': hostOnly,
          'say that these are all': hostOnly,
        },
      },
      'reviews/:ref/report/accuracy/:number': {
        title: 'A comment on the facts',
        see: both,
        send: { 'answer it': team },
      },
      'reviews/:ref/report/print': { title: 'A report as one document', see: both },
      'reviews/:ref/report.docx': { title: 'A report as a Word document', see: both },
      'reviews/:ref/plan': {
        title: 'An action plan being written',
        see: hostOnly,
        send: { 'agree it': only(['ownLead']) },
      },
      'reviews/:ref/plan/areas/:position': {
        title: 'An area for consideration',
        see: hostOnly,
        send: { 'add an action': hostOnly, 'say why it is not taken up': hostOnly },
      },
      'reviews/:ref/plan/actions/:id': {
        title: 'An action',
        see: hostOnly,
        send: {
          'say how it stands': hostOnly,
          'change it': hostOnly,
          'drop it': hostOnly,
          'take it up again': hostOnly,
        },
      },
      'reviews/:ref/progress': {
        title: 'The progress review',
        see: both,
        send: { 'record it': team, 'say what has changed': hostOnly },
      },
      'reviews/:ref/sharing': {
        title: 'What is shared',
        see: hostOnly,
        send: { 'share something': headOnly, 'take it back': headOnly },
      },
      'actions/:token': {
        title: 'An action, by its owner’s link',
        see: everybody,
        send: { 'say how it stands': everybody },
      },
      'shared/:key': { title: 'What a service shares with everybody', see: everybody },
    },
  },
]
