import type { Prisma } from '#prisma/generated/client.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { issueLife } from './lifecycle.ts'
import { mayEdit, mayLookBehind, notTheirs } from './policy.ts'
import { tables } from './tables.ts'

const issueSelect = {
  id: true,
  day: true,
  status: true,
  isMonthly: true,
  windowFrom: true,
  windowTo: true,
  goesAt: true,
  because: true,
  closedAt: true,
  readers: true,
  correction: true,
  correctedAt: true,
  lastMark: true,
  version: true,
} satisfies Prisma.IssueSelect

/** An issue without what went. */
export type IssueRow = Prisma.IssueGetPayload<{ select: typeof issueSelect }>

export const readIssue = (ctx: Ctx, where: Prisma.IssueWhereUniqueInput): Promise<IssueRow | null> =>
  tables(ctx).issue.findUnique({ where, select: issueSelect })

export const readIssues = (
  ctx: Ctx,
  args: { where: Prisma.IssueWhereInput; orderBy: { day: 'asc' | 'desc' }; take: number },
): Promise<IssueRow[]> => tables(ctx).issue.findMany({ ...args, select: issueSelect })

const isDay = (ref: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(ref) && !Number.isNaN(dateFromIso(ref).getTime())

/** The issue of an ISO day; null where the timetable has none. */
export const issueOfDay = (ctx: Ctx, day: string): Promise<IssueRow | null> =>
  isDay(day) && dateFromIso(day).toISOString().startsWith(day)
    ? readIssue(ctx, { day: dateFromIso(day) })
    : Promise.resolve(null)

/** Issues and their moves, by ISO day: for the editor; others who look behind the briefing are told, to anybody else there is none. */
export const issues = keep(issueLife, {
  kind: 'issue',
  table: 'Issue',
  find: (ctx, day: string) => (mayLookBehind(ctx.actor) ? issueOfDay(ctx, day) : Promise.resolve(null)),
  sidesOf: ({ actor }) => (mayEdit(actor) ? (['editor'] as const) : []),
  notOnSide: notTheirs,
  read: (ctx, id) => readIssue(ctx, { id }),
  write: (ctx, { id }, data: Prisma.IssueUncheckedUpdateInput) => tables(ctx).issue.update({ where: { id }, data }),
})
