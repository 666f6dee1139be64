import { goldenThreads, themesByCode } from '#services/bank/themes.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Plan } from './proposal.ts'
import { tables } from './tables.ts'

/** A key line of enquiry or golden thread, who of a team covers it, and which of its themes nobody does. */
export type Covers = { title: string; people: string[]; lacks: string[] }

/**
 * What a request asks, question by question, as a function that says of a plan who covers each. Plans from before that was kept give
 * nothing.
 */
export const whoCovers = async (ctx: Ctx, requestId: string) => {
  const [kloes, themes] = await Promise.all([
    tables(ctx).kloe.findMany({
      where: { requestId },
      orderBy: { position: 'asc' },
      select: { position: true, question: true, themes: { select: { themeCode: true } } },
    }),
    themesByCode(ctx),
  ])
  const questions = [
    ...kloes.map(({ position, question, themes: of }) => ({
      title: `${position}. ${question}`,
      codes: of.map(({ themeCode }) => themeCode),
    })),
    ...goldenThreads.map((code) => ({ title: themes.get(code)?.name ?? code, codes: [code] })),
  ]
  return ({ covered }: Plan, nameOf: (personId: string) => string): Covers[] =>
    covered.length === 0
      ? []
      : questions.map(({ title, codes }) => {
          const own = covered.filter(({ code }) => codes.includes(code))
          return {
            title,
            people: [...new Set(own.flatMap(({ personIds }) => personIds))].map(nameOf),
            lacks: own.flatMap(({ code, personIds }) =>
              personIds.length === 0 ? [themes.get(code)?.name ?? code] : [],
            ),
          }
        })
}
