import { z } from 'zod'
import { audit, type CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, uncapitalise } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { hostPersonIdsOf } from './pairs.ts'
import { revealDay } from './rules.ts'
import { tables } from './tables.ts'

const delivered = z.object({
  work: z.enum(['review', 'engagement']),
  workId: z.uuid(),
  workRef: z.string(),
  title: z.string(),
  hostYotCode: z.string(),
  /** The service that did it and what it had offered, where a service did. */
  providerYotCode: z.string().optional(),
  /** The outside provider whose work it was, where one's. */
  outsideId: z.uuid().optional(),
  offeringId: z.uuid().optional(),
  people: z.array(z.object({ personId: z.uuid(), role: z.string() })),
})
export type Delivered = z.output<typeof delivered>

/**
 * Opens the two ratings of a piece of work that has been delivered, and asks both sides. Once per work, however often it
 * is told.
 */
export const openRatings = (ctx: Ctx, work: Delivered, about?: CaseRef) =>
  inTransaction(ctx, async (ctx) => {
    const key = { work: work.work, workId: work.workId }
    const known = await tables(ctx).ratingPair.findUnique({ where: { work_workId: key }, select: { id: true } })
    if (known) return ok({ pairId: known.id })
    const revealOn = revealDay(ctx.clock.today())
    const pair = await tables(ctx).ratingPair.create({
      data: {
        ...key,
        workRef: work.workRef,
        title: work.title,
        hostYotCode: work.hostYotCode,
        providerYotCode: work.providerYotCode ?? null,
        outsideId: work.outsideId ?? null,
        offeringId: work.offeringId ?? null,
        caseKind: about?.kind ?? null,
        caseId: about?.id ?? null,
        openedAt: ctx.clock.now(),
        revealOn: dateFromIso(revealOn),
        people: { create: work.people },
      },
    })
    const raters = [...(await hostPersonIdsOf(ctx, pair)), ...work.people.map(({ personId }) => personId)]
    await tell(ctx, {
      people: raters,
      about: { kind: 'rating', id: pair.id, ...(about ? { case: about } : {}) },
      occasion: 'opened',
      kind: 'ask',
      letter: {
        subject: `Say how it went: ${uncapitalise(work.title)} (${work.workRef})`,
        lines: [
          `${work.title} is delivered. Please rate it: five questions and a few words, about three minutes. Whoever came rates for themselves.`,
          `Nobody sees any rating until the host and everybody who came have rated, or until ${longDate(revealOn)}. After that none can be changed.`,
        ],
        action: { text: 'Rate this work', path: `/ratings/${pair.id}` },
      },
    })
    await audit(ctx, {
      event: 'rating.opened',
      subject: { kind: 'rating-pair', id: pair.id },
      ...(about ? { case: about } : {}),
      yotCode: work.hostYotCode,
    })
    return ok({ pairId: pair.id })
  })

/** What the worker calls when a room says that work was delivered. */
export const workDelivered: Handler = async (ctx, message) => {
  const about = await ctx.db.outboxMessage.findUnique({
    where: { id: message.id },
    select: { caseKind: true, caseId: true },
  })
  const result = await openRatings(
    ctx,
    delivered.parse(message.payload),
    about?.caseKind && about.caseId ? { kind: about.caseKind, id: about.caseId } : undefined,
  )
  if (!result.ok) throw new Error(`Ratings could not be opened: ${result.problem.kind}`)
}
