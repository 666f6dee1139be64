import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import type { careSchema, Input, removeObjectionSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { changeDraft } from './change-draft.ts'

type PeopleInput = Input<typeof careSchema> & { personId?: string | undefined; reason?: string | undefined }

/**
 * Saves all that the page about people asks: whether people from neighbouring services are to be treated with care, and,
 * where somebody of the bank is named, that the service would rather not have them. Silent: they never learn of it, and
 * everyone else is only told that they are not available.
 */
export const savePeople = (ctx: Ctx, input: PeopleInput) =>
  changeDraft(ctx, input, 'people', async (ctx, { id: requestId }) => {
    const { personId, isNeighbourSensitive } = input
    await tables(ctx).reviewRequest.update({ where: { id: requestId }, data: { isNeighbourSensitive } })
    if (personId === undefined) return ok(undefined)
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
