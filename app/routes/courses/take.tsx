import type { ActionFunctionArgs } from '@remix-run/node'
import { getCtx, pathId, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { goOn } from '#app/http/go-on.ts'
import { orThrow, pageNotFound } from '#app/http/respond.ts'
import { takeResource, takeSchema } from '#services/courses/index.ts'

const pageOf = (args: ActionFunctionArgs) => `/offerings/${pathPart(args, 'slug')}/resources/${pathId(args, 'id')}`

/** There is nothing here without pressing. */
export const loader = () => {
  throw pageNotFound()
}

/** Takes a resource: a file to keep and never to show in the browser, or on to where its link stands. */
export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  // Twice: it is taken once for a service, and given as often as somebody asks.
  const form = await parseForm(args.request, takeSchema)
  const chosen = form.ok ? form.value.yotCode : undefined
  const result = await takeResource(ctx, pathPart(args, 'slug'), pathId(args, 'id'), chosen)
  // Its own page asks for which service.
  if (!result.ok && result.problem.kind === 'invalid') return goOn(pageOf(args))
  const taken = orThrow(result)
  if (taken.kind === 'link') return goOn(pageOf(args))
  const plain = taken.fileName.replace(/[^\x20-\x7e]/g, '_')
  return new Response(Buffer.from(taken.bytes), {
    headers: {
      'content-type': taken.type,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(taken.fileName)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
