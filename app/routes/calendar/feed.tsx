import type { LoaderFunctionArgs } from '@remix-run/node'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { pageNotFound } from '#app/http/respond.ts'
import { fetchFeed } from '#services/calendars/index.ts'
import { rooms } from '#services/exchange.ts'

const plain = (status: number, words: string, headers: Record<string, string> = {}) =>
  new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })

/** A calendar as programs fetch it: whoever has its secret address is its owner. */
export const loader = async (args: LoaderFunctionArgs) => {
  const [, token] = /^([\w-]+)\.ics$/.exec(pathPart(args, 'token')) ?? []
  if (token === undefined) throw pageNotFound()
  const known = args.request.headers.get('if-none-match')?.replace(/^W\//, '') ?? null
  const found = await fetchFeed(await getCtx(args), rooms, { token, known })
  const kept = { 'cache-control': 'private, no-cache' }
  switch (found.kind) {
    case 'unknown':
      throw pageNotFound()
    case 'gone':
      return plain(410, 'This calendar was ended.')
    case 'too-often':
      return plain(429, 'This calendar is fetched too often. Once an hour is enough.', { 'retry-after': '3600' })
    case 'unchanged':
      return new Response(null, { status: 304, headers: { etag: found.etag, ...kept } })
    case 'calendar':
      return new Response(found.text, {
        headers: {
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': 'inline; filename="critical-friend.ics"',
          etag: found.etag,
          ...kept,
        },
      })
  }
}
