import type { ApplicationStatus } from '#prisma/generated/enums.ts'
import { date, type Fields, plain, type Sending, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

const standsAt =
  (status: ApplicationStatus): Sending['given'] =>
  ({ db }, { application }) =>
    db.application.update({ where: { id: application.id }, data: { status, version: 1 } })

/** Waiting for the first reference, which was asked for some days ago. */
const awaitsReference: Sending['given'] = async (ctx, world) => {
  await standsAt('submitted')?.(ctx, world)
  await ctx.db.reference.update({
    where: { id: world.references[0]?.id ?? '' },
    data: { receivedAt: null, requestedAt: new Date('2026-05-20') },
  })
}

/** Both assessors have recorded the same view. */
const agreed: Sending['given'] = async (ctx, world) => {
  await standsAt('panel')?.(ctx, world)
  await ctx.db.assessment.updateMany({
    where: { applicationId: world.application.id },
    data: { view: 'approve', reasons: 'They know it well.', recordedAt: ctx.clock.now() },
  })
}

const words = 'I led this for three years and advised two neighbouring services on it.'

/** A part of the draft, as its page saves it. */
const part = (path: string, send: Record<string, Fields> = {}): Visit => ({
  at: ({ application }) => `/apply/${application.ref}${path}`,
  given: standsAt('draft'),
  send: Object.fromEntries(
    Object.entries(send).map(([name, fields]): [string, Sending] => [
      name,
      { given: standsAt('draft'), fields: () => ({ version: '1', ...fields }) },
    ]),
  ),
})

const referee = (index: number): Fields => ({
  [`referees[${index}].name`]: 'Rosa First',
  [`referees[${index}].email`]: `referee-${index}@example.org`,
  [`referees[${index}].relation`]: 'Worked with me',
})

const desk = (path: string) => (world: World) => `/association/applications/${world.application.ref}${path}`

export const applicationVisits: Record<string, Visit> = {
  apply: {
    ...plain('/apply'),
    send: { 'start an application': { fields: () => ({ roleSought: 'facilitator' }) } },
  },
  'apply/:ref': part(''),
  'apply/:ref/role': part('/role', { 'save it': { roleSought: 'reviewer' } }),
  'apply/:ref/themes': part('/themes', { 'take a theme out': { themeCode: 'A1' } }),
  'apply/:ref/themes/:code': part('/themes/A1', { 'save it': { themeCode: 'A1', level: '2', evidence: words } }),
  'apply/:ref/posts': {
    ...part('/posts', { 'say they are all': { isComplete: 'on' } }),
    send: {
      ...part('/posts', { 'say they are all': { isComplete: 'on' } }).send,
      'take one out': {
        given: standsAt('draft'),
        fields: ({ statedHoldingId }) => ({ intent: 'take-back', holdingId: statedHoldingId }),
      },
    },
  },
  'apply/:ref/posts/add': part('/posts/add', {
    'add it': { yot: 'Kent', title: 'Manager', level: 'manager', kind: 'substantive', ...date('from', '2018-01-01') },
  }),
  'apply/:ref/referees': {
    ...part('/referees'),
    send: {
      'save them': {
        given: async (ctx, world) => {
          await standsAt('draft')?.(ctx, world)
          await ctx.db.reference.updateMany({
            where: { applicationId: world.application.id },
            data: { receivedAt: null },
          })
        },
        fields: () => ({ version: '1', ...referee(0), ...referee(1) }),
      },
    },
  },
  'apply/:ref/referees/:id': {
    at: ({ application, references }) => `/apply/${application.ref}/referees/${references[0]?.id}`,
    given: awaitsReference,
    send: {
      'ask them instead': {
        given: awaitsReference,
        fields: () => ({ name: 'New Referee', email: 'new-referee@example.org', relation: 'Led me' }),
      },
    },
  },
  'apply/:ref/interests': part('/interests', { 'declare them': { answer: 'complete' } }),
  'apply/:ref/time': part('/time', {
    'save it': { basis: 'in_kind', daysPerYear: '8', consentName: 'Director', ...date('consentOn', '2026-05-01') },
  }),
  'apply/:ref/dbs': part('/dbs', { 'save it': { answer: 'not_needed', because: 'I meet no children.' } }),
  'apply/:ref/about': part('/about', { 'save it': { summary: words } }),
  'apply/:ref/conduct': part('/conduct', { 'accept it': { isAccepted: 'on' } }),
  'apply/:ref/check': part('/check', { 'send the application': {} }),
  'apply/:ref/withdraw': part('/withdraw', { 'withdraw it': {} }),
  'references/:token': {
    at: ({ referenceToken }) => `/references/${referenceToken}`,
    send: { 'give the reference': { fields: () => ({ isSupportive: 'yes', body: words }) } },
  },

  'association/applications': plain('/association/applications'),
  'association/applications/:ref': {
    at: desk(''),
    send: {
      'send a referee a new link': {
        given: awaitsReference,
        fields: ({ references }) => ({ intent: 'resend', referenceId: references[0]?.id ?? '' }),
      },
      'remind a referee': {
        given: awaitsReference,
        fields: ({ references }) => ({ intent: 'nudge', referenceId: references[0]?.id ?? '' }),
      },
      'ask for a conflict to be approved': sends({ intent: 'ask-approval' }),
    },
  },
  'association/applications/:ref/panel': {
    at: desk('/panel'),
    given: standsAt('checks'),
    send: {
      'send it to the panel': {
        given: standsAt('checks'),
        fields: ({ assessors, the }) => ({
          version: '1',
          assessorIds: [assessors.second.id, the('assessor').id],
        }),
      },
    },
  },
  'association/applications/:ref/assess': {
    at: desk('/assess'),
    given: standsAt('panel'),
    send: {
      'record a view': { given: standsAt('panel'), fields: () => ({ view: 'approve', reasons: words }) },
    },
  },
  'association/applications/:ref/stand-down': {
    at: desk('/stand-down'),
    given: standsAt('panel'),
    send: { 'stand down': { given: standsAt('panel') } },
  },
  'association/applications/:ref/assessor': {
    at: desk('/assessor'),
    given: standsAt('panel'),
    send: {
      'ask another assessor': {
        given: standsAt('panel'),
        fields: ({ assessors }) => ({
          version: '1',
          leavingId: assessors.second.id,
          assessorId: assessors.third.id,
        }),
      },
    },
  },
  'association/applications/:ref/decide': {
    at: desk('/decide'),
    given: agreed,
    send: {
      'confirm it': { given: agreed, fields: () => ({ version: '1', outcome: 'approve', reasons: words }) },
    },
  },
  'association/applications/:ref/more': {
    at: desk('/more'),
    given: standsAt('checks'),
    send: { 'send it back': { given: standsAt('checks'), fields: () => ({ version: '1', reasons: words }) } },
  },
  'association/applications/:ref/conflicts/:id': {
    at: ({ application, officerConflict }) =>
      `/association/applications/${application.ref}/conflicts/${officerConflict.id}`,
    send: { 'confirm it': sends({ intent: 'confirm' }) },
  },
}
