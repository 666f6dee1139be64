import type { Ctx } from './context.ts'

/** Three digits last longer than the association; more are for a year in which they do not. */
const ranges = [
  { from: 100, below: 1000 },
  { from: 1000, below: 10_000 },
  { from: 10_000, below: 100_000 },
  { from: 100_000, below: 1_000_000 },
]

/** How many numbers are drawn at once: mostly the first is free; where few are, one statement finds one among many. */
const atOnce = [1, 40, 40]

/**
 * A new reference that people can say on the phone, such as PR-2026-417. The number is drawn, not counted: numbers in a row
 * would tell whoever sees 13 and 15 that there is a 14 (docs/decisions/0008). Call inside the transaction.
 */
export const nextReference = async (
  ctx: Ctx,
  prefix: 'PR' | 'BA' | 'EN' | 'TE' | 'ME' | 'CO' | 'JR' | 'CD' | 'QM' | 'MT' | 'EL' | 'DE' | 'OP' | 'OF' | 'SA',
): Promise<string> => {
  const year = ctx.clock.today().slice(0, 4)
  for (const { from, below } of ranges) {
    for (const count of atOnce) {
      const refs = Array.from({ length: count }, () => `${prefix}-${year}-${ctx.draw(from, below)}`)
      const [given] = await ctx.db.$queryRaw<{ ref: string }[]>`
        insert into "GivenReference" (ref)
        select ref from unnest(${refs}::text[]) with ordinality as drawn (ref, at)
        where not exists (select from "GivenReference" given where given.ref = drawn.ref) order by at limit 1
        on conflict do nothing returning ref`
      if (given) return given.ref
    }
  }
  throw new Error(`No reference is left for ${prefix}-${year}`)
}
