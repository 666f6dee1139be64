import type { Ctx } from '#services/core/context.ts'
import { foldText } from '#services/core/fold.ts'
import { maySeeNames } from './policy.ts'
import { tables } from './tables.ts'

export type BankName = { personId: string; name: string; where: string }

const most = 10

/**
 * People of the bank whose name contains what was typed, by name, each with where they work or last worked; ten at most.
 * Nobody for those who may not see names.
 */
export const bankNames = async (ctx: Ctx, typed: string): Promise<BankName[]> => {
  if (!maySeeNames(ctx.actor)) return []
  const rows = await tables(ctx).standing.findMany({
    where: { status: { not: 'removed' }, person: { leftAt: null, foldedName: { contains: foldText(typed) } } },
    select: { personId: true, lastYotCode: true, person: { select: { name: true } } },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    take: most,
  })
  const yots = await ctx.db.yot.findMany({
    where: { code: { in: rows.flatMap(({ lastYotCode }) => lastYotCode ?? []) } },
    select: { code: true, name: true },
  })
  const nameOf = new Map(yots.map(({ code, name }) => [code, name]))
  return rows.map(({ personId, person, lastYotCode }) => ({
    personId,
    name: person.name,
    where: (lastYotCode && nameOf.get(lastYotCode)) ?? 'Associate',
  }))
}
