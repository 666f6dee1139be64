import { Prisma } from '#prisma/generated/client.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { namedColumns, type ShownTable, shownTables } from './tables.ts'

export type MyDataSection = Pick<ShownTable, 'title' | 'why' | 'onLeaving'> & {
  correctAt: string | null
  headings: string[]
  /** As text, in the order of the headings; null for what is empty. */
  rows: (string | null)[][]
  /** Rows that are there beyond those given. */
  more: number
}

export type MyData = { name: string; madeAt: Date; sections: MyDataSection[]; notShown: string[] }

const asText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (!(value instanceof Date)) return String(value)
  const iso = value.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? isoFromDate(value) : `${iso.slice(0, 16).replace('T', ' ')} UTC`
}

const quoted = (name: string) => Prisma.raw(`"${name}"`)

/** Names come from the list in `tables.ts`, never from anybody. */
const readTable = async (ctx: Ctx, personId: string, shown: ShownTable, most: number): Promise<MyDataSection> => {
  const names = Object.keys(shown.columns)
  const isTheirs = Prisma.join(
    shown.by.map((column) => Prisma.sql`${quoted(column)} = ${personId}::uuid`),
    ' or ',
  )
  const columns = Prisma.join(names.map(quoted))
  const rows = await ctx.db.$queryRaw<Record<string, unknown>[]>`
    select ${columns} from ${quoted(shown.table)} where ${isTheirs} limit ${most}`
  const [counted] = await ctx.db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from ${quoted(shown.table)} where ${isTheirs}`
  return {
    title: shown.title,
    why: shown.why,
    onLeaving: shown.onLeaving,
    correctAt: shown.correctAt ?? null,
    headings: Object.values(shown.columns),
    rows: rows.map((row) => names.map((name) => asText(row[name]))),
    more: (counted?.count ?? 0) - rows.length,
  }
}

/**
 * Everything held about the actor, table by table (at most `most` rows of each), and why some of it is not shown.
 * For nobody but themselves.
 */
export const myData = async (ctx: Ctx, most: number): Promise<Result<MyData>> => {
  const { personId, name } = ctx.actor
  if (personId === null) return forbidden('Sign in to see what we hold about you.')
  const sections: MyDataSection[] = []
  for (const shown of shownTables) sections.push(await readTable(ctx, personId, shown, most))
  return ok({
    name,
    madeAt: ctx.clock.now(),
    sections: sections.filter(({ rows }) => rows.length > 0),
    notShown: [...new Set(Object.values(namedColumns))],
  })
}
