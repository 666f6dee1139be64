import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import type { EngagementEvent } from './lifecycle.ts'
import { engagements, findForActor, type LockedEngagement, providerName } from './move-engagement.ts'
import { tables } from './tables.ts'
import { ownSide } from './terms-draft.ts'

/** The text that both sides have to accept, of one dispute. */
export const resolutionOf = (disputeId: string) => ({ kind: 'engagement-resolution', subjectId: disputeId })

/** The dispute that is open; null when there is none. */
export const openDispute = (ctx: Ctx, engagementId: string) =>
  tables(ctx).dispute.findFirst({ where: { engagementId, endedAt: null }, orderBy: { openedAt: 'desc' } })

export type OpenDispute = NonNullable<Awaited<ReturnType<typeof openDispute>>>

/** What a side is called in letters. */
export const nameOf = (row: LockedEngagement, side: 'host' | 'provider'): string =>
  side === 'provider' ? providerName(row) : row.hostYot.name

type Within = {
  row: LockedEngagement
  side: 'host' | 'provider'
  dispute: OpenDispute
  move: (data: { said: Record<string, string | number> }) => Promise<Result<LockedEngagement>>
}

/**
 * One move within an open dispute: the frame of every move, with the side that the actor speaks from and the dispute.
 *
 * @param isSame whether what the actor sends is what they sent already from this very page; asked only when it is older
 */
export const inDispute = async (
  ctx: Ctx,
  { ref, version, event }: { ref: string; version: number; event: EngagementEvent },
  work: (ctx: Ctx, at: Within) => Promise<Result<unknown>>,
  isSame: (dispute: OpenDispute) => Promise<boolean> | boolean = () => true,
): Promise<Result<{ ref: string }>> => {
  const before = await findForActor(ctx, ref)
  if (!before) return notFound()
  const sent = before.version === version ? null : await openDispute(ctx, before.id)
  const isAgain = sent === null || (await isSame(sent))
  return engagements.asMove(
    ctx,
    { ref, version, event },
    async (ctx, { row, move }) => {
      const side = ownSide(ctx, row)
      const dispute = await openDispute(ctx, row.id)
      if (side === null || !dispute) return notFound()
      const done = await work(ctx, { row, side, dispute, move })
      return done.ok ? ok({ ref }) : done
    },
    () => (isAgain ? { ref } : null),
  )
}
