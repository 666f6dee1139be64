import { themesByCode } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** A question that others could ask too, with its themes. */
export type GoodQuestion = {
  id: string
  question: string
  themes: { code: string; name: string }[]
  /** Asked in a review that is closed, whose service gave it to the library. */
  wasAsked: boolean
}

/** What the library begins with, until closed reviews have filled it: a question, and codes of its themes. */
const starters: readonly (readonly [question: string, ...themes: string[]])[] = [
  ['Does our board know whether what we do works, and what does it change because of it?', 'A1', 'C4'],
  ['Do staff at every level tell the same story about what this service is for?', 'A2'],
  ['Does our youth justice plan say what we will stop doing?', 'A3'],
  ['Do partners bring what they promised, and do we say so when they do not?', 'A4'],
  ['Do managers have the time and the means to oversee practice?', 'B2', 'B1'],
  ['Who looks after those who hear the hardest things?', 'B5'],
  ['Do our figures tell us about children, or only about us?', 'C4', 'C2'],
  ['What did the last three audits change?', 'C3'],
  ['Are joint decisions the same for every child, whoever sits in the room?', 'D4', 'K3'],
  ['What happens to children after they are diverted?', 'D3', 'D5'],
  ['Do courts trust what we write and what we offer instead of remand?', 'E1', 'E2'],
  ['Are plans made with the child, and kept when things change?', 'F2', 'F4'],
  ['Do we see danger to a child, and from a child, early enough to act?', 'F6', 'F7'],
  ['Does planning for release begin on the first day in custody?', 'G1', 'G2'],
  ['Is there somewhere safe to live on the day of release?', 'G4'],
  ['Do those who were harmed hear what came of it?', 'H1', 'H2'],
  ['Do children keep their place at school, and who fights for it?', 'I2', 'I1'],
  ['Do health workers shape the plan, or are they referred to by it?', 'I3', 'I4'],
  ['Do we see exploitation for what it is before we see offending?', 'J2', 'J5'],
  ['Is our answer to serious violence joined up with that of our partners?', 'J1', 'A7'],
  ['What do we do differently because of what our data says about race?', 'K3'],
  ['How are girls served by a service built around boys?', 'K4'],
  ['Do children in care come to us for what others would be forgiven at home?', 'K5'],
  ['Is our improvement plan the right one, and half as long as it could be?', 'L2'],
]

const themed = async (ctx: Ctx) => {
  const themes = await themesByCode(ctx)
  return (codes: readonly string[]) =>
    codes.flatMap((code) => {
      const theme = themes.get(code)
      return theme ? [{ code, name: theme.name }] : []
    })
}

/** The questions that the library begins with. */
export const starterQuestions = async (ctx: Ctx): Promise<GoodQuestion[]> => {
  const themesOf = await themed(ctx)
  return starters.map(([question, ...codes], at) => ({
    id: `q${at + 1}`,
    question,
    themes: themesOf(codes),
    wasAsked: false,
  }))
}

/** The questions of these reviews, those that are closed, without the service that asked. For a room that knows what their hosts gave. */
export const questionsAsked = async (ctx: Ctx, reviewIds: readonly string[]): Promise<GoodQuestion[]> => {
  const [rows, themesOf] = await Promise.all([
    tables(ctx).kloe.findMany({
      where: { requestId: { in: [...reviewIds] }, request: { status: 'closed' } },
      orderBy: [{ question: 'asc' }, { id: 'asc' }],
      select: { id: true, question: true, themes: { select: { themeCode: true }, orderBy: { themeCode: 'asc' } } },
    }),
    themed(ctx),
  ])
  return rows.map(({ id, question, themes }) => ({
    id,
    question,
    themes: themesOf(themes.map(({ themeCode }) => themeCode)),
    wasAsked: true,
  }))
}
