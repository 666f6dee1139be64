import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type StepKey, stepKeys } from './stages.ts'
import { tables } from './tables.ts'
import type { SaidOfSteps } from './timeline.ts'

const isStep = (key: string): key is StepKey => stepKeys.some((one) => one === key)

/** What was said last of each step of these reviews. One statement. */
export const saidOfSteps = async (ctx: Ctx, reviewIds: readonly string[]): Promise<Map<string, SaidOfSteps>> => {
  const rows = await tables(ctx).stepSaid.findMany({
    where: { requestId: { in: [...reviewIds] } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  const said = new Map<string, SaidOfSteps>()
  for (const { requestId, step, isDone, on, by, note } of rows) {
    if (!isStep(step)) continue
    said.set(requestId, { ...said.get(requestId), [step]: { isDone, on: on && isoFromDate(on), by, note } })
  }
  return said
}

/** Keeps what somebody said of a step. Call in a transaction that locked the review and asked who may. */
export const keepWord = async (
  ctx: Ctx,
  reviewId: string,
  { step, isDone, on, note }: { step: StepKey; isDone: boolean; on: string | null; note: string },
): Promise<void> => {
  await tables(ctx).stepSaid.create({
    data: {
      requestId: reviewId,
      step,
      isDone,
      on: on === null ? null : dateFromIso(on),
      note,
      byId: ctx.actor.personId ?? '',
      by: ctx.actor.name,
      at: ctx.clock.now(),
    },
  })
}
