import type { Ctx } from '#services/core/context.ts'
import { type Letter, type Reminding, remind, type Telling, tell } from '#services/notifications/index.ts'
import { inForce } from '#services/yots/index.ts'
import type { Payer } from './policy.ts'

/** Who speaks for a payer today: the person, or the heads of the service who are not on leave. */
const speakersFor = async (ctx: Ctx, { yotCode, personId }: Payer): Promise<string[]> => {
  if (yotCode === null) return personId === null ? [] : [personId]
  const rows = await ctx.db.holding.findMany({
    where: {
      yotCode,
      level: 'head',
      isOnLeave: false,
      ...inForce(ctx.clock.today()),
      post: { abolishedOn: null },
      person: { leftAt: null },
    },
    select: { personId: true },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
  })
  return rows.map((row) => row.personId)
}

export type PayersLetter = Letter & Pick<Telling<'membership'>, 'about' | 'occasion'>

/** Whoever speaks for a payer, but for the actor; and how many speak for it, written to or not. */
const othersFor = async (ctx: Ctx, payer: Payer) => {
  const speakers = await speakersFor(ctx, payer)
  return { people: speakers.filter((personId) => personId !== ctx.actor.personId), count: speakers.length }
}

/** Mail to whoever speaks for a payer, but for the actor. */
export const writeToPayer = async (
  ctx: Ctx,
  payer: Payer,
  { about, occasion, ...letter }: PayersLetter,
): Promise<void> => {
  const { people } = await othersFor(ctx, payer)
  await tell(ctx, { people, about, occasion, kind: 'decision', letter })
}

export type PayersReminder = Omit<Reminding<'membership'>, 'people'>

/** Reminds whoever speaks for a payer, but for the actor. Gives how many people that is, written to or not. */
export const remindPayer = async (ctx: Ctx, payer: Payer, reminding: PayersReminder): Promise<number> => {
  const { people, count } = await othersFor(ctx, payer)
  await remind(ctx, { people, ...reminding })
  return count
}
