import type { Ctx } from '#services/core/context.ts'
import { rememberReference } from '#services/core/remember.ts'
import { tables } from './tables.ts'

/** Themes that every review covers: K2 Voice of the child, K3 Disproportionality and anti-racism. */
export const goldenThreads: readonly string[] = ['K2', 'K3']

export type Theme = {
  code: string
  parentCode: string | null
  name: string
  description: string
  /** Words that practitioners type for it. */
  synonyms: string[]
}

/** A theme with the skills under it, all in the order of their codes. */
export type ThemeBranch = Theme & { children: Theme[] }

const loadThemes = rememberReference(60, async (ctx: Ctx) => {
  const rows: Theme[] = await tables(ctx).theme.findMany()
  rows.sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
  return {
    byCode: new Map(rows.map((theme) => [theme.code, theme])),
    tree: rows
      .filter((theme) => theme.parentCode === null)
      .map((theme): ThemeBranch => ({ ...theme, children: rows.filter((row) => row.parentCode === theme.code) })),
  }
})

/** The 12 themes with their skills. Kept in memory for a minute. */
export const themeTree = async (ctx: Ctx): Promise<ThemeBranch[]> => (await loadThemes(ctx)).tree

/** Every theme and skill by code. Kept in memory for a minute. */
export const themesByCode = async (ctx: Ctx): Promise<ReadonlyMap<string, Theme>> => (await loadThemes(ctx)).byCode
