import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { caseOf } from './parties.ts'
import { tables } from './tables.ts'

/** Takes somebody's place away and strikes their view; nobody is told why. They are not drawn in this chain again. */
export const releasePlace = async (ctx: Ctx, viewId: string): Promise<void> => {
  const view = await tables(ctx).concernView.update({
    where: { id: viewId },
    data: { releasedAt: ctx.clock.now(), points: [], recordedAt: null },
    select: { concernId: true },
  })
  await audit(ctx, {
    event: 'concern.decider-released',
    subject: { kind: 'concern', id: view.concernId },
    case: caseOf(view.concernId),
  })
}
