import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { type Letter, type Telling, tell } from '#services/notifications/index.ts'
import { tables } from './tables.ts'

/** Locks a post for a change, unless it changed since `version`. Gives the version it has then. */
export const claimPost = async (ctx: Ctx, postId: string, version: number): Promise<Result<number>> => {
  const { count } = await tables(ctx).post.updateMany({
    where: { id: postId, version },
    data: { version: { increment: 1 } },
  })
  return count === 1 ? ok(version + 1) : overtaken('This post')
}

type Change = { personId: string; postId: string; version: number; effectiveOn: string }

/**
 * Tells the rooms above that a person's posts changed: conflicts are checked again and their place in the bank follows,
 * now and once more on the day it takes effect, if that is to come.
 */
export const sayPostChanged = async (ctx: Ctx, { personId, postId, version, effectiveOn }: Change): Promise<void> => {
  const times = effectiveOn > ctx.clock.today() ? [undefined, dateFromIso(effectiveOn)] : [undefined]
  for (const topic of ['recheck-person', 'practice-changed']) {
    for (const availableAt of times) {
      const key = `${topic}:${postId}:${version}:${personId}${availableAt ? ':then' : ''}`
      await enqueue(ctx, { topic, key, payload: { personId }, ...(availableAt ? { availableAt } : {}) })
    }
  }
}

/** A letter about a post to a person, unless it says what they did themselves. */
export const writeTo = async (
  ctx: Ctx,
  personId: string,
  { about, occasion, ...letter }: Letter & Pick<Telling<'holding' | 'new-job' | 'import'>, 'about' | 'occasion'>,
): Promise<void> => {
  if (personId === ctx.actor.personId) return
  await tell(ctx, { people: [personId], about, occasion, kind: 'decision', letter })
}

/** The first day somebody is no longer in a post that they leave on `lastDay`. */
export const dayAfter = (lastDay: string): string => addDays(lastDay, 1)
