import { z } from 'zod'
import type { Room } from '#services/core/room.ts'
import { conflictDates } from './dates.ts'
import { expiryJob } from './expire.ts'
import { held } from './held.ts'
import { news } from './news.ts'
import { declarationTasks } from './queries.ts'
import { recheckJoined } from './recheck-joined.ts'
import { recheckEverybody, recheckPerson } from './recheck-person.ts'
import { registerMailJob } from './register-mail.ts'
import { conflictJobs } from './sweep.ts'

const aboutPerson = z.object({ personId: z.uuid() })

export const room: Room = {
  name: 'conflicts',
  jobs: [...conflictJobs, expiryJob, registerMailJob],
  handlers: {
    'recheck-person': async (ctx, { payload }) => {
      await recheckPerson(ctx, aboutPerson.parse(payload).personId)
    },
    'recheck-everybody': async (ctx) => {
      await recheckEverybody(ctx)
    },
  },
  join: recheckJoined,
  dates: conflictDates,
  tasks: declarationTasks,
  news,
  held,
}
