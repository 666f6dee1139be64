import { randomUUID } from 'node:crypto'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { isWithinLimit } from './attempts.ts'
import type { SignInInput } from './schema.ts'
import { fingerprint } from './token.ts'

/** Minutes for which a sign-in link works. */
export const linkMinutes = 15

const perAddress = { most: 5, withinMinutes: 15 }
/** A whole council may share one network address. */
const perSource = { most: 40, withinMinutes: 15 }

/**
 * Asks for a sign-in link to be sent to an address. Answers the same, after the same work, whether anybody has that address:
 * who it belongs to is looked up when the mail is made (send-sign-in-link.ts).
 *
 * @param source network address the request came from; only a fingerprint of it is kept, for a day
 * @returns refused when too many links were asked for to this address or from this source
 */
export const requestSignInLink = async (ctx: Ctx, input: SignInInput, source: string): Promise<Result<null>> => {
  const { config } = ctx
  const counts = await Promise.all([
    isWithinLimit(ctx, { key: fingerprint(config, 'address', input.address), ...perAddress }),
    isWithinLimit(ctx, { key: fingerprint(config, 'source', source), ...perSource }),
  ])
  if (counts.includes(false)) {
    return refused(`Too many sign-in links have been asked for. Wait ${linkMinutes} minutes, then ask for one more.`)
  }
  await enqueue(ctx, {
    topic: 'sign-in-link',
    key: `sign-in-link:${randomUUID()}`,
    payload: { address: input.address, returnTo: input.returnTo ?? null, personId: null },
  })
  return ok(null)
}
