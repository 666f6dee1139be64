import type { ActionStatus, PlanStatus, ReportStatus, ReviewStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { newId } from '#services/core/insert-rows.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { readMarkdown } from '#services/documents/index.ts'
import {
  actionLife,
  addAction,
  changeAction,
  closePlan,
  completePlan,
  dropAction,
  finaliseReport,
  giveComments,
  planLife,
  recordProgress,
  reopenAction,
  reportLife,
  reportPage,
  room,
  sendForAccuracy,
  updateAction,
} from '#services/reports/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeFieldPeople, makeFieldReview } from '#tests/factories/fieldwork.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeFindings } from '#tests/factories/report.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type TestDatabase, type Who } from './driver.ts'

type ReportEvent = (typeof reportLife.events)[number]
type PlanEvent = (typeof planLife.events)[number]
type ActionEvent = (typeof actionLife.events)[number]

/** Reviews of one service with two heads, whose feedback was presented, each with a report written straight to its tables. */
const reviewsOf = async (database: TestDatabase, yotCode: string) => {
  const { db, clock } = database.ctx()
  const people = await makeFieldPeople(database.ctx())
  const deputy = await makePerson(database.ctx(), { posts: [{ yotCode }] })
  const presented = async (status: ReviewStatus) => {
    const { id, ref, head, coLeads } = await makeFieldReview(database.ctx(), people, { yotCode, status })
    await makeFindings(database.ctx(), id)
    return { id, ref, head, coLeads }
  }
  const as = (person: MadePerson) => database.ctx(person.actor)
  const first = await presented('presented')
  const { parts } = value(await reportPage(as(first.coLeads[0]), first.ref))
  const heads = { first: first.head, second: deputy }
  const [lead, other] = first.coLeads
  const leads = { first: lead, second: other }
  const text = 'What the team has written here.'
  return {
    presented,
    as,
    asHost: (who: Who) => as(heads[who]),
    asLead: (who: Who) => as(leads[who]),
    withReport: async (reviewStatus: ReviewStatus, status: ReportStatus) => {
      const review = await presented(reviewStatus)
      const { id } = await db.report.create({
        data: {
          ...{ reviewId: review.id, status, version: madeAt, createdAt: clock.now() },
          finalHash: status === 'final' ? 'sealed before' : null,
          sections: {
            create: parts.map(({ key, title }, at) => ({
              ...{ key, title, text, position: at + 1, tree: JSON.parse(JSON.stringify(readMarkdown(text))) },
              ...{ savedAt: clock.now(), savedById: lead.id, savedBy: lead.name },
            })),
          },
        },
        select: { id: true },
      })
      return { ...review, reportId: id }
    },
  }
}

const stands: Record<ReportStatus, ReviewStatus> = {
  drafting: 'presented',
  with_host: 'draft_report',
  answering: 'accuracy',
  final: 'final',
}

/** Reports on Bexley, moved by two co-leads and by its two heads. */
export const reportDriver: MakeDriver<ReportStatus, ReportEvent> = async (database) => {
  const { db } = database.ctx()
  const { presented, withReport, asHost, asLead } = await reviewsOf(database, 'bexley')
  const driver: Driver<ReportStatus, ReportEvent> = {
    life: reportLife,
    kind: 'report',
    make: async (status) => {
      const { ref, reportId, coLeads } = await withReport(stands[status], status)
      if (status === 'drafting') {
        const { reading } = value(await reportPage(asLead('first'), ref))
        const readAt = database.ctx().clock.now()
        await db.reportReading.createMany({
          data: coLeads.map(({ id: personId }) => ({ reportId, personId, readAt, hash: reading?.hash ?? '' })),
        })
      }
      return { id: reportId, ref }
    },
    // The service knows of a report once it was sent to it.
    unseen: { 'comments-given': ['drafting'] },
    moves: {
      assembled: {
        begins: async () => {
          const { id: reviewId, ref } = await presented('presented')
          value(await reportPage(asLead('first'), ref))
          const { id } = await db.report.findUniqueOrThrow({ where: { reviewId }, select: { id: true } })
          return { id, ref }
        },
      },
      'sent-for-accuracy': { press: ({ ref }, version, who) => sendForAccuracy(asLead(who), ref, { version }) },
      'comments-given': { press: ({ ref }, version, who) => giveComments(asHost(who), ref, { version }) },
      'comments-ended': {
        happens: async ({ id }) => {
          const past = { lastDay: new Date('2020-01-01'), dueAt: new Date('2020-01-02T06:00:00Z'), warnOn: [] }
          const { version } = await db.report.findUniqueOrThrow({ where: { id } })
          if (version === madeAt) await db.silence.create({ data: { kind: 'report-accuracy', subjectId: id, ...past } })
          await silenceJob(room.silences ?? []).run(database.ctx())
        },
      },
      finalised: { press: ({ ref }, version, who) => finaliseReport(asLead(who), ref, { version }) },
    },
  }
  return driver
}

const planStands: Record<PlanStatus, ReviewStatus> = {
  open: 'final',
  sent: 'action_plan',
  reviewed: 'progress_review',
  closed: 'closed',
}

const asked = {
  what: 'Tell the board what came of it.',
  ownerRole: 'Head of operations',
  ownerName: 'Sam',
  dueOn: '2026-09-01',
}

/** A plan with one area and one action, straight in the tables. */
const writePlan = async (database: TestDatabase, reviewId: string, status: PlanStatus, version: number) => {
  const { db, clock } = database.ctx()
  const [dueOn, latestOn, progressOn] = ['2026-09-02', '2026-11-02', '2027-04-02'].map(dateFromIso)
  if (!dueOn || !latestOn || !progressOn) throw new Error('No days')
  const plan = await db.actionPlan.create({
    data: {
      ...{ reviewId, status, version, openedAt: clock.now(), dueOn, latestOn, progressOn },
      sentOn: status === 'open' ? null : dueOn,
      recordedOn: status === 'open' || status === 'sent' ? null : dueOn,
      areas: { create: { position: 1, text: 'Say what came of matter 1.' } },
    },
    select: { id: true, areas: { select: { id: true } } },
  })
  const areaId = plan.areas[0]?.id ?? ''
  const action = async (status: ActionStatus, position: number): Promise<Subject> => {
    const id = newId()
    const owned = { what: asked.what, ownerRole: asked.ownerRole, ownerName: asked.ownerName, tokenHash: id }
    await db.action.create({
      data: {
        ...{ ...owned, id, planId: plan.id, areaId, position, status, version: madeAt },
        dueOn: dateFromIso(asked.dueOn),
      },
    })
    return { id, ref: id }
  }
  return { id: plan.id, action }
}

/** Plans of Barnet's, moved by its two heads and by two co-leads. */
export const planDriver: MakeDriver<PlanStatus, PlanEvent> = async (database) => {
  const { db } = database.ctx()
  const { withReport, asHost, asLead } = await reviewsOf(database, 'barnet')
  const driver: Driver<PlanStatus, PlanEvent> = {
    life: planLife,
    kind: 'action_plan',
    make: async (status) => {
      const review = await withReport(planStands[status], 'final')
      const plan = await writePlan(database, review.id, status, madeAt)
      await plan.action('open', 1)
      return { id: plan.id, ref: review.ref }
    },
    // The team reads a plan once it is agreed.
    unseen: { 'progress-recorded': ['open'] },
    moves: {
      opened: {
        begins: async () => {
          const review = await withReport('accuracy', 'answering')
          value(await finaliseReport(asLead('first'), review.ref, { version: madeAt }))
          const { id } = await db.actionPlan.findUniqueOrThrow({ where: { reviewId: review.id }, select: { id: true } })
          return { id, ref: review.ref }
        },
      },
      completed: { press: ({ ref }, version, who) => completePlan(asHost(who), ref, { version }) },
      'progress-recorded': {
        press: async ({ id: planId, ref }, version, who) => {
          const rows = await db.action.findMany({ where: { planId }, select: { id: true } })
          const outcome = who === 'first' ? ('done' as const) : ('moving' as const)
          return recordProgress(asLead(who), ref, { version, outcomes: rows.map(({ id }) => ({ id, outcome })) })
        },
      },
      closed: {
        press: ({ ref }, version, who) =>
          closePlan(asHost(who), ref, { version, changedForChildren: `Children come home earlier, says the ${who}.` }),
      },
    },
  }
  return driver
}

/** Actions of one plan of Enfield's that is under way, changed by its two heads. */
export const actionDriver: MakeDriver<ActionStatus, ActionEvent> = async (database) => {
  const { db } = database.ctx()
  const { withReport, asHost } = await reviewsOf(database, 'enfield')
  const review = await withReport('action_plan', 'final')
  const plan = await writePlan(database, review.id, 'sent', 1)
  let made = 0
  const driver: Driver<ActionStatus, ActionEvent> = {
    life: actionLife,
    kind: 'action',
    make: (status) => {
      made += 1
      return plan.action(status, made)
    },
    moves: {
      added: {
        begins: async () => {
          value(await addAction(asHost('first'), review.ref, 1, { ...asked, what: 'Ask the board.' }))
          const { id } = await db.action.findFirstOrThrow({ where: { planId: plan.id, what: 'Ask the board.' } })
          return { id, ref: id }
        },
      },
      changed: {
        press: ({ id }, version, who) => changeAction(asHost(who), id, { ...asked, version, what: `Says the ${who}.` }),
      },
      updated: {
        press: ({ id }, version, who) =>
          updateAction(asHost(who), id, { version, rag: 'green', text: `Half is done, says the ${who}.` }),
      },
      dropped: {
        press: ({ id }, version, who) => dropAction(asHost(who), id, { version, reason: `Says the ${who}.` }),
      },
      reopened: { press: ({ id }, version, who) => reopenAction(asHost(who), id, { version }) },
    },
  }
  return driver
}
