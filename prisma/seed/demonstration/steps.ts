import { allGrantsFor } from '#services/bank/index.ts'
import { type Actor, asActor } from '#services/core/access.ts'
import { clockFrom } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Result } from '#services/core/result.ts'
import { morningOf } from './identity.ts'
import { personId } from './people.ts'

/*
 * Work that is under way is done by the rooms themselves, each step as its person on its day, so that every check, mail and
 * audit entry is there as it would be.
 */

/** The value of a step that the demonstration needs to succeed. */
export const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`The demonstration could not be made: ${JSON.stringify(result.problem)}`)
  return result.value
}

/** The context as it was for this person on the morning of a day. */
export const as = async (ctx: Ctx, name: string, on: string): Promise<Ctx> => {
  const then = { ...ctx, clock: clockFrom(() => morningOf(on)) }
  const id = personId(name)
  const actor: Actor = { kind: 'person', personId: id, name, grants: await allGrantsFor(then, id) }
  return asActor(then, actor)
}
