import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** Codes of the themes that a request's questions are about, in the order of its questions. */
export const themesAsked = async (ctx: Ctx, requestId: string): Promise<string[]> => {
  const kloes = await tables(ctx).kloe.findMany({
    where: { requestId },
    orderBy: { position: 'asc' },
    select: { themes: { select: { themeCode: true }, orderBy: { themeCode: 'asc' } } },
  })
  return [...new Set(kloes.flatMap(({ themes }) => themes.map(({ themeCode }) => themeCode)))]
}
