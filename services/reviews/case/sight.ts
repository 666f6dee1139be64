import { audit } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { holdersToday } from '#services/yots/index.ts'
import { caseOf } from './case-of.ts'
import { type FoundReview, findReview } from './find-review.ts'
import { reviewPath, tell } from './mails.ts'
import { lockReview } from './move-review.ts'
import { onlyFor, type Standing } from './policy.ts'
import type { Input, sightSchema } from './schema.ts'
import { tables } from './tables.ts'

/** A review is seen by at most this many of the service besides those who asked and arrange. */
const most = 10

const mayGive = ({ sides }: FoundReview) => sides.includes('lead-officer') || sides.includes('host')

/** Who of the service is given sight of a review, and who could be, for whoever gives it. */
export const sightPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  if (!found || !mayGive(found)) return notFound()
  const { id, yotCode, requestedById, leadOfficerId } = found.facts
  const [given, holders] = await Promise.all([
    tables(ctx).sight.findMany({
      where: { requestId: id },
      orderBy: [{ givenAt: 'asc' }, { personId: 'asc' }],
      select: { personId: true, givenAt: true, person: { select: { name: true } } },
    }),
    holdersToday(ctx, yotCode),
  ])
  const known = new Set([requestedById, leadOfficerId, ...given.map(({ personId }) => personId)])
  return ok({
    ref,
    yotCode,
    given: given.map(({ personId, givenAt, person }) => ({ personId, name: person.name, on: isoFromDate(givenAt) })),
    others: holders.filter(({ personId }) => !known.has(personId)),
  })
}

const frame = async (
  ctx: Ctx,
  { ref, personId }: Input<typeof sightSchema>,
  event: 'review.sight-given' | 'review.sight-ended',
  work: (ctx: Ctx, found: FoundReview, yotName: string) => Promise<Result<undefined>>,
): Promise<Result<{ personId: string }>> => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!mayGive(found)) return forbidden(onlyFor(['lead-officer', 'host']))
  const { id, yotCode } = found.facts
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, id)
    const done = await work(ctx, found, review.yot.name)
    if (!done.ok) return done
    const about = { subject: { kind: 'review_request', id }, case: caseOf(id), yotCode } as const
    await audit(ctx, { event, ...about, data: { personId } })
    return ok({ personId })
  })
}

/**
 * Gives somebody who holds a post in the service sight of its review: they read where it stands, its team, the terms and, once it is
 * final, the report with its plan. They change nothing, and read neither documents nor what is told in confidence.
 */
export const giveSight = (ctx: Ctx, input: Input<typeof sightSchema>) =>
  frame(ctx, input, 'review.sight-given', async (ctx, { facts }, yotName) => {
    const { sight } = tables(ctx)
    const { id: requestId, yotCode, requestedById, leadOfficerId } = facts
    const { personId } = input
    const holders = await holdersToday(ctx, yotCode)
    if (!holders.some((holder) => holder.personId === personId) || [requestedById, leadOfficerId].includes(personId)) {
      return invalid({ personId: 'Choose somebody who holds a post in your service' })
    }
    if ((await sight.count({ where: { requestId } })) >= most) return refused(`At most ${most} people see a review.`)
    const by = { givenById: ctx.actor.personId ?? '', givenAt: ctx.clock.now() }
    const made = await sight.createMany({ data: [{ requestId, personId, ...by }], skipDuplicates: true })
    if (made.count === 0) return ok(undefined)
    await tell(ctx, requestId, `sight:${personId}:${ctx.clock.now().getTime()}`, [personId], {
      subject: `You can follow the peer review of ${yotName} (${input.ref})`,
      lines: [
        `${ctx.actor.name} has given you sight of the peer review of your service: where it stands, who is on its team and, once it is final, its report.`,
        'There is nothing you need to do.',
      ],
      action: { text: 'See the review', path: reviewPath(input.ref) },
    })
    return ok(undefined)
  })

/** Takes sight of a review back; from then on it does not exist for them. */
export const endSight = (ctx: Ctx, input: Input<typeof sightSchema>) =>
  frame(ctx, input, 'review.sight-ended', async (ctx, { facts }) => {
    await tables(ctx).sight.deleteMany({ where: { requestId: facts.id, personId: input.personId } })
    return ok(undefined)
  })

/** Whether somebody follows a review by sight alone. */
export const isSightOnly = (standings: readonly Standing[]): boolean => standings.every((one) => one === 'sight')
