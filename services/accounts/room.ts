import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { accountJobs } from './jobs.ts'
import { postHandlers } from './post.ts'
import { secondStepTasks } from './second-step.ts'

export const room: Room = {
  name: 'accounts',
  jobs: accountJobs,
  handlers: postHandlers,
  tasks: secondStepTasks,
  held,
  invariants,
}
