import { suspendedToday } from '#services/bank/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { whyNotOffered } from '#services/offerings/index.ts'
import { outsideStands } from '#services/outside/index.ts'
import type { LockedCourse } from './move-course.ts'

export type Provided = { offering: Pick<LockedCourse['offering'], 'outsideId' | 'personId' | 'yotCode' | 'basis'> }

/** How whoever gives a date stands today: may offer; a paper is late, which they can mend; suspended; no longer here. */
export type Stand = 'may' | 'run-out' | 'suspended' | 'over'

const ofPerson = async (ctx: Ctx, personId: string, basis: string): Promise<Stand> => {
  if ((await suspendedToday(ctx, [personId])).has(personId)) return 'suspended'
  if ((await whyNotOffered(asSystem(ctx), { basis, personId, outsideId: null })) === null) return 'may'
  const isRemoved = (await ctx.db.standing.count({ where: { personId, status: 'removed' } })) > 0
  return isRemoved ? 'over' : 'run-out'
}

/**
 * How the provider of a date stands: an outside provider by its approval, fee and insurance, somebody in their own name by their place in
 * the bank. A service offers while it is a member, and its dates are its own to call off.
 */
export const standOf = async (
  ctx: Ctx,
  { offering: { outsideId, personId, yotCode, basis } }: Provided,
): Promise<Stand> => {
  if (outsideId !== null) return (await outsideStands(ctx, [outsideId])).get(outsideId) ?? 'over'
  return yotCode === null && personId !== null ? ofPerson(ctx, personId, basis) : 'may'
}

/**
 * Why nobody new is given a place on a date now, because its provider may not offer: a sentence; null where they may. Asked of the day
 * itself, so that nothing waits for a job. Why they may not is for the provider to say.
 */
export const whyRests = async (ctx: Ctx, course: Provided): Promise<string | null> =>
  (await standOf(ctx, course)) === 'may'
    ? null
    : 'Its provider may not offer here at present, so nobody new is given a place. Places that are booked stay; whoever has one is told what happens.'
