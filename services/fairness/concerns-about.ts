import type { Ctx } from '#services/core/context.ts'
import { officersConcerns } from './concerns.ts'
import { kinds } from './kinds.ts'
import { concernLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** A complaint or a look at somebody's standing that is not decided yet, for who may know of it. */
export type ConcernAbout = { personId: string; ref: string; title: string; state: string }

/**
 * Complaints, and looks at standing, in which people are the other side and that are not over: of the concerns that the reader may know
 * of, and none besides, so that neither a count nor a gap tells of another.
 * @param personIds whose; everybody's when null
 */
export const concernsAbout = async (ctx: Ctx, personIds: readonly string[] | null): Promise<ConcernAbout[]> => {
  const visible = await officersConcerns(ctx)
  if (visible === null || personIds?.length === 0) return []
  const isAboutThem = { side: 'other' as const, personId: personIds === null ? { not: null } : { in: [...personIds] } }
  const rows = await tables(ctx).concern.findMany({
    where: {
      AND: [visible],
      kind: { in: ['complaint', 'standing'] },
      status: { notIn: concernLife.marked('over') },
      parties: { some: isAboutThem },
    },
    orderBy: [{ openedOn: 'asc' }, { id: 'asc' }],
    select: { ref: true, kind: true, status: true, parties: { where: isAboutThem, select: { personId: true } } },
  })
  return rows.flatMap(({ ref, kind, status, parties }) =>
    parties.flatMap(({ personId }) =>
      personId === null ? [] : [{ personId, ref, title: kinds[kind].title, state: concernLife.states[status] }],
    ),
  )
}
