import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { disputeWords } from '#services/engagements/index.ts'
import { officersConcerns } from './concerns.ts'
import { concernLife } from './lifecycle.ts'
import { mayDecide } from './parties.ts'
import { tables } from './tables.ts'

export type DisputeLine = {
  id: string
  reason: string
  openedOn: string
  regions: string[]
  /** Where it stands, in words; nobody of the association decides it. */
  stands: string
  /** Its mediation, for whoever may open it. */
  mediationRef: string | null
}

/**
 * Open disputes of agreed work, for the association: what about, since when, in which regions, and whether somebody mediates. Neither
 * names nor statements: those are the two sides’. Nothing of work that the reader is conflicted with.
 */
export const openDisputes = async (ctx: Ctx): Promise<Result<DisputeLine[]>> => {
  if (!may(ctx.actor, 'concern.look-after') && !mayDecide(ctx.actor))
    return forbidden('Disputes are for administrators, and for those who may be drawn to mediate.')
  const hidden = await hiddenCaseIds(ctx, 'enquiry')
  const visible = await officersConcerns(ctx)
  const [rows, mediations, hiddenOnes] = await Promise.all([
    ctx.db.dispute.findMany({
      where: {
        endedAt: null,
        engagement: { OR: [{ enquiryId: null }, { enquiryId: { notIn: hidden } }] },
      },
      include: {
        engagement: {
          select: {
            id: true,
            hostYot: { select: { region: true } },
            providerYot: { select: { region: true } },
          },
        },
      },
      orderBy: { openedAt: 'asc' },
    }),
    visible === null
      ? []
      : tables(ctx).concern.findMany({
          where: { AND: [visible, { kind: 'mediation' }] },
          select: { ref: true, status: true, subjectId: true, decideBy: true },
        }),
    hiddenCaseIds(ctx, 'concern'),
  ])
  // A dispute whose mediation must not exist for the reader does not exist for them either.
  const barred = new Set(
    (await tables(ctx).concern.findMany({ where: { id: { in: hiddenOnes } }, select: { subjectId: true } })).map(
      ({ subjectId }) => subjectId,
    ),
  )
  return ok(
    rows
      .filter(({ engagementId }) => !barred.has(engagementId))
      .map(({ id, reason, openedAt, otherStatement, statementBy, recommendation, engagement }) => {
        const mediation = mediations.find(({ subjectId }) => subjectId === engagement.id)
        return {
          id,
          reason: disputeWords[reason] ?? reason,
          openedOn: londonDate(openedAt),
          regions: [...new Set([engagement.hostYot.region, engagement.providerYot?.region ?? []].flat())],
          stands:
            recommendation !== null
              ? 'A mediator has recommended; both sides accept or not'
              : mediation
                ? `Mediation: ${concernLife.states[mediation.status].toLowerCase()}`
                : otherStatement === null && isoFromDate(statementBy) >= ctx.clock.today()
                  ? 'The other side is asked how it sees it'
                  : 'Both sides look for what they can accept',
          mediationRef: mediation?.ref ?? null,
        }
      }),
  )
}
