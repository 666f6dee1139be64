import { blockedIn, checkOfficersFor } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { noteMove } from '#services/core/life/keep.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { type Officer, officersOf } from '#services/yots/index.ts'
import { caseOf } from './case-of.ts'
import { reviewLife } from './lifecycle.ts'
import { requestPath, tell } from './mails.ts'
import { tables } from './tables.ts'

export type PossibleHolders = {
  /** Coordinators of the host's region, all coordinators, and administrators, in office today. */
  ofRegion: readonly Officer[]
  coordinators: readonly Officer[]
  administrators: readonly Officer[]
}

/**
 * Who looks after a case: the coordinator of the host's region; where none is free of conflict, another region's; where
 * there is no such coordinator at all, an administrator. Somebody whose conflict would have to be managed first only where
 * nobody is without. Among several the one with fewest open cases, then the first by id, so that the same facts always
 * choose the same person. Null when everybody is blocked.
 */
export const chooseCaseHolder = (
  { ofRegion, coordinators, administrators }: PossibleHolders,
  facts: {
    blockedIds: ReadonlySet<string>
    needApproval: ReadonlySet<string>
    openCases: ReadonlyMap<string, number>
  },
): string | null => {
  const load = (officer: Officer) => facts.openCases.get(officer.personId) ?? 0
  const tiers = [ofRegion, coordinators, administrators]
  const first = (isFit: (officer: Officer) => boolean) =>
    tiers
      .map(
        (officers) =>
          officers
            .filter((officer) => !facts.blockedIds.has(officer.personId) && isFit(officer))
            .toSorted((a, b) => load(a) - load(b) || (a.personId < b.personId ? -1 : 1))[0],
      )
      .find((officer) => officer !== undefined)
  return (first(({ personId }) => !facts.needApproval.has(personId)) ?? first(() => true))?.personId ?? null
}

const openCasesByHolder = async (ctx: Ctx): Promise<Map<string, number>> => {
  const rows = await tables(ctx).reviewRequest.groupBy({
    by: ['caseHolderId'],
    where: { caseHolderId: { not: null }, status: { notIn: reviewLife.marked('over') } },
    _count: true,
  })
  return new Map(rows.flatMap((row) => (row.caseHolderId === null ? [] : [[row.caseHolderId, row._count] as const])))
}

/**
 * Sees to it that a case is looked after by an officer who is in office and not conflicted with it: checks every officer,
 * and where the present holder may not keep it (or there is none) gives it to another. Nobody can take a case back: it
 * moves only when its holder may not keep it.
 *
 * @returns who looks after it now; null when everybody is conflicted (tried again by a job)
 */
export const passCase = async (ctx: Ctx, reviewId: string): Promise<Result<{ caseHolderId: string | null }>> =>
  inTransaction(ctx, async (ctx) => {
    await ctx.db.$queryRaw`select 1 from "ReviewRequest" where id = ${reviewId}::uuid for update`
    const review = await tables(ctx).reviewRequest.findUniqueOrThrow({
      where: { id: reviewId },
      select: {
        ref: true,
        status: true,
        version: true,
        caseHolderId: true,
        yotCode: true,
        yot: { select: { name: true, region: true } },
      },
    })
    // Whoever is blocked in any capacity cannot see the case, so cannot look after it.
    const checked = await checkOfficersFor(ctx, caseOf(reviewId))
    const inReview = await blockedIn(ctx, { kind: 'review_request', ids: [reviewId], activity: 'review' })
    const blockedIds = new Set([...checked.blocked, ...inReview.map(({ personId }) => personId)])
    const [ofRegion, coordinators, administrators] = await Promise.all([
      officersOf(ctx, 'coordinator', review.yot.region),
      officersOf(ctx, 'coordinator'),
      officersOf(ctx, 'administrator'),
    ])
    const held = review.caseHolderId
    const mayKeep = [...coordinators, ...administrators].some(({ personId }) => personId === held)
    if (held !== null && mayKeep && !blockedIds.has(held)) return ok({ caseHolderId: held })

    const openCases = await openCasesByHolder(ctx)
    const caseHolderId = chooseCaseHolder(
      { ofRegion, coordinators, administrators },
      { blockedIds, needApproval: new Set(checked.needApproval), openCases },
    )
    if (caseHolderId === held) return ok({ caseHolderId })
    await tables(ctx).reviewRequest.update({
      where: { id: reviewId },
      data: { caseHolderId, version: { increment: 1 } },
    })
    await noteMove(asSystem(ctx), {
      kind: 'review_request',
      id: reviewId,
      event: 'case-passed',
      from: review.status,
      to: review.status,
      version: review.version + 1,
    })
    await audit(ctx, {
      event: 'review.case-passed',
      subject: { kind: 'review_request', id: reviewId },
      case: caseOf(reviewId),
      yotCode: review.yotCode,
      data: { from: held, to: caseHolderId },
    })
    await tell(ctx, reviewId, `case-passed:${caseHolderId}:${ctx.clock.now().getTime()}`, [caseHolderId], {
      subject: `A request for a peer review is with you: ${review.yot.name}`,
      lines: [
        `${review.yot.name} asks for a peer review (${review.ref}). You look after this case from today.`,
        'No conflict of interest that would keep you from it is known. If you know of one, say so on its page before you read on.',
      ],
      action: { text: 'Open the request', path: requestPath(review.ref) },
    })
    return ok({ caseHolderId })
  })
