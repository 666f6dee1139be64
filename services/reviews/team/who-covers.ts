import type { SeatRole } from '#prisma/generated/enums.ts'
import { expertiseOf, themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { isBeside } from '#services/reviews/case/beside.ts'
import { kinds } from '#services/reviews/case/kinds.ts'
import { tables } from '#services/reviews/case/tables.ts'
import type { Plan } from './proposal.ts'

/** A key line of enquiry or golden thread, who of a team covers it, and which of its themes nobody does. */
export type Covers = { title: string; people: string[]; lacks: string[] }

/** What a request asks: its key lines of enquiry and the golden threads of its kind, each with its themes. */
export const questionsOf = async (ctx: Ctx, requestId: string): Promise<{ title: string; codes: string[] }[]> => {
  const [{ kind, kloes }, themes] = await Promise.all([
    tables(ctx).reviewRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: {
        kind: true,
        kloes: {
          orderBy: { position: 'asc' },
          select: { position: true, question: true, themes: { select: { themeCode: true } } },
        },
      },
    }),
    themesByCode(ctx),
  ])
  return [
    ...kloes.map(({ position, question, themes: of }) => ({
      title: `${position}. ${question}`,
      codes: of.map(({ themeCode }) => themeCode),
    })),
    ...kinds[kind].threads.map((code) => ({ title: themes.get(code)?.name ?? code, codes: [code] })),
  ]
}

/**
 * What a request asks, question by question, as a function that says of a team who covers each. Plans from before that was kept give
 * nothing.
 */
export const whoCovers = async (ctx: Ctx, requestId: string) => {
  const [questions, themes] = await Promise.all([questionsOf(ctx, requestId), themesByCode(ctx)])
  return ({ covered }: Pick<Plan, 'covered'>, nameOf: (personId: string) => string): Covers[] =>
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

/** Evidence of this level or more covers a theme. */
const coveringLevel = 2

/** Who of the people seated now has evidence for each theme that a request asks for. */
export const coveredNow = async (
  ctx: Ctx,
  requestId: string,
  seats: readonly { role: SeatRole; personId: string | null }[],
): Promise<Plan['covered']> => {
  const personIds = seats.flatMap(({ role, personId }) => (personId && !isBeside(role) ? [personId] : []))
  const [asked, known] = await Promise.all([
    tables(ctx).reviewRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { kind: true, kloes: { select: { themes: { select: { themeCode: true } } } } },
    }),
    expertiseOf(ctx, { id: { in: personIds } }),
  ])
  const wanted = asked.kloes.flatMap(({ themes }) => themes.map(({ themeCode }) => themeCode))
  const codes = [...new Set([...wanted, ...kinds[asked.kind].threads])].sort()
  return codes.map((code) => ({
    code,
    personIds: personIds.filter((personId) => (known.get(personId)?.themes[code] ?? 0) >= coveringLevel),
  }))
}
