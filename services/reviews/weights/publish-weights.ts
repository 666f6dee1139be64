import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { weightsSchema } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { jsonOf } from '#services/reviews/team/plan-of.ts'
import { weightsInForce } from '#services/reviews/team/weights-in-force.ts'
import { fieldChanges, toFields } from './fields.ts'
import { onlyPublishers } from './weights-page.ts'

/**
 * Puts weights that were tried in force, as the next version, with the reason that was given; proposals and rounds made before keep the
 * version they were made under. Stale when another version was published since they were tried. Pressing twice does it once.
 */
export const publishWeights = (ctx: Ctx, { id }: { id: string }): Promise<Result<{ version: number }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!may(ctx.actor, 'weights.publish')) return onlyPublishers()
    const { personId } = ctx.actor
    if (personId === null) return onlyPublishers()
    const { weightTrial, weightSet } = tables(ctx)
    const row = await weightTrial.findUnique({ where: { id } })
    if (!row) return notFound()
    if (row.publishedVersion !== null) return ok({ version: row.publishedVersion })
    if (row.status === 'running')
      return refused('These weights are still being tried. Wait until you can see what would change.')
    if (row.status !== 'planned') return refused('Trying these weights came to no end. Try them again first.')
    const inForce = await weightsInForce(ctx)
    const version = row.basedOn + 1
    const settings = weightsSchema.parse(row.settings)
    // Taken already when another version was published since.
    const written = await weightSet.createMany({
      data: [
        {
          version,
          settings: jsonOf(settings),
          note: row.reason,
          publishedAt: ctx.clock.now(),
          publishedById: personId,
        },
      ],
      skipDuplicates: true,
    })
    if (written.count === 0) return overtaken('The weights in force')
    await weightTrial.update({ where: { id }, data: { publishedVersion: version } })
    await audit(ctx, {
      event: 'weights.published',
      subject: { kind: 'weight-set', id: String(version) },
      data: { version, changed: fieldChanges(toFields(inForce), toFields(settings)).map(({ name }) => name) },
    })
    return ok({ version })
  })
