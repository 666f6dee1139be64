import type { CaseKind } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Activity, activities } from './facts.ts'
import { tables } from './tables.ts'

/** Who is blocked from which of these cases in one activity, as far as the checks so far have found. One statement. */
export const blockedIn = async (
  ctx: Ctx,
  about: { kind: CaseKind; ids: readonly string[]; activity: Activity },
): Promise<{ caseId: string; personId: string }[]> =>
  tables(ctx).conflict.findMany({
    where: {
      caseKind: about.kind,
      caseId: { in: [...about.ids] },
      activity: about.activity,
      effect: 'block',
      status: { in: ['detected', 'declared', 'confirmed'] },
      OR: [{ effectUntil: null }, { effectUntil: { gte: dateFromIso(ctx.clock.today()) } }],
    },
    select: { caseId: true, personId: true },
    distinct: ['caseId', 'personId'],
  })

/** Who is blocked from a case in whatever they would do there: to them it does not exist. */
export const blockedAnywhere = async (ctx: Ctx, { kind, id }: CaseRef): Promise<Set<string>> => {
  const found = await Promise.all(activities.map((activity) => blockedIn(ctx, { kind, ids: [id], activity })))
  return new Set(found.flat().map(({ personId }) => personId))
}
