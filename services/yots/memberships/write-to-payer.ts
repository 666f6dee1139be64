import { primaryAddress } from '#services/accounts/primary-address.ts'

import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { inForce } from '#services/yots/in-force.ts'
import { tables } from '#services/yots/tables.ts'
import type { Payer } from './policy.ts'

/** Who speaks for a payer today: the person, or the heads of the service who are not on leave. */
const speakersFor = async (ctx: Ctx, { yotCode, personId }: Payer): Promise<string[]> => {
  if (yotCode === null) return personId === null ? [] : [personId]
  const rows = await tables(ctx).holding.findMany({
    where: {
      yotCode,
      level: 'head',
      isOnLeave: false,
      ...inForce(ctx.clock.today()),
      post: { abolishedOn: null },
      person: { leftAt: null },
    },
    select: { personId: true },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
  })
  return rows.map((row) => row.personId)
}

type Letter = { key: string; subject: string; lines: string[]; action: { text: string; path: string } }

/** Mail to whoever speaks for a payer, but for the actor. Gives how many people that is, written to or not. */
export const writeToPayer = async (ctx: Ctx, payer: Payer, { key, ...letter }: Letter): Promise<number> => {
  const people = await speakersFor(ctx, payer)
  for (const personId of people) {
    if (personId === ctx.actor.personId) continue
    const to = await primaryAddress(ctx, personId)
    if (to !== null) await enqueue(ctx, { topic: 'mail', key: `${key}:${personId}`, payload: { to, ...letter } })
  }
  return people.length
}
