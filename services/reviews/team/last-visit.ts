import { z } from 'zod'
import { Prisma } from '#prisma/generated/client.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Dated, isWithin, wholeDays } from '#services/core/dated.ts'
import { titleOf } from '#services/reviews/case/kinds.ts'
import { tables } from '#services/reviews/case/tables.ts'

/** ISO days, both in it; the number of the change by which it is off. */
const lastVisitSchema = z.object({ from: z.string(), to: z.string(), sequence: z.number() })

/** The visit as it stands, for somebody whose part in it ends now; none for whoever had not said yes. */
export const visitEnded = async (ctx: Ctx, { id, requestId }: { id: string; requestId: string }) => {
  const { status } = await tables(ctx).invitation.findUniqueOrThrow({ where: { id }, select: { status: true } })
  const { startsOn, endsOn, version } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { startsOn: true, endsOn: true, version: true },
  })
  if (status !== 'accepted' || startsOn === null || endsOn === null) return Prisma.DbNull
  return { from: isoFromDate(startsOn), to: isoFromDate(endsOn), sequence: version + 1 }
}

/**
 * Visits in which somebody no longer has a part, cancelled as they stood when that ended: where the review goes on after that is not theirs to know.
 * Without those that are among `besides` (requests' ids): hidden from them, or theirs by another part.
 */
export const endedVisits = async (
  ctx: Ctx,
  personId: string,
  besides: readonly string[],
  span: { from: Date; to: Date },
): Promise<Dated[]> => {
  const rows = await tables(ctx).invitation.findMany({
    where: {
      personId,
      status: { not: 'accepted' },
      lastVisit: { not: Prisma.DbNull },
      seat: { requestId: { notIn: [...besides] } },
    },
    orderBy: { respondedAt: 'asc' },
    select: {
      lastVisit: true,
      respondedAt: true,
      seat: { select: { request: { select: { id: true, ref: true, kind: true, yot: { select: { name: true } } } } } },
    },
  })
  return rows
    .flatMap(({ lastVisit, respondedAt, seat: { request } }): Dated[] => {
      const visit = lastVisitSchema.parse(lastVisit)
      return respondedAt === null
        ? []
        : [
            {
              ...wholeDays(visit.from, visit.to),
              id: `review-${request.id}-visit`,
              title: `${titleOf(request.kind, request.yot.name)} (${request.ref})`,
              path: '/calendar',
              isOff: true,
              sequence: visit.sequence,
              changedAt: respondedAt,
            },
          ]
    })
    .filter((one) => isWithin(one, span))
}
