import { standings } from '#services/bank/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { tell } from '#services/notifications/index.ts'
import { whyNoCharge } from './may-offer.ts'
import { offerings } from './move-offering.ts'
import { tables } from './tables.ts'

const atOnce = 100

const pauseOne = (ctx: Ctx, id: string) =>
  offerings.asSystemMove(ctx, { id, event: 'paused' }, async (ctx, { row: offering, move }) => {
    if (offering.personId === null) return ok(undefined)
    const why = await whyNoCharge(ctx, offering.personId)
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

export const offeringJobs: Job[] = [pauseUninsured]
