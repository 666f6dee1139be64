import type { Ctx } from '#services/core/context.ts'
import { type Silence, startSilence } from '#services/core/life/silence.ts'
import { ok } from '#services/core/result.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { requestPath, tell } from '#services/reviews/case/mails.ts'
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
    select: { requestId: true, text: true },
  })

const remind = (which: keyof typeof remindAfter) => async (ctx: Ctx, id: string) => {
  const { requestId, text } = await remarkOf(ctx, id)
  const { ref, caseHolderId, status, yot } = await lockReview(ctx, requestId)
  if (status !== 'team_proposed' && status !== 'confirmed') return ok(undefined)
  await tell(ctx, requestId, `remark-waits:${id}:${which}`, [caseHolderId], {
    subject: `${yot.name} still waits for your answer (${ref})`,
    lines: [
      text,
      which === 'first'
        ? 'They said this and nobody has answered them yet.'
        : 'They said this and nobody has answered them yet. There is no further reminder.',
    ],
    action: { text: 'Read it and answer', path: requestPath(ref) },
  })
  return ok(undefined)
}

/** What the service said and nobody answers (an answer stops the clock): whoever looks after the case is reminded, twice. */
export const remarkSilence: Silence = {
  kind: remarkClock,
  lock: async (ctx, id) => lockReview(ctx, (await remarkOf(ctx, id)).requestId),
  warn: remind('first'),
  end: remind('last'),
}
