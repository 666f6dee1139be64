import { z } from 'zod'
import { standings } from '#services/bank/index.ts'
import { asSystem } from '#services/core/access.ts'
import { auditAll } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { isOutsideEnded, outsideInForce } from '#services/outside/index.ts'
import { offeringLife } from './lifecycle.ts'
import { whyNotOffered } from './may-offer.ts'
import { offerings } from './move-offering.ts'
import { tables } from './tables.ts'

const atOnce = 100

const pauseOne = (ctx: Ctx, id: string) =>
  offerings.asSystemMove(ctx, { id, event: 'paused' }, async (ctx, { row: offering, move }) => {
    if (offering.personId === null) return ok(undefined)
    const why = await whyNotOffered(ctx, offering)
    if (why === null) return ok(undefined)
    const moved = await move()
    if (!moved.ok) return moved
    await tell(ctx, {
      people: [offering.personId],
      about: { kind: 'offering', id: offering.id },
      occasion: `paused:${offering.version}`,
      kind: 'decision',
      letter: {
        subject: `“${offering.title}” is paused`,
        lines: [why, 'So we paused this offering. Mend what is missing, then publish it again.'],
        action: { text: 'See the offering', path: `/offerings/${offering.slug}` },
      },
    })
    return ok(undefined)
  })

/** Pauses what associates charge for once they may not: charged work stops when insurance or standing does. */
export const pauseUninsured: Job = {
  name: 'offerings.pause-uninsured',
  title: 'Pause charged offerings of associates who are not insured',
  everyMinutes: 12 * 60,
  run: async (ctx) => {
    let after: string | undefined
    for (;;) {
      const charged = await tables(ctx).offering.findMany({
        where: {
          status: 'published',
          basis: 'charged',
          personId: { not: null },
          outsideId: null,
          ...(after === undefined ? {} : { id: { gt: after } }),
        },
        orderBy: { id: 'asc' },
        take: atOnce,
        select: { id: true, personId: true },
      })
      const standing = await standings(
        ctx,
        charged.flatMap(({ personId }) => personId ?? []),
      )
      for (const { id, personId } of charged)
        if (personId !== null && standing.get(personId)?.mayCharge !== true) await pauseOne(asSystem(ctx), id)
      if (charged.length < atOnce) return
      after = charged.at(-1)?.id
    }
  },
}

const pauseOf = async (ctx: Ctx, where: { outsideId: string } | { outsideId: { notIn: string[]; not: null } }) => {
  const rows = await tables(ctx).offering.findMany({
    where: { status: 'published', ...where },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of rows) await pauseOne(asSystem(ctx), id)
}

/** Pauses whatever outside providers have published once approval, fee or insurance is not in force. */
const pauseOutside: Job = {
  name: 'offerings.pause-outside',
  title: 'Pause what outside providers offer whose approval, fee or insurance has run out',
  everyMinutes: 12 * 60,
  run: async (ctx) => pauseOf(ctx, { outsideId: { not: null, notIn: await outsideInForce(ctx) } }),
}

const changed = z.object({ outsideId: z.uuid() })

/** An outside provider was suspended, reinstated or ended: what it may not offer now is paused at once, and what it ends leaves for good. */
export const outsideStandingChanged: Handler = async (ctx, { payload }) => {
  const { outsideId } = changed.parse(payload)
  if (!(await isOutsideEnded(ctx, outsideId))) return pauseOf(ctx, { outsideId })
  const kept = await tables(ctx).offering.findMany({
    where: { outsideId, status: { in: offeringLife.marked('kept') } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const { id } of kept)
    await offerings.asSystemMove(asSystem(ctx), { id, event: 'archived' }, (_ctx, { move }) => move())
}

const handedOn = z.object({ outsideId: z.uuid(), personId: z.uuid() })

/** Somebody else speaks for an outside provider: what it offers is theirs to answer for. */
export const outsideContactChanged: Handler = (ctx, { payload }) => {
  const { outsideId, personId } = handedOn.parse(payload)
  return inTransaction(asSystem(ctx), async (ctx) => {
    const rows = await tables(ctx).offering.updateManyAndReturn({
      where: { outsideId, personId: { not: personId } },
      data: { personId, contactId: personId },
      select: { id: true },
    })
    await auditAll(
      ctx,
      rows.map(({ id }) => ({ event: 'offering.handed-on', subject: { kind: 'offering', id } })),
    )
    return ok(undefined)
  }).then(() => undefined)
}

export const offeringJobs: Job[] = [pauseUninsured, pauseOutside]
