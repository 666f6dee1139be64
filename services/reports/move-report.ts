import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { reviewCase } from '#services/reviews/index.ts'
import { findReport } from './find-report.ts'
import { reportLife } from './lifecycle.ts'
import { type LockedReport, reportSelect } from './report-row.ts'
import { tables } from './tables.ts'

/** Reports and their moves. To whoever may not read a report as it stands there is none. */
export const reports = keep(reportLife, {
  kind: 'report',
  table: 'Report',
  find: (ctx: Ctx, ref: string) => findReport(ctx, ref),
  sidesOf: (_ctx, { sides }) => sides,
  read: (ctx, id): Promise<LockedReport | null> =>
    tables(ctx).report.findUnique({ where: { id }, select: reportSelect }),
  write: (ctx, { id }, data: Prisma.ReportUncheckedUpdateManyInput) =>
    tables(ctx).report.updateMany({ where: { id }, data }),
  about: ({ reviewId, review }) => ({ case: reviewCase(reviewId), yotCode: review.yotCode }),
})

/** Locks a report for the rest of the transaction and reads it as it stands. */
export const lockReport = async (ctx: Ctx, id: string): Promise<LockedReport> => {
  const report = await reports.lock(ctx, id)
  if (!report) throw new Error(`There is no report ${id}`)
  return report
}
