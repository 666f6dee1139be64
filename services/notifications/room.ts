import { Prisma } from '#prisma/generated/client.ts'
import { erased } from '#services/core/held.ts'
import { ok } from '#services/core/result.ts'
import type { Room } from '#services/core/room.ts'
import { tables } from './tables.ts'

export const room: Room = {
  name: 'notifications',
  leave: async (ctx, personId) => {
    await tables(ctx).mailChoice.deleteMany({ where: { personId } })
    await tables(ctx).waitingLine.updateMany({
      where: { personId, sentAt: null },
      data: { sentAt: ctx.clock.now(), line: {} },
    })
    return ok(undefined)
  },
  invariants: [
    {
      name: 'lines-emptied',
      holds: 'A line that was sent, or left out, says nothing any more.',
      broken: Prisma.sql`select id::text as what from "WaitingLine"
        where "sentAt" is not null and (line <> '{}'::jsonb or address is not null)`,
    },
  ],
  held: {
    shown: [
      {
        table: 'MailChoice',
        by: ['personId'],
        title: 'Which mail you chose to get',
        why: 'To send it as you asked',
        columns: { area: 'About', timing: 'When', chosenAt: 'Chosen' },
        correctAt: '/account/notifications',
        onLeaving: erased,
      },
    ],
    unshown: {
      'WaitingLine.personId': 'Waits to be sent to you within a day, and is empty afterwards.',
    },
  },
}
