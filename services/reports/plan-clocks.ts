import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { factsForReport, reviewCase } from '#services/reviews/index.ts'
import { planPath } from './complete-plan.ts'
import { readAction } from './find-action.ts'
import { remindOfReport, tellOfReport } from './letters.ts'
import { actions } from './move-plan.ts'
import { remindOwnerOf } from './owner-letter.ts'
import { planTimes } from './plan-lifecycle.ts'
import { nextReminder } from './remind-day.ts'
import { tables } from './tables.ts'

/** Reminds the owner of one action, if its day has come and it is still open, and sets the next. */
const remindOwner = (outer: Ctx, id: string) =>
  inTransaction(asSystem(outer), async (ctx) => {
    await actions.lock(ctx, id)
    const action = await readAction(ctx, id)
    const today = ctx.clock.today()
    const isDue = action?.remindOn && isoFromDate(action.remindOn) <= today
    if (!action || !isDue || action.status !== 'open' || action.plan.status !== 'sent') return ok(undefined)
    const dueOn = isoFromDate(action.dueOn)
    const reminded = action.reminded + 1
    const following = reminded < planTimes.reminders ? nextReminder(dueOn, reminded, addDays(today, 1)) : null
    await tables(ctx).action.update({
      where: { id },
      data: { reminded, remindOn: following && dateFromIso(following) },
    })
    await remindOwnerOf(ctx, action, {
      occasion: `reminder:${dueOn}:${reminded}`,
      on: dueOn,
      what: `${action.what} (your part of the action plan of ${action.plan.review.yot.name})`,
      more:
        following === null
          ? 'Say in a sentence how it stands. This is the last time that you are reminded.'
          : 'Say in a sentence how it stands; reminders stop once it is done.',
    })
    await audit(ctx, {
      event: 'action.owner-reminded',
      subject: { kind: 'action', id },
      case: reviewCase(action.plan.reviewId),
      yotCode: action.plan.review.yotCode,
      data: { reminded },
    })
    return ok(undefined)
  })

const remindOwners = async (ctx: Ctx): Promise<void> => {
  const due = await tables(ctx).action.findMany({
    where: { status: 'open', remindOn: { lte: dateFromIso(ctx.clock.today()) }, plan: { status: 'sent' } },
    orderBy: [{ remindOn: 'asc' }, { id: 'asc' }],
    select: { id: true },
    take: 500,
  })
  for (const { id } of due) await remindOwner(ctx, id)
}

/** Plans that are due, or late: the service is reminded, and after five months whoever looks after the case is told. */
const remindOfPlans = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  const open = await tables(ctx).actionPlan.findMany({
    where: { status: 'open', dueOn: { lte: dateFromIso(addDays(today, 14)) } },
    orderBy: { id: 'asc' },
    take: 500,
    select: { id: true, reviewId: true, dueOn: true, latestOn: true },
  })
  for (const plan of open) {
    const { hostIds, yotName, ref, caseHolderId } = await factsForReport(ctx, plan.reviewId)
    const [dueOn, latestOn] = [isoFromDate(plan.dueOn), isoFromDate(plan.latestOn)]
    const isLate = dueOn < today
    await remindOfReport(ctx, plan, isLate ? 'plan-late' : 'plan-due', hostIds, {
      on: dueOn,
      what: `agree the action plan of ${yotName} (${ref})`,
      more: `It answers each area for consideration, with an action or with why not; by ${longDate(latestOn)} at the latest.`,
      path: planPath(ref),
    })
    if (latestOn < today)
      await tellOfReport(ctx, plan, 'plan-overdue', 'ask', [caseHolderId], {
        subject: `No action plan after five months: ${yotName} (${ref})`,
        lines: [
          `The report of ${yotName} has been final for five months, and its action plan is not agreed. Speak with the head of service.`,
        ],
        action: { text: 'Open the case', path: `/association/requests/${ref}` },
      })
  }
}

/** Progress reviews that come near: the service and both co-leads are asked for a day. */
const proposeProgress = async (ctx: Ctx): Promise<void> => {
  const near = await tables(ctx).actionPlan.findMany({
    where: { status: 'sent', progressOn: { lte: dateFromIso(addDays(ctx.clock.today(), planTimes.proposeDays)) } },
    orderBy: { id: 'asc' },
    take: 500,
    select: { id: true, reviewId: true, progressOn: true },
  })
  for (const plan of near) {
    const { hostIds, team, yotName, ref } = await factsForReport(ctx, plan.reviewId)
    const two = [
      ...team.filter(({ role }) => role === 'co_lead'),
      ...team.filter(({ role }) => role === 'reviewer'),
    ].slice(0, 2)
    const on = plan.progressOn ? isoFromDate(plan.progressOn) : ctx.clock.today()
    await tellOfReport(ctx, plan, 'progress-proposed', 'ask', [...hostIds, ...two.map(({ personId }) => personId)], {
      subject: `A progress review about ${longDate(on)} (${ref})`,
      lines: [
        `About ${longDate(on)}, the service of ${yotName} and two of its review team look at what has changed: ${two.map(({ name }) => name).join(' and ')} are asked.`,
        'Agree on a day in the fortnight around it; an hour by video is enough. A co-lead records what became of each action.',
      ],
      action: { text: 'See the plan', path: planPath(ref) },
    })
  }
}

/** What comes back by itself in action plans. */
export const planJobs: readonly Job[] = [
  {
    name: 'reports-remind-owners',
    title: 'Remind owners of actions that are due',
    everyMinutes: 60,
    run: remindOwners,
  },
  {
    name: 'reports-remind-of-plans',
    title: 'Remind services of action plans that are due',
    everyMinutes: 12 * 60,
    run: remindOfPlans,
  },
  {
    name: 'reports-propose-progress',
    title: 'Propose progress reviews that come near',
    everyMinutes: 12 * 60,
    run: proposeProgress,
  },
]
