import type { LoaderFunctionArgs } from '@remix-run/node'
import { dateAndTime } from '#app/components/dates.ts'
import { requireActor } from '#app/http/actor.ts'
import { readAuditFilter } from '#app/http/audit-filter.ts'
import { download } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { findAuditPage } from '#services/insight/index.ts'

/** The audit log as it is filtered, with the columns of its page. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { filter } = readAuditFilter(args.request)
  const { rows } = orThrow(await findAuditPage(ctx, null, filter))
  return download(args.request, `audit-log-${ctx.clock.today()}`, [
    ['When', 'What', 'Who', 'About', 'Details'],
    ...rows.map(({ at, event, actor, about, more }) => [dateAndTime(at), event, actor, about, more]),
  ])
}
