import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import { changeDraft } from './change-draft.ts'
import type { careSchema, Input, objectionSchema, removeObjectionSchema } from './schema.ts'
import { tables } from './tables.ts'

/**
 * Names somebody of the bank whom the service would rather not have. Silent: they never learn of it, and everyone else is
 * only told that they are not available.
 */
export const addObjection = (ctx: Ctx, input: Input<typeof objectionSchema>) =>
  changeDraft(ctx, input, 'people', async (ctx, { id: requestId }) => {
    const { personId } = input
    const reason = input.reason || null
    const isInBank = (await ctx.db.standing.count({ where: { personId } })) > 0
    if (!isInBank) return invalid({ personId: 'Choose somebody who is in the bank' })
    return ok(
      await tables(ctx).objection.upsert({
        where: { requestId_personId: { requestId, personId } },
        create: { requestId, personId, reason, createdAt: ctx.clock.now() },
        update: { reason },
      }),
    )
  })

/** Takes such a name back. */
export const removeObjection = (ctx: Ctx, input: Input<typeof removeObjectionSchema>) =>
  changeDraft(ctx, input, 'people', async (ctx, { id: requestId }) =>
    ok(await tables(ctx).objection.deleteMany({ where: { requestId, personId: input.personId } })),
  )

/** Saves whether people from neighbouring services are to be treated with care. */
export const saveCare = (ctx: Ctx, input: Input<typeof careSchema>) =>
  changeDraft(ctx, input, 'people', async (ctx, { id }) =>
    ok(
      await tables(ctx).reviewRequest.update({
        where: { id },
        data: { isNeighbourSensitive: input.isNeighbourSensitive },
      }),
    ),
  )
