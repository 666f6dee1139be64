import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { hasRole, may } from '#services/core/access.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok } from '#services/core/result.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { regionName } from '#services/yots/index.ts'

const queuePageSize = 20

const { marked } = reviewLife
const isOver = (status: ReviewStatus) => reviewLife.is('over', status) || reviewLife.is('off', status)

/** The groups that a queue is looked at in: every state of a request that was sent is in one. */
export const queueGroups = {
  waiting: { text: 'To check or decide', statuses: marked('toDecide') },
  team: { text: 'Team being built', statuses: marked('teamSought') },
  running: { text: 'Under way', statuses: marked('worked').filter((status) => !isOver(status)) },
  over: { text: 'Ended or postponed', statuses: [...new Set([...marked('over'), ...marked('off')])] },
} satisfies Record<string, { text: string; statuses: readonly ReviewStatus[] }>

export type QueueGroup = keyof typeof queueGroups

/** The requests that an officer's queue is made of: their region's and those they look after; all for board and administrators. */
export const inQueue = async (ctx: Ctx): Promise<Prisma.ReviewRequestWhereInput> => {
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const seesAll = hasRole(ctx.actor, 'board_member') || hasRole(ctx.actor, 'administrator')
  const regions = ctx.actor.grants.flatMap(({ role, region }) => (role === 'coordinator' && region ? [region] : []))
  const mine = { OR: [{ caseHolderId: ctx.actor.personId }, { yot: { region: { in: regions } } }] }
  return { id: { notIn: hidden }, ...(seesAll ? {} : mine) }
}

/**
 * The association's queue of requests, one group at a time, those that have waited longest first. Only what the actor may
 * know of is listed or counted. Forbidden to anybody outside the association.
 */
export const requestsQueue = async (ctx: Ctx, filter: { group: QueueGroup; page: number; isMine: boolean }) => {
  if (!may(ctx.actor, 'review.list')) return forbidden('This page is for the association’s officers.')
  const base = await inQueue(ctx)
  const own = filter.isMine ? { AND: [{ caseHolderId: ctx.actor.personId }] } : {}
  const where = { ...base, ...own, status: { in: [...queueGroups[filter.group].statuses] } }
  const [counts, rows] = await Promise.all([
    tables(ctx).reviewRequest.groupBy({ by: ['status'], where: { ...base, ...own }, _count: true }),
    tables(ctx).reviewRequest.findMany({
      where,
      // Joined, every review of the group would be related before the page of twenty is cut off.
      relationLoadStrategy: 'query',
      orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
      skip: (filter.page - 1) * queuePageSize,
      take: queuePageSize,
      select: {
        ref: true,
        status: true,
        submittedAt: true,
        startsOn: true,
        deferredUntil: true,
        caseHolderId: true,
        yot: { select: { name: true, region: true } },
        caseHolder: { select: { name: true } },
      },
    }),
  ])
  const countOf = (statuses: readonly ReviewStatus[]) =>
    counts.filter(({ status }) => statuses.includes(status)).reduce((sum, { _count }) => sum + _count, 0)
  return ok({
    group: filter.group,
    page: filter.page,
    isMine: filter.isMine,
    total: countOf(queueGroups[filter.group].statuses),
    pageSize: queuePageSize,
    groups: Object.entries(queueGroups).map(([id, { text, statuses }]) => ({ id, text, count: countOf(statuses) })),
    rows: rows.map(({ ref, status, submittedAt, startsOn, deferredUntil, caseHolderId, yot, caseHolder }) => ({
      ref,
      status: reviewLife.states[status],
      yotName: yot.name,
      region: regionName(yot.region),
      submittedOn: submittedAt && londonDate(submittedAt),
      startsOn: startsOn && isoFromDate(startsOn),
      deferredUntil: status === 'deferred' && deferredUntil ? isoFromDate(deferredUntil) : null,
      holder: caseHolderId === ctx.actor.personId ? 'You' : (caseHolder?.name ?? 'Nobody yet'),
    })),
  })
}
