import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import type { Input, lockSeatSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** Locks somebody in their place of the chosen team, or lets the place go: later proposals and rounds keep who is locked. */
export const lockSeat = (ctx: Ctx, input: Input<typeof lockSeatSchema>): Promise<Result<{ isLocked: boolean }>> => {
  const isLocked = input.lock === 'yes'
  const said = { event: 'review.seat-locked' as const, dataOf: () => ({ seatId: input.seatId, isLocked }) }
  return asCaseHolder(ctx, input, said, async (ctx, review) => {
    if (review.status !== 'team_proposed') return refused('People are locked before the team is invited.')
    const changed = await tables(ctx).seat.updateMany({
      where: { id: input.seatId, requestId: review.id, personId: { not: null } },
      data: { isLocked },
    })
    if (changed.count === 0) return notFound()
    await tables(ctx).reviewRequest.update({ where: { id: review.id }, data: { version: { increment: 1 } } })
    return ok({ isLocked })
  })
}
