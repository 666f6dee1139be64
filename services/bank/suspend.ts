import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { suspendedToday } from './in-force.ts'
import { tables } from './tables.ts'

/** Whoever works with this person looks again: teams, terms, offers. */
const sayChanged = (ctx: Ctx, personId: string, key: string): Promise<void> =>
  enqueue(ctx, { topic: 'recheck-person', key: `recheck-person:${key}`, payload: { personId } })

/** Brings the place in the bank in line with the suspensions there are today; it gets back what it was before. */
export const settleSuspension = async (ctx: Ctx, personId: string): Promise<void> => {
  const { standing } = tables(ctx)
  const place = await standing.findUnique({ where: { personId } })
  if (!place || place.status === 'removed') return
  const isSuspended = (await suspendedToday(ctx, [personId])).has(personId)
  if (isSuspended === (place.status === 'suspended')) return
  await standing.update({
    where: { personId },
    data: {
      status: isSuspended ? 'suspended' : (place.statusBefore ?? 'active'),
      statusBefore: isSuspended ? place.status : null,
      version: { increment: 1 },
    },
  })
}

/**
 * Suspends somebody from today until the end of a day (ISO; null: until it is lifted). For whoever decided so, in their transaction;
 * doing it twice for the same thing moves its last day.
 * @param restsOn what it rests on: one suspension for each, and it is lifted by the same name
 */
export const suspend = (
  ctx: Ctx,
  { personId, restsOn, until }: { personId: string; restsOn: string; until: string | null },
): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const lastDay = until === null ? null : dateFromIso(until)
    await tables(ctx).suspension.upsert({
      where: { restsOn },
      create: { personId, restsOn, from: dateFromIso(ctx.clock.today()), until: lastDay },
      update: { until: lastDay, liftedAt: null },
    })
    await settleSuspension(ctx, personId)
    await sayChanged(ctx, personId, `suspended:${restsOn}:${until}:${ctx.clock.now().getTime()}`)
    await audit(ctx, { event: 'standing.suspended', subject: { kind: 'person', id: personId }, data: { until } })
    return ok(undefined)
  })

/** Lifts what rests on this; nothing happens where there is none. */
export const liftSuspension = (ctx: Ctx, restsOn: string): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const row = await tables(ctx).suspension.findUnique({ where: { restsOn } })
    if (!row || row.liftedAt !== null) return ok(undefined)
    await tables(ctx).suspension.update({ where: { restsOn }, data: { liftedAt: ctx.clock.now() } })
    await settleSuspension(ctx, row.personId)
    await sayChanged(ctx, row.personId, `reinstated:${restsOn}:${ctx.clock.now().getTime()}`)
    await audit(ctx, { event: 'standing.reinstated', subject: { kind: 'person', id: row.personId } })
    return ok(undefined)
  })

/** Gives back their place to those whose last suspension has run out. */
export const endSuspensions = async (ctx: Ctx): Promise<void> => {
  const today = ctx.clock.today()
  const over = await tables(ctx).suspension.findMany({
    where: { liftedAt: null, until: { lt: dateFromIso(today) } },
    orderBy: { id: 'asc' },
    select: { restsOn: true },
  })
  for (const { restsOn } of over) await liftSuspension(ctx, restsOn)
}

/** Ends somebody's place in the bank by a decision, or gives it back on appeal; what they were before is kept with it. */
export const removeFromBank = (ctx: Ctx, personId: string, isRemoved: boolean): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const { standing } = tables(ctx)
    const place = await standing.findUnique({ where: { personId } })
    if (!place || (place.status === 'removed') === isRemoved) return ok(undefined)
    const before = place.status === 'suspended' ? place.statusBefore : place.status
    await standing.update({
      where: { personId },
      data: {
        status: isRemoved ? 'removed' : (place.statusBefore ?? 'active'),
        statusBefore: isRemoved ? before : null,
        version: { increment: 1 },
      },
    })
    await sayChanged(ctx, personId, `removed:${personId}:${place.version}`)
    await audit(ctx, {
      event: isRemoved ? 'standing.removed' : 'standing.reinstated',
      subject: { kind: 'person', id: personId },
    })
    return ok(undefined)
  })
