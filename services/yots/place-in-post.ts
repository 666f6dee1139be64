import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { levelOfTitle } from './level-of-title.ts'
import { sayPostChanged } from './post-changed.ts'
import { tables } from './tables.ts'

/** A post of their own on the service's books, unless they hold one there already. */
export const placeInPost = async (
  ctx: Ctx,
  { personId, yotCode, title }: { personId: string; yotCode: string; title: string },
): Promise<void> => {
  const { post, holding } = tables(ctx)
  const today = dateFromIso(ctx.clock.today())
  const held = await holding.count({
    where: { personId, yotCode, postId: { not: null }, OR: [{ until: null }, { until: { gte: today } }] },
  })
  if (held > 0) return
  // Nobody comes to speak for a service by asking to join: a head is put in post on the service's own page.
  const level = levelOfTitle(title) === 'second_tier' ? 'second_tier' : 'manager'
  const made = await post.create({
    data: { yotCode, title, level, createdOn: today },
    select: { id: true, version: true },
  })
  const { id } = await holding.create({
    data: { personId, yotCode, postId: made.id, title, level, kind: 'substantive', from: today },
    select: { id: true },
  })
  await audit(ctx, {
    event: 'holding.started',
    subject: { kind: 'holding', id },
    yotCode,
    data: { postId: made.id, personId },
  })
  await sayPostChanged(ctx, { personId, postId: made.id, version: made.version, effectiveOn: ctx.clock.today() })
}
