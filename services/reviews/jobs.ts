import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { mayStayToday } from '#services/bank/index.ts'
import { blockedIn, conflictFoundSchema } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Handler } from '#services/core/outbox.ts'
import { askForWords } from '#services/reviews/work/co-lead-words.ts'
import { officersOf } from '#services/yots/index.ts'
import { reviewLife } from './case/lifecycle.ts'
import { tell } from './case/mails.ts'
import { passCase } from './case/pass-case.ts'
import { tables } from './case/tables.ts'
import { tellOfConflict } from './case/tell-of-conflict.ts'
import { lookAgain } from './request/decide-request.ts'
import { endDeadRounds } from './rounds/dead-rounds.ts'
import { tellOfAbsence } from './team/absence-clash.ts'
import { releaseBlocked } from './team/release-blocked.ts'
import { releaseIfStill } from './team/release-member.ts'
import { remindOfWords } from './work/remind-of-words.ts'
import { remindOfSteps } from './work/tick-step.ts'

/** Members whose place in the bank has lapsed, been suspended or ended may not serve: they are released and told, and alternates step in. */
export const releaseLapsed = async (ctx: Ctx): Promise<void> => {
  const rows = await tables(ctx).invitation.findMany({
    where: {
      status: { in: ['offered', 'accepted'] },
      seat: { request: { status: { in: ['inviting', 'confirmed', 'preparing'] } } },
    },
    select: { id: true, personId: true, person: { select: { name: true } }, seat: { select: { requestId: true } } },
    orderBy: { id: 'asc' },
  })
  if (rows.length === 0) return
  const inForce = await mayStayToday(
    ctx,
    rows.map(({ personId }) => personId),
  )
  for (const { id, personId, person, seat } of rows) {
    if (inForce.has(personId)) continue
    const { requestId } = seat
    const because = `${person.name} may not serve at present: their place in the bank is no longer in force.`
    await releaseIfStill(ctx, { id, requestId }, ['offered', 'accepted'], { status: 'withdrawn', because }, (ctx) =>
      tell(ctx, requestId, `lapsed:${id}`, [personId], {
        subject: 'You are released from a review team',
        lines: [
          'Your place in the bank is no longer in force, so you cannot serve on the team you were asked for. Somebody else is asked.',
          'Your profile says what would put it in force again.',
        ],
        action: { text: 'See your profile', path: '/profile' },
      }),
    )
  }
}

const overStatuses: ReviewStatus[] = ['draft', ...reviewLife.marked('over')]

/** Cases whose holder has left office or turned out to be conflicted, or that have none, pass to somebody who may. */
const passWaitingCases = async (ctx: Ctx): Promise<void> => {
  const [coordinators, administrators] = await Promise.all([
    officersOf(ctx, 'coordinator'),
    officersOf(ctx, 'administrator'),
  ])
  const inOffice = new Set([...coordinators, ...administrators].map(({ personId }) => personId))
  const open = await tables(ctx).reviewRequest.findMany({
    where: { OR: [{ status: { notIn: overStatuses } }, { status: 'draft', caseHolderId: { not: null } }] },
    select: { id: true, caseHolderId: true },
    orderBy: { id: 'asc' },
  })
  const about = { kind: 'review_request' as const, ids: open.map(({ id }) => id) }
  const found = [
    ...(await blockedIn(ctx, { ...about, activity: 'deciding' })),
    ...(await blockedIn(ctx, { ...about, activity: 'review' })),
  ]
  const blocked = new Set(found.map(({ caseId, personId }) => `${caseId} ${personId}`))
  for (const { id, caseHolderId } of open) {
    const mayKeep = caseHolderId !== null && inOffice.has(caseHolderId) && !blocked.has(`${id} ${caseHolderId}`)
    if (!mayKeep) await passCase(ctx, id)
  }
}

/** What comes back by itself in reviews. */
export const reviewJobs: Job[] = [
  {
    name: 'reviews-release-blocked',
    title: 'Take people with a conflict off review teams',
    everyMinutes: 30,
    run: releaseBlocked,
  },
  {
    name: 'reviews-release-lapsed',
    title: 'Release people whose place in the bank has lapsed',
    everyMinutes: 60,
    run: releaseLapsed,
  },
  {
    name: 'reviews-pass-cases',
    title: 'Pass on cases whose holder may not hold them',
    everyMinutes: 30,
    run: passWaitingCases,
  },
  {
    name: 'reviews-remind-of-steps',
    title: 'Remind of steps nobody ticked off',
    everyMinutes: 12 * 60,
    run: remindOfSteps,
  },
  {
    name: 'reviews-remind-of-words',
    title: 'Remind co-leads of words about who came along',
    everyMinutes: 12 * 60,
    run: remindOfWords,
  },
  {
    name: 'reviews-look-again',
    title: 'Tell the board of requests deferred until today',
    everyMinutes: 12 * 60,
    run: lookAgain,
  },
  { name: 'reviews-end-dead-rounds', title: 'End rounds whose planning stopped', everyMinutes: 5, run: endDeadRounds },
]

/** What reviews do when something was found elsewhere. */
export const reviewHandlers: Record<string, Handler> = {
  'work-delivered': askForWords,
  'absence-recorded': (ctx, { payload }) => tellOfAbsence(ctx, payload),
  'conflict-found': async (ctx, { key, payload }) => {
    // The case passes on first, so that nothing of it is written to somebody who is conflicted with it.
    await passWaitingCases(ctx)
    await releaseBlocked(ctx)
    const found = conflictFoundSchema.parse(payload)
    if (found.caseKind === 'review_request') await tellOfConflict(ctx, found, key)
  },
}
