import type { ApplicationStatus, ReviewStatus } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { checkPeople, verdictOf } from './check-people.ts'
import type { Activity } from './facts.ts'

const overReviews: ReviewStatus[] = ['draft', 'closed', 'withdrawn', 'declined', 'redirected']
const overApplications: ApplicationStatus[] = [
  'draft',
  'approved',
  'approved_with_conditions',
  'declined',
  'deferred',
  'withdrawn',
]

/** Checks one person against one case, and tells whoever looks after it when it now blocks or needs managing. */
const recheckCase = async (ctx: Ctx, personId: string, about: CaseRef, activity: Activity): Promise<void> => {
  const found = await checkPeople(ctx, { case: about, activity, personIds: [personId], moment: 'change' })
  const conflicts = found.get(personId) ?? []
  const verdict = verdictOf(conflicts)
  if (verdict !== 'blocked' && verdict !== 'to-manage') return
  const facts = conflicts.map((conflict) => conflict.factsKey).sort()
  await enqueue(ctx, {
    topic: 'conflict-found',
    key: `conflict-found:${about.id}:${personId}:${activity}:${facts.join(',')}`,
    payload: { personId, activity, verdict },
    case: about,
  })
}

/**
 * Checks a person again against every open case that they are part of or, as an officer of the association, could be
 * asked to decide. Called when a post, an appointment or a declared interest of theirs changed.
 *
 * @returns how many cases were checked
 */
export const recheckPerson = async (ctx: Ctx, personId: string): Promise<number> => {
  const today = dateFromIso(ctx.clock.today())
  const isOfficer =
    (await ctx.db.appointment.count({
      where: { personId, from: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] },
    })) > 0
  const mine = [
    { seats: { some: { personId } } },
    {
      seats: {
        some: { invitations: { some: { personId, status: { in: ['offered' as const, 'accepted' as const] } } } },
      },
    },
    { seats: { some: { alternates: { some: { personId } } } } },
  ]
  const reviews = await ctx.db.reviewRequest.findMany({
    where: { status: { notIn: overReviews }, OR: mine },
    select: { id: true },
  })
  for (const { id } of reviews) await recheckCase(ctx, personId, { kind: 'review_request', id }, 'review')
  if (!isOfficer) return reviews.length
  const [allReviews, applications] = await Promise.all([
    ctx.db.reviewRequest.findMany({ where: { status: { notIn: overReviews } }, select: { id: true } }),
    ctx.db.application.findMany({ where: { status: { notIn: overApplications } }, select: { id: true } }),
  ])
  const cases = [
    ...allReviews.map(({ id }) => ({ kind: 'review_request' as const, id })),
    ...applications.map(({ id }) => ({ kind: 'application' as const, id })),
  ]
  for (const about of cases) await recheckCase(ctx, personId, about, 'deciding')
  return reviews.length + cases.length
}
