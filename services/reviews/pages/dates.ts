import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, type DatesSource, isWithin, onDay, wholeDays } from '#services/core/dated.ts'
import { lastMovesAt } from '#services/core/life/history.ts'
import { titleOf } from '#services/reviews/case/kinds.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { hostedReviews, isHostSide, type Standing, sidesOf, sightedReviews } from '#services/reviews/case/policy.ts'
import { stagesOf } from '#services/reviews/case/stages.ts'
import { saidOfSteps } from '#services/reviews/case/steps.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { daysReached } from '#services/reviews/case/timeline.ts'
import { endedVisits } from '#services/reviews/team/last-visit.ts'

/** Where its visit does not take place as far as anybody knows. */
const off: readonly ReviewStatus[] = ['withdrawn', 'declined', 'redirected', 'postponed']
/** While its steps are ticked off. */
const ticking: readonly ReviewStatus[] = ['preparing', 'on_site', 'presented']

const select = {
  id: true,
  ref: true,
  kind: true,
  status: true,
  yotCode: true,
  requestedById: true,
  leadOfficerId: true,
  caseHolderId: true,
  startsOn: true,
  endsOn: true,
  version: true,
  createdAt: true,
  yot: { select: { name: true, region: true } },
  seats: {
    select: {
      role: true,
      invitations: {
        where: { status: { in: ['offered', 'accepted'] } },
        select: { personId: true, status: true },
      },
    },
  },
} satisfies Prisma.ReviewRequestSelect

/**
 * Visits of reviews in which the actor has a part, as host, on the team or looking after them, and the steps that they owe in them; those in which
 * their part ended, cancelled.
 * A review that they are blocked from is not read, unless it is their own service's.
 */
export const reviewDates: DatesSource = {
  mine: async (ctx, span) => {
    const { personId } = ctx.actor
    if (personId === null) return []
    const [hidden, accepted] = await Promise.all([
      hiddenCaseIds(ctx, 'review_request'),
      tables(ctx).invitation.findMany({
        where: { personId, status: 'accepted' },
        select: { seat: { select: { requestId: true } } },
      }),
    ])
    const known: Prisma.ReviewRequestWhereInput[] = [
      hostedReviews(ctx),
      ...sightedReviews(ctx),
      {
        id: { notIn: hidden },
        OR: [{ caseHolderId: personId }, { id: { in: accepted.map(({ seat }) => seat.requestId) } }],
      },
    ]
    const rows = await tables(ctx).reviewRequest.findMany({
      where: { status: { not: 'draft' }, startsOn: { lt: span.to }, endsOn: { gte: span.from }, OR: known },
      select,
      orderBy: { id: 'asc' },
    })
    const ids = rows.map(({ id }) => id)
    const [histories, said] = await Promise.all([reviews.histories(ctx, ids), saidOfSteps(ctx, ids)])
    const ended = await endedVisits(ctx, personId, [...hidden, ...ids], span)
    const visits = rows.flatMap((row): Dated[] => {
      const { id, ref, kind, status, yot, version, createdAt } = row
      if (row.startsOn === null || row.endsOn === null) return []
      const [startsOn, endsOn] = [isoFromDate(row.startsOn), isoFromDate(row.endsOn)]
      const history = histories.get(id) ?? []
      const last = history[0]
      const of = { sequence: version, changedAt: last ? new Date(last.at) : createdAt }
      const title = `${titleOf(kind, yot.name)} (${ref})`
      const visit = {
        ...of,
        ...wholeDays(startsOn, endsOn),
        id: `review-${id}-visit`,
        title,
        path: `/reviews/${ref}`,
        place: yot.name,
        isOff: off.includes(status),
      }
      if (!ticking.includes(status)) return [visit]
      const team = row.seats.flatMap(({ role, invitations }) =>
        invitations.map((each) => ({ ...each, role, hasAccepted: each.status === 'accepted' })),
      )
      const facts = { ...row, region: yot.region, team }
      const standings: Standing[] = []
      if (isHostSide(ctx, facts)) standings.push('host')
      if (!hidden.includes(id) && team.some((one) => one.personId === personId)) standings.push('team')
      const sides = sidesOf(ctx, facts, standings)
      const anchors = { startsOn, endsOn, reachedOn: daysReached(history) }
      const steps = stagesOf(kind).flatMap((stage): Dated[] => {
        const due = stage.dueOn(anchors)
        const isOwed = stage.owedBy?.some((side) => sides.includes(side)) ?? false
        if (stage.step === undefined || due === null || !isOwed || said.get(id)?.[stage.step] !== undefined) return []
        return [
          onDay(due, {
            ...of,
            id: `review-${id}-step-${stage.step}`,
            title: `Due: ${stage.title}, ${title}`,
            path: `/reviews/${ref}/steps`,
          }),
        ]
      })
      return [visit, ...steps.filter((step) => isWithin(step, span))]
    })
    return [...visits, ...ended, ...(await lookedAtAgain(ctx, { OR: known }, span))]
  },
}

/** On which days the board looks again at requests that it deferred. */
const lookedAtAgain = async (ctx: Ctx, known: Prisma.ReviewRequestWhereInput, span: { from: Date; to: Date }) => {
  const rows = await tables(ctx).reviewRequest.findMany({
    where: { AND: [known], status: 'deferred', deferredUntil: { gte: span.from, lt: span.to } },
    select: {
      id: true,
      ref: true,
      kind: true,
      deferredUntil: true,
      version: true,
      createdAt: true,
      yot: { select: { name: true } },
    },
    orderBy: { id: 'asc' },
  })
  const moved = await lastMovesAt(
    ctx,
    reviews.kind,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, ref, kind, deferredUntil, version, createdAt, yot }) =>
    deferredUntil === null
      ? []
      : onDay(isoFromDate(deferredUntil), {
          id: `review-${id}-deferred`,
          title: `The board looks again: ${titleOf(kind, yot.name)} (${ref})`,
          path: `/reviews/${ref}`,
          sequence: version,
          changedAt: moved.get(id) ?? createdAt,
        }),
  )
}
