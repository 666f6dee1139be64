import { Prisma } from '#prisma/generated/client.ts'
import { carriedPlaces } from '#services/core/carry-over.ts'
import type { Ctx } from '#services/core/context.ts'
import { rooms } from '#services/exchange.ts'

const quoted = (name: string) => Prisma.raw(`"${name}"`)

/** Every row that names one of these people, by its table, whatever column it is in: as JSON, in one order. */
export const rowsNaming = async (ctx: Ctx, ids: readonly string[]): Promise<Record<string, string[]>> => {
  const tables = new Map<string, string[]>()
  for (const { table, column } of carriedPlaces(rooms)) tables.set(table, [...(tables.get(table) ?? []), column])
  const found: Record<string, string[]> = {}
  for (const [table, columns] of tables) {
    const isTheirs = Prisma.join(
      columns.map((column) => Prisma.sql`${quoted(column)}::text = any(${ids})`),
      ' or ',
    )
    const rows = await ctx.db.$queryRaw<{ row: string }[]>`
      select to_jsonb(t.*)::text as row from ${quoted(table)} as t where ${isTheirs} order by 1`
    if (rows.length > 0) found[table] = rows.map(({ row }) => row)
  }
  return found
}
