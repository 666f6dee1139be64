import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import { foldText } from '#services/core/fold.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { guarded } from '#services/documents/index.ts'
import { yotsOf } from '#services/yots/index.ts'
import { quarterOf } from './quarter.ts'
import { recordGap } from './record-gap.ts'

export const reportSearchSchema = z.object({
  /** Where they looked. */
  of: z.enum(['offerings', 'bank', 'theme']),
  words: guarded(z.string().trim().max(200, 'Keep what you looked for to 200 characters')).default(''),
  theme: z.string().trim().max(10).default(''),
})
export type ReportSearchInput = z.output<typeof reportSearchSchema>

/** A theme as searches name it. */
export type NamedTheme = { code: string; name: string; synonyms: readonly string[] }

const isIn = (words: string, name: string): boolean => ` ${words} `.includes(` ${foldText(name)} `)

/** Themes that words name, by name or synonym, the longest name first: what is more exact comes before. */
export const themesInWords = (words: string, themes: Iterable<NamedTheme>): string[] => {
  const folded = foldText(words)
  return [...themes]
    .map(({ code, name, synonyms }) => ({
      code,
      length: Math.max(0, ...[name, ...synonyms].filter((one) => isIn(folded, one)).map((one) => one.length)),
    }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length || a.code.localeCompare(b.code))
    .map(({ code }) => code)
}

/**
 * Somebody looked, found nothing, and says so. It is counted once a quarter for each of their searches; their words are not
 * kept, only the themes that they name. For anybody who is signed in.
 */
export const reportSearch = async (
  ctx: Ctx,
  { of, words, theme }: ReportSearchInput,
  themes: Iterable<NamedTheme>,
): Promise<Result<{ isNew: boolean }>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to tell the association that nobody offers this.')
  const all = [...themes]
  const chosen = all.filter(({ code }) => code === theme).map(({ code }) => code)
  const asked = `${personId}|${of}|${foldText(words)}|${theme}|${quarterOf(ctx.clock.today())}`
  const sourceKey = `search:${createHash('sha256').update(asked).digest('hex')}`
  const [yotCode = null] = yotsOf(ctx.actor)
  const isNew = await recordGap(ctx, {
    kind: 'search',
    sourceKey,
    themes: [...chosen, ...themesInWords(words, all)].slice(0, 5),
    yotCode,
  })
  return ok({ isNew })
}
