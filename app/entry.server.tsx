import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { NonceContext } from '#app/components/layout/nonce.ts'
import { problemOf } from '#app/components/layout/problem-page.tsx'
import { RequestSearchContext } from '#app/components/table/request-search.ts'
import { download } from '#app/http/download.ts'
import { nameOfPage, rowsOfTable } from '#app/http/taken-table.ts'
import { troubleOf } from '#services/core/database-trouble.ts'

/**
 * Pages are documents: each is rendered whole before its first byte, so a failure is still a clean error page, and a table that it shows
 * can be taken from it as a file.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const { search, searchParams } = new URL(request.url)
  const html = renderToStaticMarkup(
    <NonceContext.Provider value={nonce}>
      <RequestSearchContext.Provider value={search}>
        <RemixServer context={entry} url={request.url} nonce={nonce} />
      </RequestSearchContext.Provider>
    </NonceContext.Provider>,
  )
  const rows = status === 200 ? rowsOfTable(html, searchParams.get('table') ?? '') : null
  if (rows) {
    const file = await download(request, nameOfPage(html), rows)
    for (const [name, value] of file.headers) headers.set(name, value)
    return new Response(file.body, { status, headers })
  }
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
