import type { ReviewStatus } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { checkPeople, verdictOf } from './check-people.ts'
import type { Activity } from './facts.ts'
import { sweep } from './sweep.ts'

const overReviews: ReviewStatus[] = ['draft', 'closed', 'withdrawn', 'declined', 'redirected']

type Found = {
  about: CaseRef
  personId: string
  activity: Activity
  verdict: 'blocked' | 'to-manage'
  factsKeys: string[]
}

/** Lets the rooms know that somebody's work on a case cannot go on as it is; once for the same facts. */
const tellRooms = ({ about, personId, activity, verdict, factsKeys }: Found, ctx: Ctx) =>
  enqueue(ctx, {
    topic: 'conflict-found',
    key: `conflict-found:${about.id}:${personId}:${activity}:${verdict}:${[...factsKeys].sort().join(',')}`,
    payload: { personId, activity, verdict },
    case: about,
  })

/** Checks people against a review they are part of, and tells whoever looks after it where something must be done. */
const recheckOwn = async (ctx: Ctx, personIds: readonly string[], id: string): Promise<void> => {
  const about: CaseRef = { kind: 'review_request', id }
  const found = await checkPeople(ctx, { case: about, activity: 'review', personIds, moment: 'change' })
  for (const [personId, conflicts] of found) {
    const verdict = verdictOf(conflicts)
    if (verdict !== 'blocked' && verdict !== 'to-manage') continue
    const factsKeys = conflicts
      .filter(({ effect, isManaged }) => effect !== 'note' && !isManaged)
      .map((conflict) => conflict.factsKey)
    await tellRooms({ about, personId, activity: 'review', verdict, factsKeys }, ctx)
  }
}

/**
 * Checks a person again, after a post, an appointment or a declared interest of theirs changed: in each open review that
 * they are part of, and against every case, so that those they are blocked from are hidden from them at once.
 *
 * @returns how many of their own open reviews were checked
 */
export const recheckPerson = async (ctx: Ctx, personId: string): Promise<number> => {
  const today = dateFromIso(ctx.clock.today())
  const reviews = await ctx.db.reviewRequest.findMany({
    where: {
      status: { notIn: overReviews },
      OR: [
        { seats: { some: { personId } } },
        { seats: { some: { invitations: { some: { personId, status: { in: ['offered', 'accepted'] } } } } } },
        { seats: { some: { alternates: { some: { personId } } } } },
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  for (const { id } of reviews) await recheckOwn(ctx, [personId], id)
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
    await recheckOwn(ctx, [...new Set(people)], id)
  }
  await sweep(ctx, null)
}
