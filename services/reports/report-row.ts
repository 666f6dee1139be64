import type { Prisma } from '#prisma/generated/client.ts'

export const reportSelect = {
  id: true,
  reviewId: true,
  version: true,
  status: true,
  sentAt: true,
  sentById: true,
  openedAt: true,
  commentBy: true,
  finalHash: true,
  review: {
    select: { ref: true, status: true, yotCode: true, startsOn: true, endsOn: true, yot: { select: { name: true } } },
  },
} satisfies Prisma.ReportSelect

/** A report as the moves read it. */
export type LockedReport = Prisma.ReportGetPayload<{ select: typeof reportSelect }>
