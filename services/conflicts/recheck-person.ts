import { z } from 'zod'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { checkPeople, needsApproval, verdictOf } from './check-people.ts'
import { type Activity, activities } from './facts.ts'
import { sweep } from './sweep.ts'

const overReviews: ReviewStatus[] = ['draft', 'closed', 'withdrawn', 'declined', 'redirected']

/** What the rooms hear of it: the payload of "conflict-found". */
export const conflictFoundSchema = z.object({
  personId: z.uuid(),
  activity: z.enum(activities),
  verdict: z.enum(['blocked', 'to-manage']),
  caseKind: z.enum(['review_request', 'application', 'enquiry', 'concern']),
  caseId: z.uuid(),
})

type Found = {
  about: CaseRef
  personId: string
  activity: Activity
  verdict: 'blocked' | 'to-manage'
  factsKeys: string[]
}

/** Lets the rooms know that somebody's work on a case cannot go on as it is; once for the same facts. */
export const tellRooms = ({ about, personId, activity, verdict, factsKeys }: Found, ctx: Ctx) =>
  enqueue(ctx, {
    topic: 'conflict-found',
    key: `conflict-found:${about.id}:${personId}:${activity}:${verdict}:${[...factsKeys].sort().join(',')}`,
    payload: { personId, activity, verdict, caseKind: about.kind, caseId: about.id },
    case: about,
  })

/** Checks people against a case they have a part in, and tells its room where somebody must do something about it. */
const recheckOwn = async (
  ctx: Ctx,
  { about, activity, personIds }: { about: CaseRef; activity: Activity; personIds: readonly string[] },
): Promise<void> => {
  const found = await checkPeople(ctx, { case: about, activity, personIds, moment: 'change' })
  for (const [personId, conflicts] of found) {
    const isBlocked = verdictOf(conflicts) === 'blocked'
    // An old declaration is renewed by whoever made it; their own pages ask them to.
    if (!isBlocked && !conflicts.some(needsApproval)) continue
    const factsKeys = conflicts
      .filter(({ effect, isManaged }) => effect !== 'note' && !isManaged)
      .map((conflict) => conflict.factsKey)
    await tellRooms({ about, personId, activity, verdict: isBlocked ? 'blocked' : 'to-manage', factsKeys }, ctx)
  }
}

const requestRef = (id: string): CaseRef => ({ kind: 'review_request', id })

/** Open reviews that somebody is part of, is asked to join or would be asked to join. */
export const openReviewsOf = (ctx: Ctx, personId: string): Promise<{ id: string; ref: string }[]> =>
  ctx.db.reviewRequest.findMany({
    where: {
      status: { notIn: overReviews },
      OR: [
        { seats: { some: { personId } } },
        { seats: { some: { invitations: { some: { personId, status: { in: ['offered', 'accepted'] } } } } } },
        { seats: { some: { alternates: { some: { personId } } } } },
      ],
    },
    select: { id: true, ref: true },
    orderBy: { id: 'asc' },
  })

/** The cases in which somebody decides or which they look after, as officers of the association, and that are open. */
export const casesInHand = async (ctx: Ctx, personId: string): Promise<CaseRef[]> => {
  const [held, assessed, concerns] = await Promise.all([
    ctx.db.reviewRequest.findMany({
      where: { caseHolderId: personId, status: { notIn: overReviews } },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    ctx.db.application.findMany({
      where: { status: 'panel', assessments: { some: { assessorId: personId, recordedAt: null, releasedAt: null } } },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    ctx.db.concern.findMany({
      where: { status: 'hearing', views: { some: { deciderId: personId, releasedAt: null } } },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
  ])
  return [
    ...held.map(({ id }) => requestRef(id)),
    ...assessed.map(({ id }): CaseRef => ({ kind: 'application', id })),
    ...concerns.map(({ id }): CaseRef => ({ kind: 'concern', id })),
  ]
}

/**
 * Checks a person again, after a post, an appointment or a declared interest of theirs changed: in each open review that
 * they are part of, in each case they look after or decide on, and against every case, so that those they are blocked
 * from are hidden from them at once.
 *
 * @returns how many of their own open reviews were checked
 */
export const recheckPerson = async (ctx: Ctx, personId: string): Promise<number> => {
  const today = dateFromIso(ctx.clock.today())
  const reviews = await openReviewsOf(ctx, personId)
  for (const { id } of reviews) {
    await recheckOwn(ctx, { about: requestRef(id), activity: 'review', personIds: [personId] })
  }
  for (const about of await casesInHand(ctx, personId)) {
    await recheckOwn(ctx, { about, activity: 'deciding', personIds: [personId] })
  }
  const blocked = await sweep(ctx, [personId])
  const isOfficer =
    blocked.length > 0 &&
    (await ctx.db.appointment.count({
      where: { personId, from: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] },
    })) > 0
  // Others hear of it only where an officer may have had a part in the case.
  for (const { about, conflicts } of isOfficer ? blocked : []) {
    const factsKeys = conflicts.map(({ factsKey }) => factsKey)
    await tellRooms({ about, personId, activity: 'deciding', verdict: 'blocked', factsKeys }, ctx)
  }
  return reviews.length
}

/**
 * Checks everybody again: each open review's people against it, and everybody against every case. Called when the register
 * or the rules changed.
 */
export const recheckEverybody = async (ctx: Ctx): Promise<void> => {
  const reviews = await ctx.db.reviewRequest.findMany({
    where: { status: { notIn: overReviews }, seats: { some: {} } },
    select: {
      id: true,
      seats: {
        select: {
          personId: true,
          alternates: { select: { personId: true } },
          invitations: { where: { status: { in: ['offered', 'accepted'] } }, select: { personId: true } },
        },
      },
    },
    orderBy: { id: 'asc' },
  })
  for (const { id, seats } of reviews) {
    const people = seats.flatMap(({ personId, alternates, invitations }) => [
      ...(personId ? [personId] : []),
      ...[...alternates, ...invitations].map((row) => row.personId),
    ])
    await recheckOwn(ctx, { about: requestRef(id), activity: 'review', personIds: [...new Set(people)] })
  }
  await sweep(ctx, null)
}
