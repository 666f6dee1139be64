import type { LoaderFunctionArgs } from '@remix-run/node'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow, pageNotFound } from '#app/http/respond.ts'
import { rooms } from '#services/exchange.ts'
import { myData, myDataPage } from '#services/insight/index.ts'

/** Rows of each kind: more than anybody has. */
const most = 100_000

/** Everything held about the reader, to take away: my-data.json or my-data.html. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const file = pathPart(args, 'file')
  if (file !== 'my-data.json' && file !== 'my-data.html') throw pageNotFound()
  const isJson = file === 'my-data.json'
  const data = orThrow(await myData(ctx, { most, isForReading: !isJson, rooms }))
  return new Response(isJson ? JSON.stringify(data, null, 2) : myDataPage(data), {
    headers: {
      'Content-Type': isJson ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file}"`,
      'Cache-Control': 'no-store',
    },
  })
}
