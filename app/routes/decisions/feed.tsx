import type { LoaderFunctionArgs } from '@remix-run/node'
import { getCtx } from '#app/http/actor.ts'
import { atomResponse } from '#app/http/atom.ts'
import { decisionFeed } from '#services/decisions/index.ts'

/** The decisions that were published last, for readers of feeds. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const entries = await decisionFeed(ctx)
  return atomResponse(ctx, {
    title: 'Decision log',
    path: '/decisions',
    self: '/decisions/feed',
    entries: entries.map(({ ref, decided, body, ...entry }) => ({
      ...entry,
      path: `/decisions/${ref}`,
      summary: decided,
      by: body,
    })),
  })
}
