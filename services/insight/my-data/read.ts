import { Prisma } from '#prisma/generated/client.ts'
import { recordsOf } from '#services/accounts/index.ts'
import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { coreHeld } from '#services/core/core-held.ts'
import type { Held, ShownTable } from '#services/core/held.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { yotRegister } from '#services/yots/index.ts'
import { asKept, asWords, type CodeNames } from './in-words.ts'

type MyDataSection = Pick<ShownTable, 'title' | 'why' | 'onLeaving'> & {
  correctAt: string | null
  headings: string[]
  /** As text, in the order of the headings; null for what is empty. */
  rows: (string | null)[][]
  /** Rows that are there beyond those given. */
  more: number
}

export type MyData = { name: string; madeAt: Date; sections: MyDataSection[]; notShown: string[] }

const quoted = (name: string) => Prisma.raw(`"${name}"`)

/** How values are given: as another program reads them, or in words with these names. */
type Form = 'as-kept' | CodeNames

/** Names come from what rooms announce, never from anybody. */
const readTable = async (
  ctx: Ctx,
  personIds: readonly string[],
  shown: ShownTable,
  { most, form }: { most: number; form: Form },
): Promise<MyDataSection> => {
  const names = Object.keys(shown.columns)
  const isTheirs = Prisma.join(
    shown.by.map((column) => Prisma.sql`${quoted(column)} = any(${personIds}::uuid[])`),
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
    headings: Object.values(shown.columns).map((heading) =>
      form === 'as-kept' ? heading : heading.replace(' in pence', ''),
    ),
    rows: rows.map((row) =>
      names.map((name) => (form === 'as-kept' ? asKept(row[name]) : asWords(name, row[name], form))),
    ),
    more: (counted?.count ?? 0) - rows.length,
  }
}

const codeNames = async (ctx: Ctx): Promise<CodeNames> => {
  const [{ register }, themes] = await Promise.all([yotRegister(ctx), themesByCode(ctx)])
  const nameOf = ([code, { name }]: readonly [string, { name: string }]) => [code, name] as const
  return { yots: new Map([...register.yots].map(nameOf)), themes: new Map([...themes].map(nameOf)) }
}

/** What all rooms and core hold, as one list. */
export const heldBy = (rooms: readonly { held?: Held }[]): Required<Pick<Held, 'shown' | 'unshown'>> => {
  const all = [...rooms.flatMap(({ held }) => held ?? []), coreHeld]
  return {
    shown: all.flatMap(({ shown }) => shown ?? []),
    unshown: Object.assign({}, ...all.map(({ unshown }) => unshown)),
  }
}

/**
 * Everything held about the actor, table by table (at most `most` rows of each), and why some of it is not shown.
 * For nobody but themselves. `isForReading` gives dates, sums and codes in words; otherwise ISO dates, pence and codes.
 */
export const myData = async (
  ctx: Ctx,
  { most, isForReading, rooms }: { most: number; isForReading: boolean; rooms: readonly { held?: Held }[] },
): Promise<Result<MyData>> => {
  const { personId, name } = ctx.actor
  if (personId === null) return forbidden('Sign in to see what we hold about you.')
  const form = isForReading ? await codeNames(ctx) : 'as-kept'
  const held = heldBy(rooms)
  // What cannot be rewritten still names the records that were joined to theirs.
  const records = await recordsOf(ctx, personId)
  const sections: MyDataSection[] = []
  for (const shown of held.shown) sections.push(await readTable(ctx, records, shown, { most, form }))
  return ok({
    name,
    madeAt: ctx.clock.now(),
    sections: sections.filter(({ rows }) => rows.length > 0),
    notShown: [...new Set(Object.values(held.unshown))],
  })
}
