import type { Ctx } from './context.ts'

/** The next reference people can say on the phone, such as PR-2026-014. Numbers start again each year. Call inside the transaction. */
export const nextReference = async (ctx: Ctx, prefix: 'PR' | 'BA' | 'EN' | 'TE'): Promise<string> => {
  const year = Number(ctx.clock.today().slice(0, 4))
  const { last } = await ctx.db.referenceCounter.upsert({
    where: { prefix_year: { prefix, year } },
    create: { prefix, year, last: 1 },
    update: { last: { increment: 1 } },
  })
  return `${prefix}-${year}-${String(last).padStart(3, '0')}`
}
