import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { tables } from '#services/courses/tables.ts'
import { datedOffering } from '#services/courses/write-course.ts'
import { lockOffering } from '#services/offerings/index.ts'
import { drawFor } from './draw-observers.ts'
import { marks } from './keep-mark.ts'

/** Dates of an offering that could be observed: open, and yet to come. */
export const datesToObserve = (ctx: Ctx, offeringId: string) =>
  tables(ctx).courseDate.findMany({
    where: { offeringId, status: { in: ['open', 'closed'] }, startsAt: { gt: ctx.clock.now() } },
    orderBy: { startsAt: 'asc' },
    take: 20,
    select: { id: true, ref: true, startsAt: true, mode: true },
  })

/**
 * Asks for the quality mark of an offering, to be observed on one of its dates; for its provider's side. Two observers are drawn in the same transaction
 * where they can be. Refused while one is in force or asked for, or before the day on which it can be asked for again.
 */
export const askForMark = async (
  ctx: Ctx,
  slug: string,
  { dateId }: { dateId: string },
): Promise<Result<{ ref: string }>> => {
  const offering = await datedOffering(ctx, slug)
  const { personId } = ctx.actor
  if (!offering || personId === null) return notFound()
  return inTransaction(ctx, async (ctx) => {
    await lockOffering(ctx, slug)
    const earlier = await tables(ctx).mark.findMany({
      where: { offeringId: offering.id },
      orderBy: { askedAt: 'desc' },
      select: { status: true, askAgainOn: true, endsOn: true },
    })
    if (earlier.some(({ status }) => status === 'asked' || status === 'observing'))
      return refused('The mark is asked for already.')
    const inForce = earlier.find(({ status }) => status === 'awarded' || status === 'questioned')
    if (inForce?.endsOn) return refused(`The mark is in force until ${longDate(isoFromDate(inForce.endsOn))}.`)
    const again = earlier[0]?.askAgainOn
    if (again && isoFromDate(again) > ctx.clock.today())
      return refused(`You can ask again from ${longDate(isoFromDate(again))}.`)
    const dates = await datesToObserve(ctx, offering.id)
    if (!dates.some(({ id }) => id === dateId)) return invalid({ dateId: 'Choose one of the dates to come' })
    const id = newId()
    const ref = await nextReference(ctx, 'QM')
    await tables(ctx).mark.create({
      data: {
        id,
        ref,
        offeringId: offering.id,
        dateId,
        status: 'asked',
        askedById: personId,
        askedAt: ctx.clock.now(),
      },
    })
    const mark = await marks.lock(ctx, id)
    if (!mark) throw new Error('The mark was not written')
    await marks.begin(ctx, mark, 'asked')
    const drawn = await drawFor(ctx, mark, 2)
    return drawn.ok ? ok({ ref }) : drawn
  })
}
