import type { Ctx } from '#services/core/context.ts'
import { foldText } from '#services/core/fold.ts'
import type { FieldErrors } from '#services/core/result.ts'
import { inForce } from '#services/yots/index.ts'
import { type DecisionText, faultsOf } from './text.ts'

/** Two or three words that begin with a capital, one after the other, as names do; each of a longer row. */
const capitals = /(?=(?<![\p{L}’'-])((\p{Lu}[\p{L}’'-]*)[ \n](\p{Lu}[\p{L}’'-]*)(?:[ \n](\p{Lu}[\p{L}’'-]*))?))/gu

const pairsIn = (text: string): string[] =>
  [...text.matchAll(capitals)].flatMap(([, whole = '', first = '', second = '']) => [whole, `${first} ${second}`])

const looked = ['title', 'decided', 'reasons', 'alternatives', 'conflicts', 'restsOn'] as const

/**
 * Parts in which somebody of the exchange is named who holds no office: the log says their role. Officers' names are public. One statement,
 * by the index of folded names; none where nothing looks like a name.
 */
const nameFaults = async (ctx: Ctx, text: DecisionText): Promise<FieldErrors> => {
  const said = looked.map((part) => ({ part, names: pairsIn(text[part] ?? '') }))
  const folded = [...new Set(said.flatMap(({ names }) => names.map(foldText)))]
  if (folded.length === 0) return {}
  const people = await ctx.db.person.findMany({
    where: {
      foldedName: { in: folded },
      leftAt: null,
      appointments: { none: inForce(ctx.clock.today()) },
    },
    select: { foldedName: true },
  })
  const known = new Set(people.map(({ foldedName }) => foldedName))
  return Object.fromEntries(
    said.flatMap(({ part, names }) => {
      const named = names.find((name) => known.has(foldText(name)))
      return named === undefined ? [] : [[part, `Take out the name “${named}”: say what their role was`]]
    }),
  )
}

/** What must be mended before a text is published, by field. */
export const publishingFaults = async (ctx: Ctx, text: DecisionText): Promise<FieldErrors> => ({
  ...faultsOf(text, true),
  ...(await nameFaults(ctx, text)),
})
