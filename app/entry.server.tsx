import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { NonceContext } from '#app/components/layout/nonce.ts'
import { problemOf } from '#app/components/layout/problem-page.tsx'
import { troubleOf } from '#services/core/database-trouble.ts'

/** Pages are documents: each is rendered whole before its first byte, so a failure is still a clean error page. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  { nonce }: AppLoadContext,
): Response {
  const html = renderToStaticMarkup(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={entry} url={request.url} nonce={nonce} />
    </NonceContext.Provider>,
  )
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(`<!DOCTYPE html>${html}`, { status, headers })
}

/** Called by Remix for whatever a loader or action throws by accident; the browser is told only the request id. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (request.signal.aborted) return
  // A download or another page of its own was refused on purpose; Remix would answer JSON that tells nobody anything.
  if (isRouteErrorResponse(error) && error.status < 500) {
    context.refusedWith = { status: error.status, ...problemOf(error) }
    return
  }
  context.trouble = troubleOf(error) ?? undefined
  const { name, stack } = error instanceof Error ? error : new Error(String(error))
  context.log.error({ requestId: context.requestId, error: name, stack: withoutMessage(stack) }, 'page failed')
}

/** An error's message may quote what a person typed; where it happened never does. */
const withoutMessage = (stack: string | undefined) =>
  stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
