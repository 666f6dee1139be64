import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { rememberReference } from '#services/core/remember.ts'
import { foldName } from './names/fold-name.ts'
import { buildRegister, type YotRegister } from './names/register.ts'
import { tables } from './tables.ts'

/** An old or ambiguous name and the services it may mean today. */
type OldName = {
  name: string
  codes: readonly string[]
  note: string
  /** ISO day on which one service became these; null where it was none. */
  splitOn: string | null
}

export type KeptRegister = {
  register: YotRegister
  /** By folded key. */
  oldNames: ReadonlyMap<string, OldName>
}

/** What readers need of a note; what follows is for whoever keeps the register. */
const firstClause = (note: string) => note.split(';')[0] ?? note

/** The register's names, read from the database at most every minute. */
export const yotRegister = rememberReference(60, async (ctx: Ctx): Promise<KeptRegister> => {
  const { yot, retiredName } = tables(ctx)
  const [yots, retired] = await Promise.all([
    yot.findMany({
      select: { code: true, name: true, names: { select: { name: true }, orderBy: { name: 'asc' } } },
      orderBy: { code: 'asc' },
    }),
    retiredName.findMany({ orderBy: { name: 'asc' } }),
  ])
  return {
    register: buildRegister(
      yots.map(({ code, name, names }) => ({ code, name, aliases: names.map((other) => other.name) })),
      retired.map(({ name, candidates, isAsk }) => ({ name, candidates, action: isAsk ? 'ask' : 'map' })),
    ),
    oldNames: new Map(
      retired.map(({ name, candidates, note, splitOn }) => [
        foldName(name),
        { name, codes: candidates, note: firstClause(note), splitOn: splitOn && isoFromDate(splitOn) },
      ]),
    ),
  }
})
