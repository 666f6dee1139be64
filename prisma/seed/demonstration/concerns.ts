import type { Ctx } from '#services/core/context.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import {
  appealConcern,
  bring,
  drawOne,
  flagRating,
  mediateDisputes,
  putMeasure,
  recordView,
  sayHow,
  sendElsewhere,
} from '#services/fairness/index.ts'
import { slugFrom } from '#services/offerings/index.ts'
import type { Days } from './identity.ts'
import { personId } from './people.ts'
import { as, done } from './steps.ts'

/* What was brought to the association, at several stages, with people to become on both sides and among those who decide. */

const gwen = 'Gwen Egret'
const administrator = 'Linden Marsh'

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

  // Brought yesterday; for now the place in the bank is suspended.
  const conduct = done(
    await bring(await as(ctx, 'Merle Finchley', on(1)), {
      about: 'person',
      id: personId('Perry Bittern'),
      reason: 'conduct',
      statement: 'In a call about a possible review our deputy was spoken over again and again. Two of us were there.',
    }),
  ).ref
  done(
    await putMeasure(await as(ctx, administrator, on(0)), conduct, {
      version: 1,
      target: `suspension:${personId('Perry Bittern')}`,
      reviewOn: addWorkingDays(ctx.clock.today(), 10),
      reason: 'Two people say so independently of each other, and a visit of his is planned for next week.',
    }),
  )

  await seedOlder(ctx, days)
}

/** Draws for it as on a day. */
const drawnOn = async (ctx: Ctx, ref: string, day: string) =>
  done(await drawOne({ ...ctx, clock: (await as(ctx, gwen, day)).clock }, await idOf(ctx, ref)))

/** Everybody who was drawn records the same, as on a day. */
const decided = async (ctx: Ctx, ref: string, day: string, outcome: string, reasons: string, until?: string) => {
  const places = { concern: { ref }, releasedAt: null, recordedAt: null }
  while ((await ctx.db.concernView.count({ where: places })) > 0)
    done(
      await recordView(await deciderOf(ctx, ref, day), ref, {
        points: [{ outcome, reasons, ...(until === undefined ? {} : { until }) }],
      }),
    )
}

/** What is further on: past its last day for an appeal, under appeal, not for here, and a dispute that somebody mediates. */
const seedOlder = async (ctx: Ctx, days: Days): Promise<void> => {
  const on = (ago: number) => days.daysAgo(ago)
  const complaint = async (by: string, ago: number, title: string, reason: string, statement: string) =>
    done(await bring(await as(ctx, by, on(ago)), { about: 'offering', id: slugFrom(title), reason, statement })).ref

  const slides = 'The slides came two days after the session, and the page says that they come before it.'
  const final = await complaint('Heron Vale', 75, 'Ten indicators without tears', 'not-as-described', slides)
  await drawnOn(ctx, final, on(72))
  const sent = 'They went out the day before. The first address that we were given was wrong, so that they came back.'
  done(await sayHow(await as(ctx, 'Robin Teasel', on(66)), final, { statement: sent }))
  const none = 'They were sent in time, to the address that was given. Nothing on the page has to be put right.'
  await decided(ctx, final, on(50), 'none', none)

  const coaching = 'The page promises two sessions for everybody. Four of us had one, and were told that this was all.'
  const appealed = await complaint(
    'Aspen Loxley',
    30,
    'Restorative practice coaching for your team',
    'not-as-described',
    coaching,
  )
  await drawnOn(ctx, appealed, on(28))
  const said = 'Two sessions are for teams of up to ten. Theirs was of sixteen, and we had told them so by telephone.'
  done(await sayHow(await as(ctx, 'Celyn Hebog', on(24)), appealed, { statement: said }))
  const mend = 'What was said by telephone is not on the page. It has to say for how many it is.'
  await decided(ctx, appealed, on(18), 'mend', mend, days.daysAgo(-10))
  const appeal = done(
    await appealConcern(await as(ctx, 'Celyn Hebog', on(6)), appealed, {
      version: (await ctx.db.concern.findUniqueOrThrow({ where: { ref: appealed } })).version,
      reason: 'new-evidence',
      statement: 'I have found the letter in which we said for how many it is, and they had answered it.',
    }),
  ).ref
  await drawnOn(ctx, appeal, on(4))

  const elsewhere = await complaint(
    'Jay Thornbury',
    15,
    'Induction pack for new managers',
    'treatment',
    'Our own council has put the invoice off again and again, and nobody tells us whom to ask.',
  )
  done(await sendElsewhere(await as(ctx, administrator, on(14)), elsewhere, { version: 1, why: 'outside' }))

  await mediateDisputes.run({ ...ctx, clock: (await as(ctx, gwen, on(5))).clock })
  for (const { ref } of await ctx.db.concern.findMany({ where: { kind: 'mediation' } })) await drawnOn(ctx, ref, on(3))
}
