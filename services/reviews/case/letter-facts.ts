import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { modeWords } from './schema.ts'
import { tables } from './tables.ts'

/** What letters about a review say: whose, when, how, and who is to be told. Dates are ISO days. */
export const reviewFacts = async (ctx: Ctx, requestId: string) => {
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      ref: true,
      kind: true,
      status: true,
      yotCode: true,
      requestedById: true,
      leadOfficerId: true,
      caseHolderId: true,
      startsOn: true,
      endsOn: true,
      days: true,
      mode: true,
      yot: { select: { name: true } },
      seats: {
        orderBy: { position: 'asc' },
        select: {
          role: true,
          person: { select: { name: true } },
          invitations: { where: { status: 'accepted' }, select: { personId: true } },
        },
      },
    },
  })
  const { yot, seats, startsOn, endsOn, ...rest } = row
  return {
    ...rest,
    yotName: yot.name,
    modeWords: modeWords[row.mode],
    startsOn: startsOn && isoFromDate(startsOn),
    endsOn: endsOn && isoFromDate(endsOn),
    hostIds: [row.requestedById, row.leadOfficerId],
    /** Everyone who said yes. */
    team: seats.flatMap(({ role, person, invitations }) =>
      invitations.map(({ personId }) => ({ personId, role, name: person?.name ?? '' })),
    ),
  }
}

export type ReviewFacts = Awaited<ReturnType<typeof reviewFacts>>
