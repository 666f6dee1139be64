import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { findForActor, type LockedEngagement, providerName } from './move-engagement.ts'
import { openDispute, resolutionOf } from './open-dispute.ts'
import { tables } from './tables.ts'
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
  /** Whose conduct at the other side can be brought to the association: people in the bank, and what was offered. */
  conduct: { people: { id: string; name: string }[]; offering: { slug: string; title: string } | null }
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

/** Those of the other side whose place in the bank can be looked at, and for a host what it was given. */
const conductOf = async (
  ctx: Ctx,
  row: LockedEngagement,
  side: 'host' | 'provider',
): Promise<DisputePage['conduct']> => {
  const deliver = await tables(ctx).engagementPerson.findMany({ where: { engagementId: row.id } })
  const ids =
    side === 'provider'
      ? [row.hostContactId]
      : [...deliver.map(({ personId }) => personId), row.providerPersonId ?? row.providerContactId]
  const people = await ctx.db.person.findMany({
    where: {
      id: { in: ids, not: ctx.actor.personId ?? row.id },
      leftAt: null,
      standing: { status: { not: 'removed' } },
    },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  })
  const offering =
    side === 'host'
      ? await ctx.db.offering.findFirst({
          where: { id: row.offeringId, status: { in: ['published', 'paused'] } },
          select: { slug: true, title: true },
        })
      : null
  return { people, offering }
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
    conduct: await conductOf(ctx, row, side),
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
