import type { Ctx } from '#services/core/context.ts'
import { repeatableLinkKey } from '#services/core/link-key.ts'

/** The key in a link that needs no account: each issue has its own, so that another owner's ends the one before. */
export const keyFor = (ctx: Ctx, kind: 'action' | 'share', id: string, issue = 1): string =>
  repeatableLinkKey(ctx, `${kind}:${id}:${issue}`)
