import { asSystem } from '#services/core/access.ts'
import { addDays, addMonths, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type News, type NewsSource, newsFrom } from '#services/core/news.ts'
import { type Content, contentIn, type Item, keyOf } from './content.ts'
import type { IssueRow } from './move-issue.ts'
import { tables } from './tables.ts'
import { hourOf } from './timetable.ts'

/** Whoever knows the rooms gives them: this room is one of them. */
export type Announcing = readonly { news?: NewsSource }[]

/** What the editor made of an issue's lines. */
export type Marks = Map<string, { isPinned: boolean; leftOut: string | null }>

export const marksOf = async (ctx: Ctx, issueId: string): Promise<Marks> => {
  const rows = await tables(ctx).issueMark.findMany({ where: { issueId } })
  return new Map(rows.map(({ key, isPinned, leftOut }) => [key, { isPinned, leftOut }]))
}

export type PartRow = { region: string; text: string; version: number; savedBy: string; savedAt: Date }

export const partsOf = async (ctx: Ctx, issueId: string): Promise<PartRow[]> => {
  const rows = await tables(ctx).issuePart.findMany({
    where: { issueId },
    orderBy: { region: 'asc' },
    select: { region: true, text: true, version: true, savedAt: true, savedBy: { select: { name: true } } },
  })
  return rows.map(({ savedBy, ...row }) => ({ ...row, savedBy: savedBy.name }))
}

/** The month that an issue gathers begins where the monthly issue before it ended. */
const monthFrom = async (ctx: Ctx, { day, windowFrom }: IssueRow): Promise<Date> => {
  const before = await tables(ctx).issue.findFirst({
    where: { isMonthly: true, day: { lt: day }, status: { in: ['sending', 'sent', 'corrected'] } },
    orderBy: { day: 'desc' },
    select: { windowTo: true },
  })
  const month = before?.windowTo ?? hourOf(addMonths(isoFromDate(day), -1))
  return month < windowFrom ? month : windowFrom
}

/** Every line that there could be in an issue, whatever the editor made of it: those of its fortnight, and of its month where it gathers one. */
export const linesOf = async (
  ctx: Ctx,
  rooms: Announcing,
  issue: IssueRow,
): Promise<{ fortnight: News[]; month: News[] | null }> => {
  // Nobody's own view: what the rooms say every member may know.
  const system = asSystem(ctx)
  const to = issue.windowTo
  const fortnight = await newsFrom(system, rooms, { from: issue.windowFrom, to })
  const month = issue.isMonthly ? await newsFrom(system, rooms, { from: await monthFrom(ctx, issue), to }) : null
  return { fortnight, month }
}

/** An issue as it would go now: its lines as the editor marked them, and what was written. */
export const collect = async (
  ctx: Ctx,
  rooms: Announcing,
  issue: IssueRow,
  isOut: (item: Item) => boolean = () => false,
): Promise<Content> => {
  const { fortnight, month } = await linesOf(ctx, rooms, issue)
  const [marks, parts] = [await marksOf(ctx, issue.id), await partsOf(ctx, issue.id)]
  const marked = (news: readonly News[]): Item[] =>
    news
      .filter((item) => (marks.get(keyOf(item))?.leftOut ?? null) === null && !isOut(item))
      .map((item) => ({ ...item, ...(marks.get(keyOf(item))?.isPinned ? { isFirst: true } : {}) }))
  return {
    fortnight: marked(fortnight),
    month: month && marked(month),
    parts: parts
      .filter(({ text }) => text !== '')
      .map(({ region, text }) => ({ region: region === '' ? null : region, text })),
  }
}

/** What went of an issue; null before. */
export const frozenOf = async (ctx: Ctx, id: string): Promise<Content | null> => {
  const row = await tables(ctx).issue.findUnique({ where: { id }, select: { frozen: true } })
  return row?.frozen == null ? null : contentIn(row.frozen)
}

/** The ISO day after which an issue is not made up any more. */
export const lastDayFor = (day: string): string => addDays(day, madeUpDays)
const madeUpDays = 14
