import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.ts'
import { download } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { gapSheet } from '#services/insight/index.ts'

/** The published quarters as a file: what the sheet says. */
export const loader = async (args: LoaderFunctionArgs) => {
  const { today, quarters } = orThrow(await gapSheet(await requireActor(args)))
  return download(args.request, `gaps-${today}`, [
    ['Published', 'Noted from', 'Noted until', 'Theme', 'Where', 'Gaps', 'Met since', 'Half of those within weeks'],
    ...quarters.flatMap(({ publishedOn, from, until, rows }) =>
      rows.map(({ theme, where, count, met, weeks }) => [publishedOn, from, until, theme, where, count, met, weeks]),
    ),
  ])
}
