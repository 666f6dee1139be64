import type { UnderWaySource } from '#services/core/under-way.ts'
import { openStatuses, statusWords } from './lifecycle.ts'
import { tables } from './tables.ts'

/** The actor's own application to the bank while it is open: people have at most one such. */
export const applicationUnderWay: UnderWaySource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const rows = await tables(ctx).application.findMany({
    where: { personId, status: { in: [...openStatuses] } },
    take: 1,
    select: { ref: true, status: true },
  })
  return rows.map(({ ref, status }) => ({
    title: `Your application to the bank (${ref})`,
    href: `/apply/${ref}`,
    stands: statusWords[status],
  }))
}
