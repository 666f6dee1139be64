import type { Ctx } from '#services/core/context.ts'
import { readConcern, type WholeConcern } from './concerns.ts'
import type { Appealed } from './outcomes.ts'
import { tables } from './tables.ts'

/** The concern that an appeal is of, with what was decided of it last. */
export const firstOf = async (
  ctx: Ctx,
  { kind, subjectKind, subjectId }: WholeConcern,
): Promise<WholeConcern | null> => (kind === 'appeal' && subjectKind === 'concern' ? readConcern(ctx, subjectId) : null)

/** What was decided of each point last. */
export const lastOutcomes = (concern: WholeConcern) => concern.points.map((point) => point.outcomes.at(-1) ?? null)

/** What an appeal is of, as its outcomes are chosen; null for what is no appeal of a concern. */
export const appealedOf = async (ctx: Ctx, concern: WholeConcern): Promise<Appealed> => {
  const first = await firstOf(ctx, concern)
  if (first === null) return null
  const last = lastOutcomes(first)
  return {
    points: first.points.map((point, at) => ({
      kind: first.kind,
      reason: point.reason,
      outcome: last[at]?.outcome ?? '',
    })),
  }
}

/** The reference of its appeal, whatever came of it; null where there was none. */
export const appealRefOf = async (ctx: Ctx, concernId: string): Promise<string | null> =>
  (
    await tables(ctx).concern.findFirst({
      where: { kind: 'appeal', subjectKind: 'concern', subjectId: concernId },
      select: { ref: true },
    })
  )?.ref ?? null

/** Whether there has been an appeal: there is one. */
export const wasAppealed = async (ctx: Ctx, concernId: string): Promise<boolean> =>
  (await appealRefOf(ctx, concernId)) !== null
