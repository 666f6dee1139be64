import { createHash } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { getCtx } from '#app/http/actor.ts'
import { briefingFeed, readAsked } from '#services/briefing/index.ts'

/** The last issues as an Atom feed, of everything or of the region that is asked for. */
export const loader = async (args: LoaderFunctionArgs) => {
  const { regions } = readAsked(new URL(args.request.url).searchParams)
  const body = await briefingFeed(await getCtx(args), regions[0] ?? null)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = {
    etag,
    'cache-control': 'public, max-age=300',
    'content-type': 'application/atom+xml; charset=utf-8',
  }
  const isSame = args.request.headers.get('if-none-match')?.replace(/^W\//, '') === etag
  return new Response(isSame ? null : body, { status: isSame ? 304 : 200, headers })
}
