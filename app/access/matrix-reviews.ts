import { type ReviewEvent, reviewLife, type Side } from '#services/reviews/index.ts'
import { type Answers, everybody, holdersOf, only, signedIn, without } from './answers.ts'
import type { Area } from './page-access.ts'
import type { Standpoint } from './standpoints.ts'

/** Who stands on each side of a review (services/reviews/policy.ts); somebody with a conflict is on none. */
const onSide: Record<Side, readonly Standpoint[]> = {
  host: ['ownLead'],
  'lead-officer': ['leadOfficer'],
  coordinator: ['coordinator'],
  'case-holder': ['coordinator', 'administrator'],
  board: ['boardMember', 'administrator'],
  'co-lead': ['coLead'],
  system: [],
}

const host = ['ownLead', 'leadOfficer'] as const
const officers = ['coordinator', 'boardMember', 'administrator'] as const
const team = ['coLead', 'invited'] as const

const related = [
  ...host,
  'ownManager',
  'otherLead',
  'lapsedLead',
  ...team,
  ...officers,
  'otherCoordinator',
  'conflicted',
] as const

/** Whoever knows of a review, at three times of its life; to everybody else it does not exist. */
const knowers = { draft: host, before: [...host, ...officers], after: [...host, ...officers, ...team] } as const

type Stage = keyof typeof knowers

/** Yes to these; the others who know of the review are told that it is not theirs; for the rest there is none. */
const among = (stage: Stage, yes: readonly Standpoint[]): Answers => only(yes, { no: knowers[stage] })

const by = (event: ReviewEvent, stage: Stage): Answers =>
  among(
    stage,
    reviewLife.moveOf(event).by.flatMap((side) => onSide[side]),
  )

const caseHolders = onSide['case-holder']
const mayRequest = without(holdersOf('review.request'), 'lapsedLead')
const hasOffice = holdersOf('review.list')
const plansRounds = only(holdersOf('team.propose'), { otherwise: 'no' })
const readsRoundTeam = only(without(holdersOf('team.propose'), 'otherCoordinator', 'conflicted'), {
  hidden: ['otherCoordinator', 'conflicted'],
  otherwise: 'no',
})
const publishesWeights = only(holdersOf('weights.publish'), { otherwise: 'no' })
const keepsBoard = only(holdersOf('board.keep'), { otherwise: 'no' })
const writes = among('draft', host)

const part = (title: string, ...sends: string[]) => ({
  title,
  see: writes,
  ...(sends.length > 0 ? { send: Object.fromEntries(sends.map((each) => [each, writes])) } : {}),
})

export const reviewMatrix: readonly Area[] = [
  {
    name: 'Peer reviews',
    related,
    pages: {
      reviews: { title: 'Your reviews', see: signedIn },
      'reviews/request': {
        title: 'Ask for a review',
        see: signedIn,
        send: { 'ask for a review of the own service': only(mayRequest, { otherwise: 'no', refused: ['lapsedLead'] }) },
      },
      questions: { title: 'Good questions that others have asked', see: signedIn },
      'reviews/:ref': { title: 'A review', see: among('after', knowers.after) },
      'reviews/:ref/edit': part('A request being written'),
      'reviews/:ref/edit/purpose': part('Its purpose', 'save it'),
      'reviews/:ref/edit/sponsor': part('Its sponsor', 'save it'),
      'reviews/:ref/edit/lead-officer': part('Its lead officer', 'save it'),
      'reviews/:ref/edit/kloes': part('Its questions', 'take one away'),
      'reviews/:ref/edit/kloes/:position': part('One question', 'save it'),
      'reviews/:ref/edit/kloes/:position/themes': part('The themes of a question', 'save them'),
      'reviews/:ref/edit/visit': part('The visit', 'save it'),
      'reviews/:ref/edit/dates': part('Its dates', 'add dates', 'take dates away'),
      'reviews/:ref/edit/places': part('People beside its team', 'save them'),
      'reviews/:ref/edit/people': part('People to keep away', 'add a name', 'take a name away', 'say about neighbours'),
      'reviews/:ref/edit/check': {
        ...part('Check the request'),
        send: { 'send the request': by('submitted', 'draft') },
      },
      'reviews/:ref/record/:event': {
        title: 'Record what happened',
        see: by('arrived', 'after'),
        send: {
          arrived: by('arrived', 'after'),
          presented: by('presented', 'after'),
          closed: by('closed', 'after'),
          postponed: by('postponed', 'after'),
          resumed: by('resumed', 'before'),
          withdrawn: by('withdrawn', 'after'),
        },
      },
      'reviews/:ref/terms': {
        title: 'The terms of reference',
        see: among('after', knowers.after),
        send: {
          'accept them for a side': among('after', ['ownLead', 'coLead']),
          'ask for a change of them': among('after', [...host, 'coLead']),
          'leave them as they are': among('after', [...host, 'coLead', ...caseHolders]),
        },
      },
      'reviews/:ref/sight': {
        title: 'Who of the service can follow it',
        see: only(host),
        send: { 'give sight': among('after', host), 'take it back': among('after', host) },
      },
      'reviews/:ref/remarks/:about': {
        title: 'What the service says of its team or its terms',
        see: only(host),
        send: { 'say it': among('after', host) },
      },
      'sponsors/:token': {
        title: 'What a sponsor is asked, by their link',
        see: everybody,
        send: { 'say whether they agree': everybody },
      },
      'invitations/:id': {
        title: 'An invitation',
        see: only(['invited']),
        send: { 'accept it': only(['invited']) },
      },
      'invitations/:id/decline': {
        title: 'Say no to an invitation',
        see: only(['invited']),
        send: {
          'decline it': only(['invited']),
          'say there is a conflict': only(['invited']),
          'leave the team': only(['coLead']),
        },
      },
      'ratings/:pairId': {
        title: 'Say how it went',
        see: only([...host, 'coLead']),
        send: { 'rate the other side': only([...host, 'coLead']), 'reply to a rating': only([...host, 'coLead']) },
      },
    },
  },
  {
    name: 'Requests for review, for the association',
    related,
    pages: {
      'association/requests': { title: 'The list of requests', see: only(hasOffice, { otherwise: 'no' }) },
      'association/requests/:ref': {
        title: 'A request',
        see: only(officers),
        send: {
          'pass it to the board': by('checked', 'before'),
          'ask the service for more': by('returned', 'before'),
          'decide on it': by('approved', 'before'),
          'record the scoping call': by('scoping-started', 'before'),
          'ask the sponsor again': among('before', caseHolders),
          'answer what the service says': among('before', caseHolders),
          'ask for a conflict to be approved': only([], { no: host, refused: officers }),
        },
      },
      'association/requests/:ref/declare': {
        title: 'A conflict of interest of one’s own with it',
        see: among('before', officers),
        send: { 'say so': among('before', officers) },
      },
      'association/requests/:ref/team': {
        title: 'Its team',
        see: among('before', caseHolders),
        send: {
          'propose teams': by('team-proposed', 'before'),
          'choose a team': among('before', caseHolders),
          'check a team for conflicts': among('before', caseHolders),
          'invite the team': by('invited', 'before'),
          'say how a conflict is managed': among('before', caseHolders),
          'mark a conflict as not so': among('before', caseHolders),
          'lock somebody in it': among('before', caseHolders),
        },
      },
      'association/requests/:ref/team/:number/edit': {
        title: 'A team changed by hand',
        see: among('before', caseHolders),
        send: { 'keep it as a proposal': among('before', caseHolders) },
      },
      'association/requests/:ref/conflicts/:id': {
        title: 'A conflict of interest found in it',
        see: among('before', caseHolders),
        send: { 'confirm it': among('before', caseHolders) },
      },
      'association/requests/:ref/team/seats/:seatId': {
        title: 'A place nobody could be found for',
        see: among('after', caseHolders),
        send: {
          'invite somebody': among('after', caseHolders),
          // As it was shown and no longer is: whoever may is told to look again.
          'mend the team in another way': only([], {
            refused: caseHolders,
            no: without(knowers.after, ...caseHolders),
          }),
        },
      },
      'association/requests/:ref/dates': {
        title: 'Move the dates of a review',
        see: among('after', caseHolders),
        send: { 'move them': by('dates-moved', 'after') },
      },
      'association/board': {
        title: 'How many of the board decide',
        see: keepsBoard,
        send: { 'set it': keepsBoard },
      },
      'association/rounds': {
        title: 'Rounds',
        see: plansRounds,
        send: { 'plan all requests together': plansRounds },
      },
      'association/rounds/weights': { title: 'How people are weighed', see: plansRounds },
      'association/rounds/weights/change': {
        title: 'Change how people are weighed',
        see: publishesWeights,
        send: { 'try other weights': publishesWeights },
      },
      'association/rounds/weights/trials/:id': {
        title: 'What other weights would have changed, without the requests one may not know of',
        see: publishesWeights,
        send: { 'publish them': publishesWeights },
      },
      'association/rounds/:number': {
        title: 'A round, without the requests one may not know of',
        see: plansRounds,
        send: { 'stop it': plansRounds, 'accept its teams': plansRounds },
      },
      'association/rounds/:number/:ref': {
        title: 'One team of a round, unless its request is one that one may not know of',
        see: readsRoundTeam,
      },
      'association/requests/:ref/terms': {
        title: 'Write the terms of reference',
        see: only(caseHolders),
        send: { 'send them to both sides': among('after', caseHolders) },
      },
    },
  },
]
