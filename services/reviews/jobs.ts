import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { bankCandidates } from '#services/bank/candidates.ts'
import { blockedIn } from '#services/conflicts/blocked-in.ts'
import { conflictFoundSchema } from '#services/conflicts/recheck-person.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Handler } from '#services/core/outbox.ts'
import { longDate } from '#services/core/words.ts'
import { officersOf } from '#services/yots/officers.ts'
import { blockedMembers } from './blocked-members.ts'
import { tell } from './mails.ts'
import { passCase } from './pass-case.ts'
import { releaseIfStill } from './release-member.ts'
import { endDeadRounds } from './rounds/dead-rounds.ts'
import { tables } from './tables.ts'
import { tellOfConflict } from './tell-of-conflict.ts'

const openInvitations = { status: 'offered' as const, seat: { request: { status: 'inviting' as const } } }

/** Invitations nobody answered by their day expire, and the next alternate is invited. */
export const expireInvitations = async (ctx: Ctx): Promise<void> => {
  const due = await tables(ctx).invitation.findMany({
    where: { ...openInvitations, respondBy: { lt: dateFromIso(ctx.clock.today()) } },
    select: {
      id: true,
      personId: true,
      person: { select: { name: true } },
      seat: { select: { requestId: true } },
    },
    orderBy: { id: 'asc' },
  })
  for (const { id, personId, person, seat } of due) {
    const { requestId } = seat
    const because = `${person.name} did not answer in time.`
    await releaseIfStill(ctx, { id, requestId }, ['offered'], { status: 'expired', because }, (ctx) =>
      tell(ctx, requestId, `expired:${id}`, [personId], {
        subject: 'An invitation to a peer review has expired',
        lines: ['You did not answer in time, so somebody else was asked. Nothing more is needed.'],
      }),
    )
  }
}

/** One reminder, three days before an invitation expires. */
export const remindInvitees = async (ctx: Ctx): Promise<void> => {
  const today = dateFromIso(ctx.clock.today())
  const soon = new Date(today.getTime() + 3 * 86_400_000)
  const due = await tables(ctx).invitation.findMany({
    where: { ...openInvitations, respondBy: { gte: today, lte: soon } },
    select: {
      id: true,
      personId: true,
      respondBy: true,
      seat: { select: { requestId: true, request: { select: { yot: { select: { name: true } } } } } },
    },
  })
  for (const { id, personId, respondBy, seat } of due) {
    await tell(ctx, seat.requestId, `reminder:${id}`, [personId], {
      subject: `Please answer by ${longDate(isoFromDate(respondBy))}: reviewing ${seat.request.yot.name}`,
      lines: ['You were invited to a review team and have not answered yet. No is a fine answer and needs no reason.'],
      action: { text: 'Read the invitation and answer', path: `/invitations/${id}` },
    })
  }
}

/** Members who turned out to be blocked are released, and alternates step in. */
export const releaseBlocked = async (ctx: Ctx): Promise<void> => {
  for (const { invitationId: id, requestId, name } of await blockedMembers(ctx)) {
    const because = `${name} is no longer available.`
    await releaseIfStill(ctx, { id, requestId }, ['offered', 'accepted'], { status: 'withdrawn', because })
  }
}

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
  const bank = await bankCandidates(ctx, { on: ctx.clock.today() })
  const inForce = new Set(bank.flatMap(({ id, barred }) => (barred === undefined ? [id] : [])))
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

const overStatuses: ReviewStatus[] = ['draft', 'closed', 'withdrawn', 'declined', 'redirected']

/** Cases whose holder has left office or turned out to be conflicted, or that have none, pass to somebody who may. */
export const passWaitingCases = async (ctx: Ctx): Promise<void> => {
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
  { name: 'reviews-expire-invitations', everyMinutes: 60, run: expireInvitations },
  { name: 'reviews-remind-invitees', everyMinutes: 60, run: remindInvitees },
  { name: 'reviews-release-blocked', everyMinutes: 30, run: releaseBlocked },
  { name: 'reviews-release-lapsed', everyMinutes: 60, run: releaseLapsed },
  { name: 'reviews-pass-cases', everyMinutes: 30, run: passWaitingCases },
  { name: 'reviews-end-dead-rounds', everyMinutes: 5, run: endDeadRounds },
]

/** What reviews do when something was found elsewhere. */
export const reviewHandlers: Record<string, Handler> = {
  'conflict-found': async (ctx, { key, payload }) => {
    // The case passes on first, so that nothing of it is written to somebody who is conflicted with it.
    await passWaitingCases(ctx)
    await releaseBlocked(ctx)
    const found = conflictFoundSchema.parse(payload)
    if (found.caseKind === 'review_request') await tellOfConflict(ctx, found, key)
  },
}
