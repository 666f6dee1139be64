import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { noteAgreedPlaces } from '#services/reviews/index.ts'
import { findings, placesOfAgreed } from './move-finding.ts'

/**
 * Opens the findings again that rest on an entry which has changed: what was agreed to is no longer what is there. Call in the
 * transaction of the change, with the review locked.
 */
export const unsettleFindings = async (
  ctx: Ctx,
  entry: { requestId: string; findings: readonly { findingId: string }[] },
): Promise<void> => {
  const ids = entry.findings.map(({ findingId }) => findingId).sort()
  for (const id of ids) {
    const row = await findings.lock(ctx, id)
    if (!row || row.status === 'dropped') continue
    const data = { edition: row.edition + 1 }
    if (row.status === 'agreed') await findings.move(asSystem(ctx), row, 'unsettled', { data })
    else await tables(ctx).finding.update({ where: { id }, data })
  }
  if (ids.length > 0) await noteAgreedPlaces(ctx, entry.requestId, await placesOfAgreed(ctx, entry.requestId))
}
