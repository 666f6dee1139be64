import type { Ctx } from '#services/core/context.ts'
import { officersConcerns } from './concerns.ts'
import { kinds } from './kinds.ts'
import { tables } from './tables.ts'

/** What a suspension rests on, for who may know of it. */
export type SuspensionCause = { ref: string; title: string }

const idsOf = (restsOn: readonly string[], kind: string) =>
  restsOn.flatMap((one) => (one.startsWith(`${kind}:`) ? [one.slice(kind.length + 1)] : []))

/** Which concern each of these suspensions rests on, of the concerns that the reader may know of; the others are left out. */
export const suspensionCauses = async (
  ctx: Ctx,
  restsOn: readonly string[],
): Promise<ReadonlyMap<string, SuspensionCause>> => {
  const visible = await officersConcerns(ctx)
  if (visible === null || restsOn.length === 0) return new Map()
  const [measures, outcomes] = await Promise.all([
    tables(ctx).concernMeasure.findMany({
      where: { id: { in: idsOf(restsOn, 'measure') } },
      select: { id: true, concernId: true },
    }),
    tables(ctx).concernOutcome.findMany({
      where: { id: { in: idsOf(restsOn, 'outcome') } },
      select: { id: true, point: { select: { concernId: true } } },
    }),
  ])
  const concernOf = new Map([
    ...measures.map(({ id, concernId }) => [`measure:${id}`, concernId] as const),
    ...outcomes.map(({ id, point }) => [`outcome:${id}`, point.concernId] as const),
  ])
  const concerns = await tables(ctx).concern.findMany({
    where: { AND: [visible, { id: { in: [...concernOf.values()] } }] },
    select: { id: true, ref: true, kind: true },
  })
  return new Map(
    [...concernOf].flatMap(([key, concernId]) => {
      const found = concerns.find(({ id }) => id === concernId)
      return found ? [[key, { ref: found.ref, title: kinds[found.kind].title }] as const] : []
    }),
  )
}
