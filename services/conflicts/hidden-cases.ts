import type { Prisma } from '#prisma/generated/client.ts'
import type { CaseKind } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** Conflicts that block somebody today. */
const blocksOn = (ctx: Ctx) =>
  ({
    effect: 'block',
    status: { in: ['detected', 'declared', 'confirmed'] },
    OR: [{ effectUntil: null }, { effectUntil: { gte: dateFromIso(ctx.clock.today()) } }],
  }) satisfies Prisma.ConflictWhereInput

/** Cases of one kind that any of these people is blocked from, in whatever capacity, with who. One statement. */
export const casesBlockedFor = async (
  ctx: Ctx,
  kind: CaseKind,
  personIds: readonly string[],
): Promise<{ caseId: string; personId: string }[]> =>
  personIds.length === 0
    ? []
    : tables(ctx).conflict.findMany({
        where: {
          ...blocksOn(ctx),
          personId: { in: [...personIds] },
          caseKind: kind,
        },
        select: { caseId: true, personId: true },
        distinct: ['caseId', 'personId'],
      })

/**
 * Ids of the cases of one kind that this actor is blocked from, in whatever capacity. Lists leave them out; the host's
 * own people are let in by their room before it asks.
 */
export const hiddenCaseIds = async (ctx: Ctx, kind: CaseKind): Promise<string[]> => {
  const { personId } = ctx.actor
  return (await casesBlockedFor(ctx, kind, personId === null ? [] : [personId])).map(({ caseId }) => caseId)
}

/** Ids of the cases of every kind that this actor is blocked from. One statement. */
export const allHiddenCaseIds = async (ctx: Ctx): Promise<string[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const rows = await tables(ctx).conflict.findMany({
    where: { ...blocksOn(ctx), personId },
    select: { caseId: true },
    distinct: ['caseId'],
  })
  return rows.map(({ caseId }) => caseId)
}

/**
 * Whether any of a conflict's facts is a review that must not exist for this actor: who was on whose team then is not for
 * them to read. One statement, whatever the number of conflicts.
 */
export const restsOnHiddenCase = async (
  ctx: Ctx,
): Promise<(facts: readonly { recordId?: string | undefined }[]) => boolean> => {
  const hidden = new Set(await hiddenCaseIds(ctx, 'review_request'))
  return (facts) => facts.some(({ recordId }) => recordId !== undefined && hidden.has(recordId))
}
