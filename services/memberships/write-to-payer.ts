import type { Ctx } from '#services/core/context.ts'
import { type Letter, type Telling, tell } from '#services/notifications/index.ts'
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

export type PayersLetter = Letter & Pick<Telling, 'about' | 'occasion'> & Partial<Pick<Telling, 'kind'>>

/** Mail to whoever speaks for a payer, but for the actor. Gives how many people that is, written to or not. */
export const writeToPayer = async (
  ctx: Ctx,
  payer: Payer,
  { about, occasion, kind = 'news', ...letter }: PayersLetter,
): Promise<number> => {
  const speakers = await speakersFor(ctx, payer)
  const people = speakers.filter((personId) => personId !== ctx.actor.personId)
  await tell(ctx, { people, about, occasion, kind, letter })
  return speakers.length
}
