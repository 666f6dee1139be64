import type { LoaderFunctionArgs } from '@remix-run/node'
import { pathId, pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { openDocument } from '#services/fieldwork/index.ts'

/** A version of a document, to keep and never to show in the browser: what is in it is somebody else's. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const file = orThrow(await openDocument(ctx, pathPart(args, 'ref'), pathId(args, 'id'), pathNumber(args, 'number')))
  const plain = file.fileName.replace(/[^\x20-\x7e]/g, '_')
  return new Response(Buffer.from(file.bytes), {
    headers: {
      'content-type': file.type,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
