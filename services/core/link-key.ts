import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Ctx } from './context.ts'

/** A key for a link that needs no account, drawn anew: whoever has it is whom it was sent to. Only its hash is kept. */
export const newLinkKey = (): string => randomBytes(24).toString('base64url')

/**
 * The same made from the service's secret and what it is for, so that a reminder can repeat it though only its hash is kept. What it is for
 * says its issue, so that another's ends the one before.
 */
export const repeatableLinkKey = ({ config }: Pick<Ctx, 'config'>, what: string): string =>
  createHmac('sha256', config.sessionSecret).update(what).digest('base64url')

/** What is kept of a key. */
export const hashOfLinkKey = (key: string): string => createHash('sha256').update(key).digest('hex')
