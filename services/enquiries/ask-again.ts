import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { knownNeeds, needOwners, needSideOf } from './enquiry-people.ts'
import { asHow, needQuery } from './need.ts'
import { keepWords } from './need-words.ts'
import { tables } from './tables.ts'

/**
 * Takes a need up again, to ask others: its words wait where a new need is told, and the answer is the query of that page's address
 * with the rest, without the days that have passed. The need itself stays as it is. Not found for whoever is not its host.
 */
export const askAgain = async (ctx: Ctx, ref: string): Promise<Result<{ query: string }>> => {
  const need = await tables(ctx).need.findFirst({
    where: { AND: [{ OR: [{ ref }, { enquiries: { some: { ref } } }] }, knownNeeds(ctx.actor)] },
    select: {
      words: true,
      yotCode: true,
      themes: true,
      how: true,
      days: true,
      startsOn: true,
      orOn: true,
      neededBy: true,
      ...needOwners,
    },
  })
  if (!need || needSideOf(ctx.actor, need) !== 'host') return notFound()
  const kept = await keepWords(ctx, need.words)
  if (!kept.ok) return kept
  const today = ctx.clock.today()
  const toCome = (date: Date | null) => (date !== null && isoFromDate(date) > today ? isoFromDate(date) : undefined)
  const query = needQuery({
    themes: need.themes,
    how: asHow(need.how) ?? 'either',
    days: need.days ?? undefined,
    startsOn: toCome(need.startsOn),
    orOn: toCome(need.orOn),
    by: toCome(need.neededBy),
    yotCode: need.yotCode,
  })
  return ok({ query })
}
