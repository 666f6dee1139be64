import { everybody, only } from './answers.ts'
import type { Area } from './page-access.ts'
import type { Standpoint } from './standpoints.ts'

const host = ['ownLead', 'leadOfficer'] as const
const related: readonly Standpoint[] = [
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
]

/** What the team sees, hears and concludes is there for nobody else: the association sees stages. */
const team = only(['coLead'])
const onCase = only([...host, 'coLead'])

/** The association sees stages: steps are ticked off, and seen, by everybody who knows of the review. */
const knows: readonly Standpoint[] = [...host, 'coLead', 'invited', 'coordinator', 'boardMember', 'administrator']
const ticks: readonly Standpoint[] = ['coLead', 'coordinator', 'administrator']

/** The work of a visit (services/fieldwork). */
export const fieldworkMatrix: readonly Area[] = [
  {
    name: 'The work of a peer review',
    related,
    pages: {
      'reviews/:ref/steps': {
        title: 'Steps to tick off',
        see: only(knows),
        send: {
          'tick the team call off': only(ticks, { no: knows.filter((who) => !ticks.includes(who)) }),
        },
      },
      'reviews/:ref/people': { title: 'People and messages', see: onCase, send: { 'write to the others': onCase } },
      'reviews/:ref/workbook': {
        title: 'The self-assessment',
        see: onCase,
        send: {
          'send it': only([], { no: ['ownLead'], refused: ['leadOfficer', 'coLead'] }),
          'add a statement': only([...host]),
          'ask somebody by a link': only([...host]),
          'end a link': only([...host]),
        },
      },
      'reviews/:ref/workbook/:statement': {
        title: 'One statement of the self-assessment',
        see: onCase,
        send: { 'say how far it is so': onCase },
      },
      'reviews/:ref/compare': { title: 'Both views of the self-assessment, once they are open', see: onCase },
      'workbooks/:token': {
        title: 'Statements to fill in by a link',
        see: everybody,
        send: { 'say how far one is so': everybody },
      },
      'reviews/:ref/documents': { title: 'The documents', see: onCase, send: { 'add one': onCase } },
      'reviews/:ref/documents/:id': {
        title: 'One document',
        see: onCase,
        send: { 'add a version': onCase, 'take it back': only([...host]) },
      },
      'reviews/:ref/documents/:id/:number': { title: 'Open a version of a document', see: onCase },
      'reviews/:ref/young-people': {
        title: 'What young people ask and say',
        see: onCase,
        send: { 'add something': only([...host]), 'take something back': only([...host]) },
      },
      'reviews/:ref/programme': {
        title: 'The programme of the visit',
        see: onCase,
        send: { 'add a session': onCase, 'call a session off': onCase },
      },
      'reviews/:ref/evidence': { title: 'The evidence log', see: team },
      'reviews/:ref/evidence/add': { title: 'Log evidence', see: team, send: { 'log it': team } },
      'reviews/:ref/evidence/:id': {
        title: 'One entry of the log',
        see: team,
        send: { 'change it': team, 'set it aside': team, 'take it up again': team },
      },
      'reviews/:ref/words': {
        title: 'A co-lead’s word about who came along',
        see: team,
        send: { 'say a word': team },
      },
      'reviews/:ref/wall': { title: 'The wall', see: team },
      'reviews/:ref/tonight': { title: 'What is under no finding yet', see: team },
      'reviews/:ref/findings': { title: 'The findings', see: team },
      'reviews/:ref/findings/:place': {
        title: 'Findings of one question',
        see: team,
        send: { 'draft one': team, 'change one': team, 'agree to one': team, 'drop one': team },
      },
      'reviews/:ref/presentation': { title: 'The feedback presentation', see: onCase },
    },
  },
]
