import { timingSafeEqual } from 'node:crypto'
import { fingerprint, seal, unseal } from '#services/accounts/index.ts'
import type { Ctx } from '#services/core/context.ts'

/*
 * What a reader without an account is known by, and what ends a subscription by one press. Made from the service's secret, so that
 * nothing of them is stored.
 */

/**
 * - `own briefing`      in a mail to the reader alone: they choose, confirm and end by it
 * - `end of briefing`   in the header of an issue alone, never in its body: it ends the subscription and can do nothing else
 */
type Purpose = 'own briefing' | 'end of briefing'

const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export const keyFor = ({ config }: Pick<Ctx, 'config'>, purpose: Purpose, subscriptionId: string): string =>
  `${subscriptionId}.${fingerprint(config, purpose, subscriptionId)}`

/** Whose key it is; null where we did not make it for this. */
export const subscriptionIn = (ctx: Pick<Ctx, 'config'>, purpose: Purpose, key: string): string | null => {
  const [id = ''] = key.split('.')
  if (!isId.test(id)) return null
  const [given, right] = [Buffer.from(key), Buffer.from(keyFor(ctx, purpose, id))]
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}

export const sealAddress = ({ config }: Ctx, address: string) => ({
  addressHash: fingerprint(config, 'address', `briefing ${address}`),
  address: seal(config, 'briefing address', address),
})

export const openAddress = ({ config }: Ctx, sealed: string): string | null =>
  unseal(config, 'briefing address', sealed)
