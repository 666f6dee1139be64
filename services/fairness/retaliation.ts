import { addDays, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { longDate } from '#services/core/words.ts'
import { tables } from './tables.ts'

/** Days after a flag in which a rating by the flagged side is marked for whoever decides. */
const retaliationDays = 30

/**
 * Ratings of this pair that came within thirty days after whoever is rated there flagged something by whoever rates: marked for the
 * decider, with the day of the flag, and never acted on.
 */
export const retaliationIn = async (ctx: Ctx, pairId: string): Promise<string[]> => {
  const pair = await ctx.db.ratingPair.findUnique({ where: { id: pairId }, include: { ratings: true, people: true } })
  if (!pair) return []
  const people = pair.people.map(({ personId }) => personId)
  const flags = await tables(ctx).concern.findMany({
    where: { kind: 'flag', subjectId: { not: pairId }, parties: { some: { yotCode: pair.hostYotCode } } },
    include: { parties: true },
  })
  return flags.flatMap(({ parties, openedOn, ref }) => {
    const hostSide = parties.find(({ yotCode }) => yotCode === pair.hostYotCode)?.side
    const hasOther = parties.some(
      ({ personId, side }) => personId !== null && people.includes(personId) && side !== hostSide,
    )
    if (!hasOther || hostSide === undefined) return []
    const flaggedOn = londonDate(openedOn)
    return pair.ratings.flatMap(({ side, submittedAt }) => {
      const rated = side === 'host' ? 'provider' : 'host'
      const broughtBy = hostSide === 'bringer' ? 'host' : 'provider'
      const on = londonDate(submittedAt)
      return rated === broughtBy && on >= flaggedOn && on <= addDays(flaggedOn, retaliationDays)
        ? [
            `A rating here was given on ${longDate(on)}, within ${retaliationDays} days after the side that it rates had flagged another (${ref}).`,
          ]
        : []
    })
  })
}
