import { createHash, createHmac } from 'node:crypto'
import type { Ctx } from '#services/core/context.ts'

/**
 * The key in a link that needs no account. Made from the service's secret, so that a reminder can repeat it though only its
 * hash is stored; each issue has its own, so that another owner's ends the one before.
 */
export const keyFor = (ctx: Ctx, kind: 'action' | 'share', id: string, issue = 1): string =>
  createHmac('sha256', ctx.config.sessionSecret).update(`${kind}:${id}:${issue}`).digest('base64url')

export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')
