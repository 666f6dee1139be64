import type { Ctx } from '#services/core/context.ts'

type Limit = { key: string; most: number; withinMinutes: number }

/** Counts one more try, and says whether it is within the limit. Windows are fixed stretches of the clock. */
export const isWithinLimit = async (ctx: Ctx, { key, most, withinMinutes }: Limit): Promise<boolean> => {
  const length = withinMinutes * 60_000
  const windowStart = new Date(Math.floor(ctx.clock.now().getTime() / length) * length)
  const rows = await ctx.db.$queryRaw<{ count: number }[]>`
    insert into "Attempt" (key, "windowStart", count) values (${key}, ${windowStart}, 1)
    on conflict (key, "windowStart") do update set count = "Attempt".count + 1
    returning count`
  return (rows[0]?.count ?? 1) <= most
}
