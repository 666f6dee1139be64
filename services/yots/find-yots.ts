import type { Ctx } from '#services/core/context.ts'
import { foldName, nameForms } from './names/fold-name.ts'
import { resolveYot, type YotRegister } from './names/register.ts'
import { searchYots } from './names/search-yots.ts'
import { regions } from './regions.ts'
import { tables } from './tables.ts'
import { yotRegister } from './yot-register.ts'

export type YotLink = { code: string; name: string }

/** What a search of the register found. */
export type YotSearch = {
  /** Best first. `matched` is the name that was hit, where it is not the service's own. */
  found: (YotLink & { matched: string | null })[]
  /** Nothing fits as typed: `found` is what may have been meant. */
  isGuess: boolean
  /** The query is an old or ambiguous name: what became of it, and the services it may mean. */
  oldName: { name: string; note: string; now: YotLink[] } | null
}

const links = (register: YotRegister, codes: readonly string[]): YotLink[] =>
  codes.flatMap((code) => {
    const yot = register.yots.get(code)
    return yot ? [{ code, name: yot.name }] : []
  })

/** Looks a service up by whatever people call it: names, short forms, councils, old names, with slips of the pen. */
export const searchRegister = async (ctx: Ctx, query: string, limit = 10): Promise<YotSearch> => {
  const { register, oldNames } = await yotRegister(ctx)
  const old = nameForms(query)
    .map((form) => oldNames.get(form.key))
    .find((name) => name !== undefined)
  const oldName = old ? { name: old.name, note: old.note, now: links(register, old.codes) } : null
  const hits = searchYots(register, query, limit).filter((hit) => !old?.codes.includes(hit.code))
  if (hits.length > 0) {
    const found = hits.map(({ code, name, matched }) => ({
      code,
      name,
      matched: matched === code || isPartOf(matched, name) ? null : matched,
    }))
    return { found, isGuess: hits.every((hit) => hit.isClose), oldName }
  }
  const near = old ? [] : nearTo(register, query)
  return { found: links(register, near).map((link) => ({ ...link, matched: null })), isGuess: true, oldName }
}

const nearTo = (register: YotRegister, query: string): readonly string[] => {
  const match = resolveYot(register, query)
  if (match.kind === 'exact') return [match.code]
  return match.kind === 'ask' ? match.candidates : match.near
}

/** "Leeds YOT" says nothing new beside "Leeds Youth Justice Service". */
const isPartOf = (matched: string, name: string): boolean => foldName(name).includes(foldName(matched))

/** How many services each region has, from north to south. */
export const countByRegion = async (ctx: Ctx): Promise<{ region: string; count: number }[]> => {
  const counts = await tables(ctx).yot.groupBy({ by: ['region'], _count: { _all: true } })
  return regions.map((region) => ({
    region,
    count: counts.find((row) => row.region === region)?._count._all ?? 0,
  }))
}

/** The services of one region, by name. */
export const yotsOfRegion = (ctx: Ctx, region: string): Promise<YotLink[]> =>
  tables(ctx).yot.findMany({ where: { region }, select: { code: true, name: true }, orderBy: { name: 'asc' } })
