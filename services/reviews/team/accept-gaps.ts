import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { recordGap } from '#services/gaps/index.ts'
import type { Gap } from '#services/matching/index.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import type { acceptGapsSchema, Input } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { themesAsked } from '#services/reviews/case/themes-asked.ts'
import { confirmTeam } from './confirm-team.ts'
import { gapKey, mayAccept, teamGaps } from './team-gaps.ts'

/** A place that stays empty, or a question that nobody covers, goes into the gap register; a rule that is broken is no want of help. */
const noteAccepted = async (ctx: Ctx, { id, yotCode }: { id: string; yotCode: string }, gap: Gap): Promise<void> => {
  if (gap.what === 'rule') return
  const isQuestion = gap.what === 'theme'
  await recordGap(ctx, {
    kind: isQuestion ? 'question' : 'review_place',
    sourceKey: gapKey(id, gap.key),
    themes: isQuestion && gap.code !== undefined ? [gap.code] : await themesAsked(ctx, id),
    yotCode,
    cases: [{ kind: 'review_request', id }],
  })
}

type AcceptedNow = { accepted: string[]; isConfirmed: boolean }

/**
 * Accepts, by the name of whoever looks after the case and with a reason, that the team as it stands lacks or breaks something. Where
 * everyone has said yes and nothing else is open, that confirms the team. Stale when the team no longer lacks what was ticked; refused
 * for a conflict of interest, which nobody may set aside.
 */
export const acceptGaps = (ctx: Ctx, input: Input<typeof acceptGapsSchema>): Promise<Result<AcceptedNow>> => {
  const dataOf = ({ accepted, isConfirmed }: AcceptedNow) => ({ accepted, isConfirmed })
  return asCaseHolder(ctx, input, { event: 'review.gaps-accepted', dataOf }, async (ctx, review) => {
    if (review.status !== 'inviting') return refused('This is decided while the team is being put together.')
    const acceptedById = ctx.actor.personId
    if (acceptedById === null) throw new Error('A gap is accepted by a person')
    const { open } = await teamGaps(asSystem(ctx), review.id)
    const ticked = open.filter(({ key }) => input.gaps.includes(key))
    if (ticked.length < new Set(input.gaps).size) return overtaken('What this team lacks')
    if (!ticked.every(mayAccept)) return refused('Nobody may set a conflict of interest aside. Choose somebody else.')
    const { acceptedGap, reviewRequest } = tables(ctx)
    await acceptedGap.createMany({
      data: ticked.map(({ key, say }) => ({
        requestId: review.id,
        key,
        say,
        reason: input.reason,
        acceptedById,
        acceptedBy: ctx.actor.name,
        acceptedAt: ctx.clock.now(),
      })),
    })
    await reviewRequest.update({ where: { id: review.id }, data: { version: { increment: 1 } } })
    for (const gap of ticked) await noteAccepted(ctx, review, gap)
    const confirmed = await confirmTeam(ctx, review.id)
    if (!confirmed.ok) return confirmed
    return ok({ accepted: ticked.map(({ key }) => key), isConfirmed: confirmed.value.isConfirmed })
  })
}
