import type { EngagementStatus } from '#prisma/generated/enums.ts'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { startSilence, stopSilence } from '#services/core/life/silence.ts'

/** States in which something happens by itself, and how many days before its last day whoever it waits for is warned. */
const warnedBefore: Partial<Record<EngagementStatus, readonly number[]>> = {
  terms_proposed: [10, 3],
  agreed: [],
  delivered: [7, 2],
}

/** Sets an engagement's clock to what its row says, in the transaction that writes the row: one runs at most. */
export const keepClock = (ctx: Ctx, id: string, status: EngagementStatus, lastDay: Date | null): Promise<void> => {
  const of = { kind: 'engagement', subjectId: id }
  const before = warnedBefore[status]
  if (lastDay === null || before === undefined) return stopSilence(ctx, of)
  const day = isoFromDate(lastDay)
  return startSilence(ctx, { ...of, lastDay: day, warnOn: before.map((days) => addDays(day, -days)) })
}
