import type { IssueStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'

type IssueTraits = {
  /** ISO day. */
  day: string
  status?: IssueStatus
  isMonthly?: boolean
  version?: number
  /** ISO day from which it tells; two weeks before its own when left out. */
  from?: string
  /** What went; nothing when left out, of one that went. */
  frozen?: { fortnight: object[]; month: object[] | null; parts: { region: string | null; text: string }[] }
  /** Whether a move says how it came there. */
  isNoted?: boolean
}

/** An issue of the briefing, put straight into the tables as its use cases would. */
export const makeIssue = async (ctx: Ctx, traits: IssueTraits): Promise<{ id: string; ref: string }> => {
  const { day, status = 'open', isMonthly = false, version = 1, from = addDays(day, -14) } = traits
  const id = newId()
  const went = ['sending', 'sent', 'corrected'].includes(status)
  const at = londonInstant(day, '08:00')
  await ctx.db.issue.create({
    data: {
      ...{ id, day: dateFromIso(day), status, isMonthly, version, goesAt: at, windowTo: at },
      windowFrom: londonInstant(from, '08:00'),
      ...(went
        ? { frozen: traits.frozen ?? { fortnight: [], month: null, parts: [] }, hash: 'as it went', closedAt: at }
        : {}),
    },
  })
  if (traits.isNoted === false) return { id, ref: day }
  await ctx.db.move.create({
    data: {
      ...{ subjectKind: 'issue', subjectId: id, event: 'planned', from: null, to: status, version },
      ...{ happenedOn: dateFromIso(ctx.clock.today()), movedAt: ctx.clock.now(), movedBy: 'Somebody' },
    },
  })
  return { id, ref: day }
}
