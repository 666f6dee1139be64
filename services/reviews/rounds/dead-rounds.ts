import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** A round without a sign of life for so long is no longer being planned. */
const deadAfterMs = 60_000

/** Says of rounds whose server went away that they were interrupted, so that another can be started. */
export const endDeadRounds = async (ctx: Ctx): Promise<void> => {
  const now = ctx.clock.now()
  await tables(ctx).round.updateMany({
    where: { status: 'running', beatAt: { lt: new Date(now.getTime() - deadAfterMs) } },
    data: {
      status: 'interrupted',
      slot: null,
      endedAt: now,
      says: 'The server was restarted while this round was being planned. Nothing was proposed; plan again.',
    },
  })
}
