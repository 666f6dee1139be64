import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Silence, startSilence } from '#services/core/life/silence.ts'
import { ok } from '#services/core/result.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { remind, requestPath } from '#services/reviews/case/mails.ts'
import { lockReview } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'

export const remarkClock = 'remark'

/** An answer to what the service says is reminded of after so many working days, and once more. */
const remindAfter = { first: 3, last: 6 } as const

/** Starts the clock of a remark. Call in the transaction that made it. */
export const awaitAnswerToRemark = (ctx: Ctx, id: string): Promise<void> => {
  const today = ctx.clock.today()
  return startSilence(ctx, {
    kind: remarkClock,
    subjectId: id,
    lastDay: addWorkingDays(today, remindAfter.last),
    warnOn: [addWorkingDays(today, remindAfter.first)],
  })
}

const remarkOf = (ctx: Ctx, id: string) =>
  tables(ctx).remark.findUniqueOrThrow({
    where: { id },
    select: { requestId: true, text: true, at: true },
  })

const remindOf = (which: keyof typeof remindAfter) => async (ctx: Ctx, id: string) => {
  const { requestId, text, at } = await remarkOf(ctx, id)
  const { ref, caseHolderId, status, yot } = await lockReview(ctx, requestId)
  if (status !== 'team_proposed' && status !== 'confirmed') return ok(undefined)
  await remind(ctx, requestId, `remark-waits:${id}:${which}`, [caseHolderId], {
    on: addWorkingDays(londonDate(at), remindAfter.first),
    what: `answer what ${yot.name} said (${ref})`,
    more: which === 'first' ? text : `${text} There is no further reminder.`,
    path: requestPath(ref),
  })
  return ok(undefined)
}

/** What the service said and nobody answers (an answer stops the clock): whoever looks after the case is reminded, twice. */
export const remarkSilence: Silence = {
  kind: remarkClock,
  lock: async (ctx, id) => lockReview(ctx, (await remarkOf(ctx, id)).requestId),
  warn: remindOf('first'),
  end: remindOf('last'),
}
