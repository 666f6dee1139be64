import { addDays, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { remember } from '#services/core/remember.ts'
import { counted, longDate } from '#services/core/words.ts'
import { postsHeldBy } from '#services/yots/index.ts'
import { alwaysBest, burstIn, newForDays } from './gaming.ts'
import { revealedToday } from './queries.ts'
import { type Marks, meanOf } from './rules.ts'
import { tables } from './tables.ts'

const isBest = (rating: Marks) => meanOf(rating) === 5

/** Share of all ratings that are the best throughout. At most a minute old. */
const bestShare = remember(60, async (ctx): Promise<number> => {
  const [row] = await ctx.db.$queryRaw<{ share: number | null }[]>`
    select avg((coalesce(relevance, 5) = 5 and coalesce(preparation, 5) = 5 and coalesce(quality, 5) = 5
      and coalesce(conduct, 5) = 5 and coalesce(usefulness, 5) = 5)::int)::float8 as share from "Rating"`
  return row?.share ?? 0.2
})

/** Services of those who came, and the service that was worked for: who rates whom, whoever it was each time. */
const between = async (ctx: Ctx, hostYotCode: string, personIds: readonly string[]) => {
  const posts = await postsHeldBy(ctx, { id: { in: [...personIds] } })
  const codes = [...new Set(posts.map(({ yotCode }) => yotCode))].filter((code) => code !== hostYotCode)
  const hostPeople = (
    await ctx.db.holding.findMany({
      where: { yotCode: hostYotCode },
      select: { personId: true },
      distinct: ['personId'],
    })
  ).map(({ personId }) => personId)
  const all = await tables(ctx).ratingPair.findMany({
    where: {
      AND: [
        revealedToday(ctx),
        {
          OR: [
            { hostYotCode, people: { some: { personId: { in: [...personIds] } } } },
            { hostYotCode: { in: codes }, people: { some: { personId: { in: hostPeople } } } },
          ],
        },
      ],
    },
    include: { ratings: { where: { side: 'host' } } },
  })
  const sumOf = (isThere: boolean) => {
    const ratings = all.filter((pair) => (pair.hostYotCode === hostYotCode) === isThere).flatMap((pair) => pair.ratings)
    return { count: ratings.length, best: ratings.filter(isBest).length }
  }
  return { there: sumOf(true), back: sumOf(false), bestShare: await bestShare(ctx), looked: Math.max(1, codes.length) }
}

/** Posts at one service whose times touch. */
const wereColleagues = async (ctx: Ctx, raterId: string, ratedIds: readonly string[]): Promise<boolean> => {
  const posts = await postsHeldBy(ctx, { id: { in: [raterId, ...ratedIds] } })
  const own = posts.filter(({ personId }) => personId === raterId)
  const end = (until: string | null) => until ?? '9999-12-31'
  return posts.some(
    (post) =>
      post.personId !== raterId &&
      own.some((mine) => mine.yotCode === post.yotCode && mine.from <= end(post.until) && post.from <= end(mine.until)),
  )
}

/** What statistics and dates say of the ratings of a pair, each in a sentence with its reason: for whoever decides, who weighs it. */
export const signsOf = async (ctx: Ctx, pairId: string): Promise<string[]> => {
  // What is sealed has no signs: they would tell that it is there.
  const pair = await tables(ctx).ratingPair.findFirst({
    where: { AND: [{ id: pairId }, revealedToday(ctx)] },
    include: { ratings: true, people: true },
  })
  if (!pair) return []
  const personIds = pair.people.map(({ personId }) => personId)
  const today = ctx.clock.today()
  const signs: string[] = []
  const sums = await between(ctx, pair.hostYotCode, personIds)
  if (alwaysBest(sums))
    signs.push(
      `The two sides have rated each other ${counted(sums.there.count + sums.back.count, 'time')}, and ${sums.there.best + sums.back.best} of these were the best throughout. By chance that would hardly be so.`,
    )
  const given = await tables(ctx).rating.findMany({
    where: { side: 'host', pair: { people: { some: { personId: { in: personIds } } } } },
    select: { submittedAt: true },
  })
  const burst = burstIn(
    given.map(({ submittedAt }) => londonDate(submittedAt)),
    today,
  )
  if (burst !== null)
    signs.push(`${burst} ratings of these people came within a fortnight, more than a steady stream would bring.`)
  for (const rating of pair.ratings) {
    const who = rating.side === 'host' ? 'the host' : 'one who came'
    const rater = await ctx.db.person.findUnique({ where: { id: rating.raterId }, select: { createdAt: true } })
    const on = londonDate(rating.submittedAt)
    if (rater && londonDate(rater.createdAt) > addDays(on, -newForDays))
      signs.push(
        `Whoever rated for ${who} joined the exchange on ${longDate(londonDate(rater.createdAt))}, shortly before.`,
      )
    if (rating.side === 'host' && (await wereColleagues(ctx, rating.raterId, personIds)))
      signs.push('Whoever rated for the host has worked in one service at the same time as somebody who came.')
  }
  return [...new Set(signs)]
}
