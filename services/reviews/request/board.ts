import { z } from 'zod'
import { checkOfficersFor } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { wholeNumber } from '#services/core/whole-number.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { officersOf } from '#services/yots/index.ts'

const onlyKeepers = 'How many of the board decide is set by the association’s administrators.'

/** How many of the board must take part in a decision: one until the association says otherwise. */
const quorumInForce = async (ctx: Ctx): Promise<number> =>
  (await tables(ctx).boardQuorum.findFirst({ orderBy: { version: 'desc' } }))?.members ?? 1

export const quorumSchema = z.object({
  /** The version that the page showed; 0 for the first. */
  version: z.coerce.number().int().min(0),
  members: wholeNumber('Enter a whole number from 1 to 15', { least: 1, most: 15 }),
})

/** Every quorum there was, the latest first, and how many are on the board today. Forbidden to whoever does not keep it. */
export const quorumPage = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'board.keep')) return forbidden(onlyKeepers)
  const [versions, board] = await Promise.all([
    tables(ctx).boardQuorum.findMany({ orderBy: { version: 'desc' } }),
    officersOf(ctx, 'board_member'),
  ])
  return ok({
    board: board.map(({ name }) => name),
    versions: versions.map(({ version, members, publishedAt }) => ({ version, members, on: londonDate(publishedAt) })),
  })
}

/** Sets how many of the board must take part, as the next version. Decisions made before stand as they were made. */
export const setQuorum = async (
  ctx: Ctx,
  { version, members }: z.output<typeof quorumSchema>,
): Promise<Result<{ members: number }>> => {
  if (!may(ctx.actor, 'board.keep')) return forbidden(onlyKeepers)
  return inTransaction(ctx, async (ctx) => {
    const written = await tables(ctx).boardQuorum.createMany({
      skipDuplicates: true,
      data: { version: version + 1, members, publishedAt: ctx.clock.now(), publishedById: ctx.actor.personId },
    })
    const before = await tables(ctx).boardQuorum.count({ where: { version: { lte: version } } })
    if (written.count === 0 || before !== version) return overtaken('The number')
    await audit(ctx, {
      event: 'board.quorum-set',
      subject: { kind: 'board_quorum', id: String(version + 1) },
      data: { members },
    })
    return ok({ members })
  })
}

type Member = { personId: string; name: string }

/** Who of the board may take part in a decision, who stands aside and why, and how many must take part. */
export type Board = { quorum: number; free: Member[]; aside: (Member & { why: string })[] }

/**
 * The board for one request: those with a conflict of interest, and whoever looked after it, stand aside. Runs the conflict check of
 * officers.
 */
export const boardFor = async (ctx: Ctx, requestId: string, caseHolderId: string | null): Promise<Board> => {
  const [members, quorum, { blocked, needApproval }] = await Promise.all([
    officersOf(ctx, 'board_member'),
    quorumInForce(ctx),
    checkOfficersFor(ctx, caseOf(requestId)),
  ])
  const whyOf = ({ personId }: Member): string | null => {
    if (blocked.includes(personId)) return 'a conflict of interest'
    if (personId === caseHolderId) return 'looked after the request'
    return needApproval.includes(personId) ? 'a conflict of interest that nobody has approved how to manage' : null
  }
  return {
    quorum,
    free: members.filter((member) => whyOf(member) === null),
    aside: members.flatMap((member) => {
      const why = whyOf(member)
      return why === null ? [] : [{ ...member, why }]
    }),
  }
}

/** The board for whoever may decide on a request now; null for everybody else and at any other time. */
export const boardPage = async (ctx: Ctx, ref: string): Promise<(Board & { isOwnCheck: boolean }) | null> => {
  const found = await findReview(ctx, ref)
  if (!found?.sides.includes('board')) return null
  const { id, status, caseHolderId } = found.facts
  if (status !== 'coordinator_checked' && status !== 'deferred') return null
  const board = await boardFor(ctx, id, caseHolderId)
  const others = board.free.filter(({ personId }) => personId !== ctx.actor.personId)
  return { ...board, free: others, isOwnCheck: caseHolderId === ctx.actor.personId }
}

/** Who took part in the last decision of the board on a request, and who stood aside and why. */
export const whoDecided = async (ctx: Ctx, requestId: string) => {
  const rows = await tables(ctx).boardPart.findMany({
    where: { requestId },
    orderBy: [{ decidedAt: 'desc' }, { name: 'asc' }],
  })
  const last = rows.filter(({ decidedAt }) => decidedAt.getTime() === rows[0]?.decidedAt.getTime())
  return {
    took: last.flatMap(({ tookPart, name }) => (tookPart ? [name] : [])),
    aside: last.flatMap(({ tookPart, name, why }) => (tookPart ? [] : [{ name, why }])),
  }
}
