import type { LoaderFunctionArgs } from '@remix-run/node'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { download } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { placesTable } from '#services/courses/index.ts'

/** Who has a place, as a table to keep. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ref = pathPart(args, 'ref')
  const rows = orThrow(await placesTable(await requireActor(args), ref))
  return download(args.request, ref, rows)
}
