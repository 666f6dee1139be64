import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import type { Input, removeWindowSchema, windowSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { mostWindows, windowProblem } from '#services/reviews/case/windows.ts'
import { changeDraft } from './change-draft.ts'

/** Adds dates that the service could do: long enough, within one Monday to Friday, not too soon, at most five sets. */
export const addWindow = (ctx: Ctx, input: Input<typeof windowSchema>) =>
  changeDraft(ctx, input, 'dates', async (ctx, { id: requestId, days }) => {
    const rows = await tables(ctx).candidateWindow.findMany({ where: { requestId } })
    if (rows.length >= mostWindows) return invalid({ startsOn: `You can give at most ${mostWindows} sets of dates` })
    const others = rows.map((row) => ({ startsOn: isoFromDate(row.startsOn), endsOn: isoFromDate(row.endsOn) }))
    const problem = windowProblem(input, { today: ctx.clock.today(), days, others })
    if (problem) return invalid({ [problem.field]: problem.why })
    const { startsOn, endsOn } = input
    return ok(
      await tables(ctx).candidateWindow.create({
        data: { requestId, startsOn: dateFromIso(startsOn), endsOn: dateFromIso(endsOn) },
      }),
    )
  })

/** Takes dates away. */
export const removeWindow = (ctx: Ctx, input: Input<typeof removeWindowSchema>) =>
  changeDraft(ctx, input, 'dates', async (ctx, { id: requestId }) =>
    ok(await tables(ctx).candidateWindow.deleteMany({ where: { id: input.windowId, requestId } })),
  )
