import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.ts'
import { csvOf, csvResponse } from '#app/http/csv.ts'
import { orThrow } from '#app/http/respond.ts'
import { centralRegister } from '#services/conflicts/register-of-interests.ts'

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { rows } = orThrow(await centralRegister(ctx, { page: null, isHistoryToo: true }))
  const header = ['Person', 'Interest', 'With', 'From', 'Until', 'Declared on', 'Withdrawn on']
  return csvResponse(
    `register-of-interests-${ctx.clock.today()}`,
    csvOf(
      header,
      rows.map((row) => [row.person, row.kind, row.with, row.from, row.until, row.declaredOn, row.withdrawnOn]),
    ),
  )
}
