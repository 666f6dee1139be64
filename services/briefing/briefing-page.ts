import type { IssueStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok } from '#services/core/result.ts'
import { type OwnBriefing, subscriptionOf } from './choose.ts'
import { lateWords } from './late.ts'
import { issueLife } from './lifecycle.ts'
import { type IssueRow, readIssues } from './move-issue.ts'
import { tables } from './tables.ts'

/** An issue as lists show it. ISO day. */
export type IssueLine = {
  day: string
  status: IssueStatus
  isMonthly: boolean
  /** Why it was or is late, was skipped, or that it was corrected; null where there is nothing to say. */
  note: string | null
}

/** An issue that is to go. `goesOn`: its day, or a later one where it is held back. */
export type ComingIssue = { day: string; isMonthly: boolean; goesOn: string; because: string | null }

export type BriefingPage = {
  latest: string | null
  archive: IssueLine[]
  coming: ComingIssue[]
  /** Null for a visitor. */
  own: OwnBriefing | null
}

const noteOf = (issue: IssueRow): string | null => {
  if (issue.status === 'skipped') return `Skipped. ${issue.because ?? ''}`.trim()
  const late = lateWords(issue)
  if (issue.status === 'corrected') return `Corrected.${late === null ? '' : ` Late. ${late}`}`
  return late === null ? null : `Late. ${late}`
}

const archived = 60
const shownAhead = 7

/** What went, the latest first, skipped ones among them. */
export const archiveOf = async (ctx: Ctx): Promise<IssueLine[]> => {
  const rows = await readIssues(ctx, {
    where: { status: { in: [...issueLife.marked('out'), 'skipped'] } },
    orderBy: { day: 'desc' },
    take: archived,
  })
  return rows.map((issue) => ({
    day: isoFromDate(issue.day),
    status: issue.status,
    isMonthly: issue.isMonthly,
    note: noteOf(issue),
  }))
}

/** What is to go, the soonest first. */
export const comingIssues = async (ctx: Ctx, take = shownAhead): Promise<ComingIssue[]> => {
  const rows = await readIssues(ctx, {
    where: { status: { in: issueLife.marked('ahead') } },
    orderBy: { day: 'asc' },
    take,
  })
  return rows.map(({ day, isMonthly, goesAt, status, because }) => ({
    day: isoFromDate(day),
    isMonthly,
    goesOn: londonDate(goesAt),
    because: status === 'held' ? because : null,
  }))
}

/** The page of the briefing: the latest issue, those before, the days of those to come. For everybody. */
export const briefingPage = async (ctx: Ctx) => {
  const [archive, coming, own] = await Promise.all([archiveOf(ctx), comingIssues(ctx), subscriptionOf(ctx)])
  return ok<BriefingPage>({
    latest: archive.find(({ status }) => status !== 'skipped')?.day ?? null,
    archive,
    coming,
    own: own.ok ? own.value : null,
  })
}

/** For the home page: the latest issue of these two weeks, and when the next one goes. */
export const briefingNow = async (ctx: Ctx): Promise<{ latest: string | null; next: string | null }> => {
  const today = ctx.clock.today()
  const [latest, [next]] = await Promise.all([
    tables(ctx).issue.findFirst({
      where: { status: { in: issueLife.marked('out') }, day: { gte: dateFromIso(addDays(today, -14)) } },
      orderBy: { day: 'desc' },
      select: { day: true },
    }),
    comingIssues(ctx, 1),
  ])
  return { latest: latest && isoFromDate(latest.day), next: next?.goesOn ?? null }
}
