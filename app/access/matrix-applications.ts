import type { Permission } from '#services/core/access.ts'
import { type Answers, everybody, holdersOf, only, without } from './answers.ts'
import type { Area } from './page-access.ts'

const related = ['applicant', 'assessor', 'otherAssessor', 'conflicted'] as const

const own = only(['applicant'])

/**
 * Whoever has a permission, but assessors who were not asked to assess this one and officers with a conflict cannot know
 * of it. The rest are told that it is not theirs, before anything is looked for.
 */
const holding = (permission: Permission) => {
  const holders = holdersOf(permission)
  return only(without(holders, 'conflicted', 'otherAssessor'), {
    otherwise: 'no',
    hidden: holders.filter((who) => who === 'conflicted' || who === 'otherAssessor'),
  })
}
const reads = holding('application.list')
const assigns = holding('application.assign')
const assesses = holding('application.assess')
const decides = holding('application.decide')
/** Whoever reads it and may decide on conflicts. */
const approves = new Map(
  [...reads].map(([who, answer]) => [who, answer === 'yes' && who !== 'administrator' ? 'no' : answer] as const),
)
/** The same people, told that as things stand there is nothing to do. */
const refusing = (answers: Answers): Answers =>
  new Map([...answers].map(([who, answer]) => [who, answer === 'yes' ? 'refused' : answer]))

const part = (title: string, ...sends: string[]) => ({
  title,
  see: own,
  ...(sends.length > 0 ? { send: Object.fromEntries(sends.map((each) => [each, own])) } : {}),
})

export const applicationMatrix: readonly Area[] = [
  {
    name: 'Applying to the bank',
    related,
    pages: {
      apply: {
        title: 'Apply to the bank',
        see: everybody,
        send: {
          'start an application': only(without(holdersOf('application.write'), 'applicant'), {
            refused: ['applicant'],
          }),
        },
      },
      'apply/:ref': part('Your application'),
      'apply/:ref/role': part('The role you seek', 'save it'),
      'apply/:ref/themes': part('What you know', 'take a theme out'),
      'apply/:ref/themes/:code': part('A theme you know', 'save it'),
      'apply/:ref/posts': part('Posts you have held', 'say they are all', 'take one out'),
      'apply/:ref/posts/add': part('Add a post', 'add it'),
      'apply/:ref/referees': part('Your referees', 'save them'),
      'apply/:ref/referees/:id': part('Another referee', 'ask them instead'),
      'apply/:ref/interests': part('Your interests', 'declare them'),
      'apply/:ref/time': part('Your time', 'save it'),
      'apply/:ref/dbs': part('Your DBS certificate', 'save it'),
      'apply/:ref/about': part('About you', 'save it'),
      'apply/:ref/conduct': part('The code of conduct', 'accept it'),
      'apply/:ref/check': part('Check your answers', 'send the application'),
      'apply/:ref/withdraw': part('Withdraw', 'withdraw it'),
      'references/:token': {
        title: 'A reference, for whoever has the link',
        see: everybody,
        send: { 'give the reference': everybody },
      },
    },
  },
  {
    name: 'Applications, for the association',
    related,
    pages: {
      'association/applications': {
        title: 'The list of applications',
        see: only(holdersOf('application.list'), { otherwise: 'no' }),
      },
      'association/applications/:ref': {
        title: 'An application',
        see: reads,
        send: {
          'send a referee a new link': assigns,
          'remind a referee': assigns,
          'ask for a conflict to be approved': refusing(reads),
        },
      },
      'association/applications/:ref/panel': {
        title: 'Choose its panel',
        see: assigns,
        send: { 'send it to the panel': assigns },
      },
      'association/applications/:ref/assess': {
        title: 'Record a view',
        see: assesses,
        send: { 'record a view': assesses },
      },
      'association/applications/:ref/stand-down': {
        title: 'A conflict of interest of one’s own with it',
        see: reads,
        send: { 'stand down': reads },
      },
      'association/applications/:ref/assessor': {
        title: 'Another assessor',
        see: assigns,
        send: { 'ask another assessor': assigns },
      },
      'association/applications/:ref/decide': {
        title: 'Confirm the panel’s view',
        see: decides,
        send: { 'confirm it': decides },
      },
      'association/applications/:ref/more': {
        title: 'Ask the applicant for more',
        see: assigns,
        send: { 'send it back': assigns },
      },
      'association/applications/:ref/conflicts/:id': {
        title: 'An officer’s conflict of interest with it',
        see: approves,
        send: { 'confirm it': approves },
      },
    },
  },
]
