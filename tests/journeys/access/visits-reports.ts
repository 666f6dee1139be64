import { createHash } from 'node:crypto'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { planPage, printedReport, room } from '#services/reports/index.ts'
import { makeFindings } from '#tests/factories/report.ts'
import { date, type Sending, type Visit } from './visit.ts'
import { standsAt } from './visits-reviews.ts'
import type { World } from './world.ts'

/** A review where it is said to stand, with complete findings, and its report put together as it would stand then. */
const reportAt =
  (status: ReviewStatus): NonNullable<Sending['given']> =>
  async (ctx, world) => {
    await standsAt('review', status)?.(ctx, world)
    await makeFindings(ctx, world.review.id)
    await printedReport(asSystem(ctx), world.review.ref)
  }

const report = ({ review }: World) => `/reviews/${review.ref}/report`

const reportOf = ({ db }: Ctx, { review }: World) => db.report.findFirstOrThrow({ where: { reviewId: review.id } })

const withComment: Sending['given'] = async (ctx, world) => {
  await reportAt('accuracy')(ctx, world)
  const { id } = await reportOf(ctx, world)
  await ctx.db.accuracyComment.create({
    data: {
      reportId: id,
      number: 1,
      sectionKey: '1',
      paragraph: 1,
      quoted: 'Matter 1 is planned early.',
      kind: 'slip',
      text: 'It is matter 2.',
      madeAt: ctx.clock.now(),
      madeById: world.the('ownLead').id,
      madeBy: 'Own Lead',
    },
  })
}

const withDocument: Sending['given'] = async (ctx, world) => {
  await reportAt('final')(ctx, world)
  await makeDocuments(ctx, world)
}

/** The report's file, as the worker makes it. */
export const makeDocuments: NonNullable<Sending['given']> = async (ctx, world) => {
  const message = await ctx.db.outboxMessage.findFirstOrThrow({
    where: { topic: 'report-document', caseId: world.review.id },
  })
  await room.handlers?.['report-document']?.(ctx, message)
}

const actionId = '0190a8f0-0000-7000-8000-00000000a001'
const shareId = '0190a8f0-0000-7000-8000-00000000a002'
const actionKey = 'the-key-of-an-action-in-the-matrix'

/** The plan of a review where it is said to stand. */
const planAt =
  (status: ReviewStatus): NonNullable<Sending['given']> =>
  async (ctx, world) => {
    await reportAt(status)(ctx, world)
    await planPage(asSystem(ctx), world.review.ref)
  }

const planOf = ({ db }: Ctx, { review }: World) => db.actionPlan.findFirstOrThrow({ where: { reviewId: review.id } })

const answered: Sending['given'] = async (ctx, world) => {
  await planAt('final')(ctx, world)
  await ctx.db.planArea.updateMany({ data: { notTakenUp: 'It is part of another plan.' } })
}

/** An action of a plan, with a key that the visit knows. */
const withAction =
  (status: ReviewStatus, stands: 'open' | 'done' = 'open'): NonNullable<Sending['given']> =>
  async (ctx, world) => {
    await planAt(status)(ctx, world)
    const plan = await planOf(ctx, world)
    const area = await ctx.db.planArea.findFirstOrThrow({ where: { planId: plan.id } })
    await ctx.db.action.create({
      data: {
        ...{ id: actionId, planId: plan.id, areaId: area.id, position: 1, what: 'Tell the board.', status: stands },
        ...{ ownerRole: 'Head of operations', ownerName: 'Ola', dueOn: new Date('2026-12-01T00:00:00Z') },
        tokenHash: createHash('sha256').update(actionKey).digest('hex'),
      },
    })
  }

const shared: Sending['given'] = async (ctx, world) => {
  await reportAt('final')(ctx, world)
  await ctx.db.share.create({
    data: {
      ...{ id: shareId, reviewId: world.review.id, item: 'summary', audience: 'public' },
      until: new Date('2030-01-01T00:00:00Z'),
      sharedAt: ctx.clock.now(),
      sharedById: world.the('ownLead').id,
      sharedBy: 'Own Lead',
    },
  })
}

const plan = ({ review }: World) => `/reviews/${review.ref}/plan`
const action = (world: World) => `${plan(world)}/actions/${actionId}`
const newAction = {
  what: 'Tell the board.',
  ownerRole: 'Head of operations',
  ownerName: 'Ola',
  ...date('dueOn', '2030-01-01'),
}
const update = { version: '1', rag: 'green', text: 'It is on its way to the board.' }

export const reportVisits: Record<string, Visit> = {
  'reviews/:ref/report': {
    at: report,
    given: reportAt('presented'),
    send: {
      'say that it is read': {
        given: reportAt('presented'),
        fields: () => ({ intent: 'read', hash: '0'.repeat(64), hasRead: 'yes' }),
      },
      'send it to the service': {
        given: reportAt('presented'),
        fields: () => ({ intent: 'send', version: '1' }),
      },
      'make it final': { given: reportAt('accuracy'), fields: () => ({ intent: 'finalise', version: '3' }) },
    },
  },
  'reviews/:ref/report/:section': {
    at: (world) => `${report(world)}/summary`,
    given: reportAt('presented'),
    send: {
      'save it': { given: reportAt('presented'), fields: () => ({ version: '1', text: 'In short: it works.' }) },
    },
  },
  'reviews/:ref/report/accuracy': {
    at: (world) => `${report(world)}/accuracy`,
    given: reportAt('draft_report'),
    send: {
      'comment on a paragraph': {
        given: reportAt('draft_report'),
        fields: () => ({ intent: 'comment', place: '1.1', kind: 'slip', text: 'It is matter 2.' }),
      },
      'take a comment back': {
        given: reportAt('draft_report'),
        fields: () => ({ intent: 'withdraw', number: '1' }),
      },
      'say that these are all': {
        given: reportAt('draft_report'),
        fields: () => ({ intent: 'done', version: '2' }),
      },
    },
  },
  'reviews/:ref/report/accuracy/:number': {
    at: (world) => `${report(world)}/accuracy/1`,
    given: withComment,
    send: {
      'answer it': { given: withComment, fields: () => ({ version: '1', answer: 'accepted' }) },
    },
  },
  'reviews/:ref/report/print': { at: (world) => `${report(world)}/print`, given: reportAt('draft_report') },
  'reviews/:ref/plan': {
    at: plan,
    given: planAt('final'),
    send: { 'agree it': { given: answered, fields: () => ({ version: '1' }) } },
  },
  'reviews/:ref/plan/areas/:position': {
    at: (world) => `${plan(world)}/areas/1`,
    given: planAt('final'),
    send: {
      'add an action': { given: planAt('final'), fields: () => ({ intent: 'add', version: '1', ...newAction }) },
      'say why it is not taken up': {
        given: planAt('final'),
        fields: () => ({ intent: 'not-taken-up', version: '1', notTakenUp: 'It is part of another plan.' }),
      },
    },
  },
  'reviews/:ref/plan/actions/:id': {
    at: action,
    given: withAction('final'),
    send: {
      'say how it stands': { given: withAction('final'), fields: () => ({ intent: 'update', ...update }) },
      'change it': { given: withAction('final'), fields: () => ({ intent: 'change', version: '1', ...newAction }) },
      'drop it': {
        given: withAction('final'),
        fields: () => ({ intent: 'drop', version: '1', reason: 'Another plan has it.' }),
      },
      'take it up again': { given: withAction('final', 'done'), fields: () => ({ intent: 'reopen', version: '1' }) },
    },
  },
  'reviews/:ref/progress': {
    at: ({ review }) => `/reviews/${review.ref}/progress`,
    given: withAction('action_plan'),
    send: {
      'record it': {
        given: withAction('action_plan'),
        fields: () => ({
          intent: 'record',
          version: '2',
          'outcomes[0].id': actionId,
          'outcomes[0].outcome': 'moving',
        }),
      },
      'say what has changed': {
        given: withAction('progress_review'),
        fields: () => ({ intent: 'close', version: '3', changedForChildren: 'Children know who meets them.' }),
      },
    },
  },
  'reviews/:ref/sharing': {
    at: ({ review }) => `/reviews/${review.ref}/sharing`,
    given: shared,
    send: {
      'share something': { given: shared, fields: () => ({ intent: 'share', item: 'report', audience: 'board' }) },
      'take it back': { given: shared, fields: () => ({ intent: 'withdraw', shareId }) },
    },
  },
  'actions/:token': {
    at: () => `/actions/${actionKey}`,
    given: withAction('action_plan'),
    send: { 'say how it stands': { given: withAction('action_plan'), fields: () => update } },
  },
  'shared/:key': { at: () => `/shared/${shareId}`, given: shared },
  'reviews/:ref/report.docx': { at: ({ review }) => `/reviews/${review.ref}/report.docx`, given: withDocument },
}
