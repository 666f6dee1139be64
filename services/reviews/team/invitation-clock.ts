import type { Ctx } from '#services/core/context.ts'
import type { Silence } from '#services/core/life/silence.ts'
import { ok } from '#services/core/result.ts'
import { reviewFacts } from '#services/reviews/case/letter-facts.ts'
import { remind, tell } from '#services/reviews/case/mails.ts'
import { lockReview } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { clockOf, readInvitation } from './find-invitation.ts'
import { releaseIfStill } from './release-member.ts'

const requestIdOf = async (ctx: Ctx, id: string): Promise<string> =>
  (await tables(ctx).invitation.findUniqueOrThrow({ where: { id }, select: { seat: { select: { requestId: true } } } }))
    .seat.requestId

/** An invitation that nobody answers: one reminder; then it expires, and the next alternate is invited. */
export const invitationSilence: Silence = {
  kind: clockOf('').kind,
  lock: async (ctx, id) => lockReview(ctx, await requestIdOf(ctx, id)),
  warn: async (ctx, id, { lastDay }) => {
    const invitation = await readInvitation(ctx, id)
    if (invitation?.status !== 'offered') return ok(undefined)
    const { requestId } = invitation.seat
    const { yotName } = await reviewFacts(ctx, requestId)
    await remind(ctx, requestId, `reminder:${id}:${lastDay}`, [invitation.personId], {
      on: lastDay,
      what: `answer whether you review ${yotName}`,
      more: 'No is a fine answer and needs no reason.',
      path: `/invitations/${id}`,
    })
    return ok(undefined)
  },
  end: async (ctx, id) => {
    const { person, personId } = await tables(ctx).invitation.findUniqueOrThrow({
      where: { id },
      select: { personId: true, person: { select: { name: true } } },
    })
    const requestId = await requestIdOf(ctx, id)
    const because = `${person.name} did not answer in time.`
    return releaseIfStill(ctx, { id, requestId }, ['offered'], { status: 'expired', because }, (ctx) =>
      tell(ctx, requestId, `expired:${id}`, [personId], {
        subject: 'An invitation to a peer review has expired',
        lines: ['You did not answer in time, so somebody else was asked. Nothing more is needed.'],
      }),
    )
  },
}
