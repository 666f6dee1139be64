import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { findForActor, providerName } from './move-engagement.ts'
import { openDispute, resolutionOf } from './open-dispute.ts'
import { ownSide } from './terms-draft.ts'

export const disputeWords: Record<string, string> = {
  'not-done': 'It was not done',
  'not-as-agreed': 'It was not done as agreed',
  amount: 'The amount',
  cancelled: 'How it was cancelled',
}

/** A dispute as both sides see it. ISO days. */
export type DisputePage = {
  ref: string
  title: string
  version: number
  side: 'host' | 'provider'
  hostName: string
  providerName: string
  totalPence: number | null
  isOpenable: boolean
  dispute: null | {
    openedSide: string
    reason: string
    openedOn: string
    statement: string
    statementBy: string
    otherStatement: string | null
    recommendation: string | null
    resolution: null | {
      number: number
      hash: string
      text: string
      accepted: string[]
    }
  }
}

/** The open dispute of an engagement, or what is needed to open one; not found for others. */
export const findDispute = async (ctx: Ctx, ref: string): Promise<Result<DisputePage>> => {
  const row = await findForActor(ctx, ref)
  const side = row && ownSide(ctx, row)
  if (!row || side === null) return notFound()
  const dispute = await openDispute(ctx, row.id)
  const resolution = dispute && (await readText(ctx, resolutionOf(dispute.id)))
  return ok({
    ref,
    title: row.title,
    version: row.version,
    side,
    hostName: row.hostYot.name,
    providerName: providerName(row),
    totalPence: row.totalPence,
    isOpenable:
      dispute === null && ['agreed', 'delivered', 'to_put_right', 'confirmed', 'cancelled'].includes(row.status),
    dispute: dispute && {
      openedSide: dispute.openedSide,
      reason: dispute.reason,
      openedOn: londonDate(dispute.openedAt),
      statement: dispute.statement,
      statementBy: isoFromDate(dispute.statementBy),
      otherStatement: dispute.otherStatement,
      recommendation: dispute.recommendation,
      resolution: resolution && {
        number: resolution.number,
        hash: resolution.hash,
        text: resolution.text,
        accepted: resolution.acceptances.map((one) => one.side),
      },
    },
  })
}
