import { erased } from '#services/core/held.ts'
import { ok } from '#services/core/result.ts'
import type { Room } from '#services/core/room.ts'
import { tables } from './tables.ts'

export const room: Room = {
  name: 'calendars',
  leave: async (ctx, personId) => {
    await tables(ctx).feed.updateMany({ where: { personId, endedAt: null }, data: { endedAt: ctx.clock.now() } })
    return ok(undefined)
  },
  held: {
    shown: [
      {
        table: 'Feed',
        by: ['personId'],
        title: 'Calendars that your programs fetch',
        why: 'To answer under the address that you were given',
        columns: { kind: 'What it holds', regions: 'Regions', createdAt: 'Made', endedAt: 'Ended' },
        correctAt: '/calendar',
        onLeaving: erased.replace('Erased', 'Ended: their addresses answer that they are gone'),
      },
    ],
  },
}
