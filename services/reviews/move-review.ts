import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { caseOf } from './case-of.ts'
import { type FoundReview, findReview } from './find-review.ts'
import { moveOf, type ReviewEvent, whyNotOpen } from './lifecycle.ts'
import { mayNotAct } from './policy.ts'
import { tables } from './tables.ts'

const lockedSelect = {
  id: true,
  ref: true,
  version: true,
  status: true,
  yotCode: true,
  requestedById: true,
  leadOfficerId: true,
  caseHolderId: true,
  postponedFrom: true,
  startsOn: true,
  endsOn: true,
  days: true,
  mode: true,
  yot: { select: { name: true, region: true } },
} satisfies Prisma.ReviewRequestSelect

/** A review that nobody else can change until this transaction ends. */
export type LockedReview = Prisma.ReviewRequestGetPayload<{ select: typeof lockedSelect }>

/** Locks a review for the rest of the transaction and reads it as it stands. */
export const lockReview = async (ctx: Ctx, id: string): Promise<LockedReview> => {
  await ctx.db.$queryRaw`select 1 from "ReviewRequest" where id = ${id}::uuid for update`
  return tables(ctx).reviewRequest.findUniqueOrThrow({ where: { id }, select: lockedSelect })
}

/** What a move leaves behind besides the state. */
export type MoveRecord = {
  /** ISO day on which it happened; today when left out. */
  happenedOn?: string
  note?: string
  /** Where it goes, for a move whose table entry leaves that open. */
  to?: ReviewStatus
  /** What else changes on the request itself. */
  data?: Prisma.ReviewRequestUncheckedUpdateManyInput
}

/**
 * Moves a locked review on: state, stage entry and audit entry. The caller has asked who may; the table decides whether.
 * Refuses a move that is not in the table.
 */
export const moveReview = async (
  ctx: Ctx,
  review: Pick<LockedReview, 'id' | 'status' | 'version' | 'yotCode'>,
  event: ReviewEvent,
  { happenedOn, note, to, data }: MoveRecord = {},
): Promise<Result<{ id: string; status: ReviewStatus }>> => {
  const move = moveOf(event)
  if (!move.from.includes(review.status)) return refused(whyNotOpen(event, review.status))
  const next = to ?? move.to
  if (next === 'where-it-stood') throw new Error(`"${event}" must say where it goes`)
  const moved = await tables(ctx).reviewRequest.updateMany({
    where: { id: review.id, version: review.version },
    data: { ...data, status: next, version: { increment: 1 } },
  })
  if (moved.count === 0) return overtaken('This review')
  const day = happenedOn ?? ctx.clock.today()
  await tables(ctx).stageMove.create({
    data: {
      requestId: review.id,
      from: review.status,
      to: next,
      event,
      happenedOn: dateFromIso(day),
      movedAt: ctx.clock.now(),
      movedById: ctx.actor.personId,
      movedBy: ctx.actor.name,
      note: note ?? null,
    },
  })
  await audit(ctx, {
    event: `review.${event}`,
    subject: { kind: 'review_request', id: review.id },
    case: caseOf(review.id),
    yotCode: review.yotCode,
    data: { from: review.status, to: next, happenedOn: day },
  })
  return ok({ id: review.id, status: next })
}

/** Whether the actor's own last move was this one and it still stands: pressing twice does it once. */
const hasJustDone = async (ctx: Ctx, review: LockedReview, event: ReviewEvent): Promise<boolean> => {
  const last = await tables(ctx).stageMove.findFirst({
    where: { requestId: review.id, event: { not: 'case-passed' } },
    orderBy: [{ movedAt: 'desc' }, { id: 'desc' }],
    select: { event: true, to: true, movedById: true },
  })
  return last?.event === event && last.to === review.status && last.movedById === ctx.actor.personId
}

export type MoveInput = {
  ref: string
  /** Version the page showed; left out by the exchange itself. */
  version?: number
}

/**
 * The frame of every move a person makes: may they know of it (else not found), may they do it (else forbidden), then, in
 * one transaction with the review locked, has it been done already, has it changed since the page was opened, does its
 * state allow it. `work` then checks its guard, calls `moveReview` and tells those it matters to.
 */
export const asMove = async <T>(
  ctx: Ctx,
  input: MoveInput,
  event: ReviewEvent,
  work: (ctx: Ctx, review: LockedReview, found: FoundReview) => Promise<Result<T>>,
): Promise<Result<{ ref: string }>> => {
  const found = await findReview(ctx, input.ref)
  if (!found) return notFound()
  const { by, from } = moveOf(event)
  if (!by.some((side) => found.sides.includes(side))) return mayNotAct(found, by)
  return inTransaction(ctx, async (ctx) => {
    const review = await lockReview(ctx, found.facts.id)
    if (!from.includes(review.status)) {
      if (await hasJustDone(ctx, review, event)) return ok({ ref: input.ref })
      const isOvertaken = input.version !== undefined && input.version !== review.version
      return isOvertaken ? stale(whyNotOpen(event, review.status)) : refused(whyNotOpen(event, review.status))
    }
    if (input.version !== undefined && input.version !== review.version) return overtaken('This review')
    const result = await work(ctx, review, found)
    return result.ok ? ok({ ref: input.ref }) : result
  })
}
