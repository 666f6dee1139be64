import type { MembershipKind } from '#prisma/generated/enums.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { answerDay } from './newcomers.ts'
import { mayManageMembers, mayNotManage } from './policy.ts'
import { tables } from './tables.ts'

/** A request that waits for a decision: of somebody new, or of a payer on the exchange. */
type WaitingRequest = {
  id: string
  version: number
  source: 'new-person' | 'membership'
  name: string
  address: string | null
  title: string | null
  yotName: string | null
  /** Null: comes for the bank, without a membership. */
  kind: MembershipKind | null
  poReference: string | null
  requestedOn: string
  /** What they were told: a reference, and the day by which they hear. Null for a payer who is on the exchange. */
  promised: { ref: string; by: string } | null
}

/** What waits for a decision, the oldest first. For administrators. */
export const waitingRequests = async (ctx: Ctx): Promise<Result<WaitingRequest[]>> => {
  if (!mayManageMembers(ctx.actor)) return mayNotManage()
  const { joinRequest, membership } = tables(ctx)
  const joining = await joinRequest.findMany({
    where: { decidedAt: null },
    include: { yot: { select: { name: true } } },
    orderBy: { requestedAt: 'asc' },
  })
  const asked = await membership.findMany({
    where: { status: 'applied' },
    include: { yot: { select: { name: true } }, person: { select: { name: true } } },
    orderBy: { requestedAt: 'asc' },
  })
  return ok(
    [
      ...joining.map(
        (row): WaitingRequest => ({
          id: row.id,
          version: row.version,
          source: 'new-person',
          name: row.name,
          address: row.address,
          title: row.title,
          yotName: row.yot?.name ?? null,
          kind: row.kind,
          poReference: row.poReference,
          requestedOn: londonDate(row.requestedAt),
          promised: { ref: row.ref, by: answerDay(row.requestedAt) },
        }),
      ),
      ...asked.map(
        (row): WaitingRequest => ({
          id: row.id,
          version: row.version,
          source: 'membership',
          name: row.person?.name ?? row.yot?.name ?? '',
          address: null,
          title: null,
          yotName: row.yot?.name ?? null,
          kind: row.kind,
          poReference: row.poReference,
          requestedOn: londonDate(row.requestedAt ?? row.startsOn),
          promised: null,
        }),
      ),
    ].sort((a, b) => a.requestedOn.localeCompare(b.requestedOn)),
  )
}
