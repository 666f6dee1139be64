import type { Ctx } from '#services/core/context.ts'
import { standardWeights, type Weights, weightsSchema } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** The newest published settings of the matcher; the standard ones until others are published. */
export const weightsInForce = async (ctx: Ctx): Promise<Weights> => {
  const newest = await tables(ctx).weightSet.findFirst({ orderBy: { version: 'desc' } })
  return newest ? weightsSchema.parse(newest.settings) : standardWeights
}
