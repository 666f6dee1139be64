import type { Ctx } from '#services/core/context.ts'
import { bring, drawOne, flagRating, recordView, sayHow } from '#services/fairness/index.ts'
import { slugFrom } from '#services/offerings/index.ts'
import type { Days } from './identity.ts'
import { personId } from './people.ts'
import { as, done } from './steps.ts'

/* What was brought to the association, at several stages, with people to become on both sides and among those who decide. */

const gwen = 'Gwen Egret'

/** The ratings of an associate's work for a service. */
const ratingsFor = async (ctx: Ctx, provider: string, yotCode: string) => {
  const { id, ratings } = await ctx.db.ratingPair.findFirstOrThrow({
    where: { work: 'engagement', hostYotCode: yotCode, people: { some: { personId: personId(provider) } } },
    include: { ratings: true },
    orderBy: { openedAt: 'desc' },
  })
  return { pairId: id, of: (side: 'host' | 'provider') => ratings.find((rating) => rating.side === side)?.id ?? id }
}

const idOf = async (ctx: Ctx, ref: string) =>
  (await ctx.db.concern.findUniqueOrThrow({ where: { ref }, select: { id: true } })).id

/** Whoever was drawn and has not recorded a view, as they would be on a day. */
const deciderOf = async (ctx: Ctx, ref: string, on: string) => {
  const { deciderId } = await ctx.db.concernView.findFirstOrThrow({
    where: { concern: { ref }, releasedAt: null, recordedAt: null },
    select: { deciderId: true },
  })
  const { name } = await ctx.db.person.findUniqueOrThrow({ where: { id: deciderId }, select: { name: true } })
  return as(ctx, name, on)
}

export const seedConcerns = async (ctx: Ctx, days: Days): Promise<void> => {
  const on = (ago: number) => days.daysAgo(ago)

  // Decided, and there is still time to appeal.
  const suffolk = await ratingsFor(ctx, gwen, 'suffolk')
  const decided = done(
    await flagRating(await as(ctx, 'Briar Larkin', on(20)), suffolk.pairId, {
      ratingId: suffolk.of('provider'),
      reason: 'false-fact',
      statement:
        'It says that access to partners took a while. They were all in the room on the first day; I have the list.',
    }),
  ).ref
  done(await drawOne({ ...ctx, clock: (await as(ctx, gwen, on(18))).clock }, await idOf(ctx, decided)))
  const said = 'Two of the five partners came on the second day only. That is what I meant, and all that I said.'
  done(await sayHow(await as(ctx, gwen, on(14)), decided, { statement: said }))
  const reasons =
    'Both sides agree on who came on which day. Whether two days is “a while” is a view and not a fact, and nothing in the words is personal.'
  done(await recordView(await deciderOf(ctx, decided, on(9)), decided, { points: [{ outcome: 'keep', reasons }] }))

  // Both have spoken; a view is wanted.
  const wakefield = await ratingsFor(ctx, gwen, 'wakefield')
  const heard = done(
    await flagRating(await as(ctx, gwen, on(12)), wakefield.pairId, {
      ratingId: wakefield.of('host'),
      reason: 'personal',
      statement:
        '“Stayed until we had understood it” can be read as a remark on my hours. I would rather it were not there.',
    }),
  ).ref
  done(await drawOne({ ...ctx, clock: (await as(ctx, gwen, on(10))).clock }, await idOf(ctx, heard)))
  done(
    await sayHow(await as(ctx, 'Olive Swift', on(7)), heard, {
      statement: 'We meant it as praise, and would say it again in other words if that helps.',
    }),
  )

  // The other side is asked how it sees it.
  const asked = done(
    await bring(await as(ctx, 'Rowan Ashdown', on(5)), {
      about: 'offering',
      id: slugFrom('Case system data clean-up'),
      reason: 'not-as-described',
      statement: 'The page says that it is done remotely. We were told that somebody has to come for two days.',
    }),
  ).ref
  done(await drawOne({ ...ctx, clock: (await as(ctx, gwen, on(3))).clock }, await idOf(ctx, asked)))

  // Brought yesterday, and waiting for an administrator to look.
  done(
    await bring(await as(ctx, 'Merle Finchley', on(1)), {
      about: 'person',
      id: personId('Perry Bittern'),
      reason: 'conduct',
      statement: 'In a call about a possible review our deputy was spoken over again and again. Two of us were there.',
    }),
  )
}
