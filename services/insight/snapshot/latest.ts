import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { remember } from '#services/core/remember.ts'
import { tables } from '#services/insight/tables.ts'
import { type Content, contentSchema } from './content.ts'

export type Snapshot = { day: string; content: Content }

/** The latest snapshot, kept for a minute; null while none was taken. */
export const latestSnapshot = remember(60, async (ctx: Ctx): Promise<Snapshot | null> => {
  const row = await tables(ctx).snapshot.findFirst({ orderBy: { day: 'desc' } })
  return row && { day: isoFromDate(row.day), content: contentSchema.parse(row.content) }
})
