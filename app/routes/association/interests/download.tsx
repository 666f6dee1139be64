import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.ts'
import { download } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { centralRegister } from '#services/conflicts/index.ts'

const headings = ['Person', 'Interest', 'With', 'From', 'Until', 'Declared on', 'Withdrawn on']

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { rows } = orThrow(await centralRegister(ctx, { page: null, isHistoryToo: true }))
  return download(args.request, `register-of-interests-${ctx.clock.today()}`, [
    headings,
    ...rows.map((row) => [row.person, row.kind, row.with, row.from, row.until, row.declaredOn, row.withdrawnOn]),
  ])
}
