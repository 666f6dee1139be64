import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { decisionLife } from './lifecycle.ts'
import { knownDecisions, sidesOf } from './policy.ts'
import { tables } from './tables.ts'

/** What a published decision's versions are sealed as. */
export const textKind = 'decision'

/** Decisions of the log and their moves, by reference. */
export const decisions = keep(decisionLife, {
  kind: 'decision',
  table: 'Decision',
  find: (ctx, ref) =>
    tables(ctx).decision.findFirst({
      where: { ref, ...knownDecisions(ctx.actor) },
      select: { id: true, body: true, region: true },
    }),
  sidesOf: ({ actor }, found) => sidesOf(actor, found),
  read: (ctx, id) => tables(ctx).decision.findUnique({ where: { id } }),
  write: (ctx: Ctx, { id }, data: Prisma.DecisionUncheckedUpdateInput) =>
    tables(ctx).decision.update({ where: { id }, data }),
})
