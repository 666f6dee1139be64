import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { organisationKey } from '#services/yots/index.ts'
import { tables } from './tables.ts'

/** Whom somebody declared a tie with: organisations by their comparable names, and people. */
export type DeclaredTies = { organisations: Set<string>; people: Set<string> }

/**
 * The organisations and people that each of these declared an interest in that holds today, whatever its kind. For rooms that keep
 * somebody away from deciding on an organisation. One statement.
 */
export const declaredTies = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, DeclaredTies>> => {
  const today = dateFromIso(ctx.clock.today())
  const rows = await tables(ctx).interest.findMany({
    where: {
      personId: { in: [...personIds] },
      withdrawnAt: null,
      OR: [{ until: null }, { until: { gte: today } }],
    },
    select: {
      personId: true,
      organisation: true,
      otherPersonId: true,
      registered: { select: { names: { select: { key: true } } } },
    },
  })
  const ties = new Map<string, DeclaredTies>(
    personIds.map((id) => [id, { organisations: new Set(), people: new Set() }]),
  )
  for (const { personId, organisation, otherPersonId, registered } of rows) {
    const own = ties.get(personId)
    if (organisation) own?.organisations.add(organisationKey(organisation))
    for (const { key } of registered?.names ?? []) own?.organisations.add(key)
    if (otherPersonId !== null) own?.people.add(otherPersonId)
  }
  return ties
}
