import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** Which of these applications are the actor's own. */
export const ownApplicationIds = async (ctx: Ctx, ids: readonly string[]): Promise<string[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const rows = await tables(ctx).application.findMany({
    where: { id: { in: [...ids] }, personId },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
