import { createHash } from 'node:crypto'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { standardWeights } from '#services/matching/index.ts'
import { type ReviewEvent, reviewLife, toFields } from '#services/reviews/index.ts'
import { date, type Fields, plain, type Sending, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

const versions = { draft: 1, early: 1, proposed: 50, review: 1 }
type Which = keyof typeof versions

export const standsAt =
  (which: Which, status: ReviewStatus): Sending['given'] =>
  ({ db }, world) =>
    db.reviewRequest.update({ where: { id: world[which].id }, data: { status, version: versions[which] } })

/** A part of the draft, as its page saves it. */
const part = (path: string, send: Record<string, Fields | ((world: World) => Fields)> = {}): Visit => ({
  at: ({ draft }) => `/reviews/${draft.ref}/edit${path}`,
  send: Object.fromEntries(
    Object.entries(send).map(([name, fields]): [string, Sending] => [
      name,
      { fields: (world) => ({ version: '1', ...(typeof fields === 'function' ? fields(world) : fields) }) },
    ]),
  ),
})

const reasons = 'We think that this is the right thing to do now.'

const fieldsFor = (event: ReviewEvent): Fields => {
  const { asks } = reviewLife.moveOf(event)
  if (asks === 'reasons') return { version: '1', reasons }
  if (event === 'resumed') return { version: '1' }
  const sooner: Fields = event === 'arrived' ? { isSooner: 'yes' } : {}
  return { version: '1', note: 'Noted.', ...sooner, ...date('happenedOn', '2026-06-01') }
}

/** Something that happened, recorded while the review stands where it first can. */
const record = (event: ReviewEvent, status: ReviewStatus, which: Which = 'review'): [string, Sending] => [
  event,
  {
    to: (world) => `/reviews/${world[which].ref}/record/${event}`,
    given: standsAt(which, status),
    fields: () => fieldsFor(event),
  },
]

const sponsorToken = 'a-link-that-only-a-sponsor-has'
const withSponsor: Sending['given'] = ({ db, clock }, { early }) =>
  db.sponsorAsk.create({
    data: {
      requestId: early.id,
      about: 'request',
      name: 'Dana Sponsor',
      tokenHash: createHash('sha256').update(sponsorToken).digest('hex'),
      sentAt: clock.now(),
    },
  })
const remarkId = '0198b6a0-0000-7000-8000-000000000001'
const desk = ({ early }: World) => `/association/requests/${early.ref}`
const team = ({ proposed }: World) => `/association/requests/${proposed.ref}/team`

const roundIs =
  (status: 'running' | 'planned'): Sending['given'] =>
  ({ db, clock }, { round }) =>
    db.round.update({ where: round, data: { status, slot: status === 'running' ? 1 : null, beatAt: clock.now() } })

export const reviewVisits: Record<string, Visit> = {
  reviews: plain('/reviews'),
  'reviews/request': {
    ...plain('/reviews/request'),
    send: {
      'ask for a review of the own service': {
        fields: ({ the }, who) => ({
          yotCode: the(who).actor.grants.find(({ yotCode }) => yotCode)?.yotCode ?? 'leeds',
          purpose: 'To see how well we resettle children.',
        }),
      },
    },
  },
  questions: plain('/questions'),
  'reviews/:ref': { at: ({ review }) => `/reviews/${review.ref}` },
  'reviews/:ref/edit': part(''),
  'reviews/:ref/edit/purpose': part('/purpose', { 'save it': { purpose: 'To learn.' } }),
  'reviews/:ref/edit/sponsor': part('/sponsor', {
    'save it': { sponsorName: 'Dana Sponsor', sponsorRole: 'Director', sponsorAddress: 'dana@example.org' },
  }),
  'reviews/:ref/edit/lead-officer': part('/lead-officer', {
    'save it': ({ the }) => ({ leadOfficerId: the('ownManager').id }),
  }),
  'reviews/:ref/edit/kloes': part('/kloes', { 'take one away': { position: '1' } }),
  'reviews/:ref/edit/kloes/:position': part('/kloes/1', { 'save it': { position: '1', question: 'How good is it?' } }),
  'reviews/:ref/edit/kloes/:position/themes': part('/kloes/1/themes', {
    'save them': { position: '1', themes: ['G1'] },
  }),
  'reviews/:ref/edit/visit': part('/visit', { 'save it': { mode: 'on_site', days: '3', travelPaidBy: 'host' } }),
  'reviews/:ref/edit/dates': part('/dates', {
    'add dates': { intent: 'add', ...date('startsOn', '2026-12-07'), ...date('endsOn', '2026-12-09') },
    'take dates away': ({ windowId }) => ({ intent: 'remove', windowId }),
  }),
  'reviews/:ref/edit/places': part('/places', { 'save them': { places: ['observer'] } }),
  'reviews/:ref/edit/people': part('/people', {
    'add a name': ({ the }) => ({ intent: 'save', next: 'stay', personId: the('coLead').id }),
    'take a name away': ({ the }) => ({ intent: 'remove', personId: the('bankMember').id }),
    'say about neighbours': { intent: 'save', isNeighbourSensitive: 'on' },
  }),
  'reviews/:ref/edit/check': part('/check', { 'send the request': {} }),
  'reviews/:ref/record/:event': {
    at: ({ review }) => `/reviews/${review.ref}/record/arrived`,
    given: standsAt('review', 'preparing'),
    send: Object.fromEntries([
      record('arrived', 'preparing'),
      record('presented', 'on_site'),
      record('closed', 'progress_review'),
      record('postponed', 'confirmed'),
      record('resumed', 'postponed', 'early'),
      record('withdrawn', 'confirmed'),
    ]),
  },
  'reviews/:ref/sight': {
    at: ({ review }) => `/reviews/${review.ref}/sight`,
    send: {
      'give sight': { fields: ({ the }) => ({ intent: 'give', personId: the('ownManager').id }) },
      'take it back': { fields: ({ the }) => ({ intent: 'end', personId: the('ownManager').id }) },
    },
  },
  'reviews/:ref/remarks/:about': {
    at: ({ review }) => `/reviews/${review.ref}/remarks/terms`,
    given: standsAt('review', 'confirmed'),
    send: {
      'say it': {
        given: standsAt('review', 'confirmed'),
        fields: () => ({ number: '1', text: 'Travel is paid by each service, not by us.' }),
      },
    },
  },
  'sponsors/:token': {
    at: () => `/sponsors/${sponsorToken}`,
    given: withSponsor,
    send: { 'say whether they agree': { given: withSponsor, fields: () => ({ agrees: 'yes' }) } },
  },
  'invitations/:id': {
    at: ({ invitationId }) => `/invitations/${invitationId}`,
    given: standsAt('review', 'inviting'),
    send: {
      'accept it': {
        given: standsAt('review', 'inviting'),
        fields: () => ({ version: '1', declares: 'nothing' }),
      },
    },
  },
  'invitations/:id/decline': {
    at: ({ invitationId }) => `/invitations/${invitationId}/decline`,
    given: standsAt('review', 'inviting'),
    send: {
      'decline it': {
        given: standsAt('review', 'inviting'),
        fields: () => ({ intent: 'decline', version: '1' }),
      },
      'say there is a conflict': {
        given: standsAt('review', 'inviting'),
        fields: () => ({ intent: 'conflict', version: '1' }),
      },
      'leave the team': {
        to: ({ acceptedInvitationId }) => `/invitations/${acceptedInvitationId}/decline`,
        given: standsAt('review', 'inviting'),
        fields: () => ({ intent: 'leave', version: '1' }),
      },
    },
  },

  'association/requests': plain('/association/requests'),
  'association/requests/:ref': {
    at: desk,
    send: {
      'pass it to the board': { fields: () => ({ intent: 'check', version: '1', note: 'Complete.' }) },
      'ask the service for more': { fields: () => ({ intent: 'return', version: '1', note: 'Which dates?' }) },
      'decide on it': {
        given: standsAt('early', 'coordinator_checked'),
        fields: () => ({ intent: 'decide', version: '1', decision: 'approved', reasons }),
      },
      'record the scoping call': {
        given: standsAt('early', 'approved'),
        fields: () => ({ intent: 'scope', version: '1', ...date('calledOn', '2026-06-01') }),
      },
      'ask the sponsor again': {
        given: ({ db }, { early }) =>
          db.reviewRequest.update({
            where: { id: early.id },
            data: { sponsorSignedOn: null, sponsorAddress: 'dana@example.org' },
          }),
        fields: () => ({ intent: 'ask-sponsor', version: '1' }),
      },
      'answer what the service says': {
        given: ({ db, clock }, { early, the }) =>
          db.remark.create({
            data: {
              id: remarkId,
              requestId: early.id,
              about: 'terms',
              number: 1,
              text: 'Travel is paid by each service, not by us.',
              byId: the('ownLead').id,
              by: 'The head',
              at: clock.now(),
            },
          }),
        fields: () => ({ intent: `answer-${remarkId}`, id: remarkId, answer: 'Yes: the next version says so.' }),
      },
      'ask for a conflict to be approved': sends({ intent: 'ask-approval' }),
    },
  },
  'association/requests/:ref/declare': {
    at: (world) => `${desk(world)}/declare`,
    send: { 'say so': sends() },
  },
  'association/requests/:ref/team': {
    at: team,
    send: {
      'propose teams': {
        given: standsAt('proposed', 'scoping'),
        fields: () => ({ intent: 'propose', version: '50' }),
      },
      'choose a team': {
        given: standsAt('proposed', 'team_proposed'),
        fields: () => ({ intent: 'choose', version: '50', number: '1' }),
      },
      'check a team for conflicts': { fields: () => ({ intent: 'check', numbers: ['1'] }) },
      'invite the team': {
        given: standsAt('proposed', 'team_proposed'),
        fields: () => ({ intent: 'invite', version: '50' }),
      },
      'say how a conflict is managed': {
        fields: ({ conflict }) => ({
          intent: `manage-${conflict.id}`,
          conflictId: conflict.id,
          mitigation: 'They do not lead on that part.',
          ...date('reviewOn', '2026-09-01'),
        }),
      },
      'mark a conflict as not so': {
        fields: ({ conflict }) => ({
          intent: `false-${conflict.id}`,
          conflictId: conflict.id,
          reason: 'Another person of that name.',
        }),
      },
      'lock somebody in it': {
        given: standsAt('proposed', 'team_proposed'),
        fields: ({ chosenTeam }) => ({ intent: 'lock', version: '50', seatId: chosenTeam.seatId, lock: 'yes' }),
      },
    },
  },
  'association/requests/:ref/team/:number/edit': {
    at: (world) => `${team(world)}/1/edit`,
    given: standsAt('proposed', 'team_proposed'),
    send: {
      'keep it as a proposal': {
        given: standsAt('proposed', 'team_proposed'),
        fields: ({ chosenTeam: { windowId, people } }) => ({
          version: '50',
          windowId,
          ...Object.fromEntries(people.map((personId, at) => [`people[${at}]`, personId])),
        }),
      },
    },
  },
  'association/requests/:ref/conflicts/:id': {
    at: ({ conflict, ...world }) => `${team({ conflict, ...world }).replace('/team', '')}/conflicts/${conflict.id}`,
    send: { 'confirm it': { fields: () => ({ intent: 'confirm' }) } },
  },
  'association/requests/:ref/team/seats/:seatId': {
    at: ({ review, emptySeat }) => `/association/requests/${review.ref}/team/seats/${emptySeat.id}`,
    given: standsAt('review', 'inviting'),
    send: {
      'invite somebody': {
        given: standsAt('review', 'inviting'),
        fields: ({ emptySeat, spareId }) => ({
          intent: 'fill',
          version: '1',
          seatId: emptySeat.id,
          personId: spareId,
        }),
      },
      'mend the team in another way': {
        given: standsAt('review', 'inviting'),
        fields: ({ emptySeat }) => ({ intent: 'mend', version: '1', seatId: emptySeat.id, way: 'chain', shown: 'x' }),
      },
    },
  },
  'association/requests/:ref/dates': {
    at: ({ review }) => `/association/requests/${review.ref}/dates`,
    given: standsAt('review', 'inviting'),
    send: {
      'move them': {
        given: standsAt('review', 'inviting'),
        fields: () => ({
          version: '1',
          step: 'move',
          ...date('startsOn', '2026-09-14'),
          ...date('endsOn', '2026-09-16'),
        }),
      },
    },
  },
  'association/board': { at: () => '/association/board', send: { 'set it': sends({ version: '0', members: '1' }) } },
  'association/rounds': {
    ...plain('/association/rounds'),
    // One is being planned, so that nobody's press starts another.
    send: { 'plan all requests together': { given: roundIs('running'), fields: () => ({ isFair: 'yes' }) } },
  },
  'association/rounds/weights': plain('/association/rounds/weights'),
  'association/rounds/weights/change': {
    ...plain('/association/rounds/weights/change'),
    send: {
      'try other weights': {
        fields: () => ({
          version: '1',
          ...Object.fromEntries(Object.entries(toFields(standardWeights)).map(([name, of]) => [name, String(of)])),
          region: '21',
          reason: 'Regions asked less should come first.',
        }),
      },
    },
  },
  'association/rounds/weights/trials/:id': {
    at: ({ trial }) => `/association/rounds/weights/trials/${trial.id}`,
    send: { 'publish them': { fields: () => ({}) } },
  },
  'association/rounds/:number': {
    at: ({ round }) => `/association/rounds/${round.number}`,
    send: {
      'stop it': { given: roundIs('running'), fields: () => ({ intent: 'stop' }) },
      'accept its teams': { fields: () => ({ intent: 'accept-all' }) },
    },
  },
  'association/rounds/:number/:ref': {
    at: ({ round, proposed }) => `/association/rounds/${round.number}/${proposed.ref}`,
  },
  'association/requests/:ref/terms': {
    at: ({ review }) => `/association/requests/${review.ref}/terms`,
    send: { 'send them to both sides': { fields: () => ({ text: 'What we agreed, again.' }) } },
  },
}
