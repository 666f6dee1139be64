import type { Ctx } from './context.ts'

/** Three digits last longer than the association; four are for the year in which they do not. */
const ranges = [
  { from: 100, below: 1000, tries: 40 },
  { from: 1000, below: 10_000, tries: 200 },
]

/**
 * A new reference that people can say on the phone, such as PR-2026-417. The number is drawn, not counted: numbers in a row
 * would tell whoever sees 13 and 15 that there is a 14 (docs/decisions/0008). Call inside the transaction.
 */
export const nextReference = async (ctx: Ctx, prefix: 'PR' | 'BA' | 'EN' | 'TE' | 'ME' | 'CO'): Promise<string> => {
  const year = ctx.clock.today().slice(0, 4)
  for (const { from, below, tries } of ranges) {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const ref = `${prefix}-${year}-${ctx.draw(from, below)}`
      const given = await ctx.db.givenReference.createMany({ data: [{ ref }], skipDuplicates: true })
      if (given.count === 1) return ref
    }
  }
  throw new Error(`No reference is left for ${prefix}-${year}`)
}
