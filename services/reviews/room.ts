import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { reviewHandlers, reviewJobs } from './jobs.ts'
import { leaveReviews } from './leave.ts'
import { reviewTasks } from './pages/tasks.ts'
import { reviewsUnderWay } from './pages/under-way.ts'
import { invitationSilence } from './team/invitation-clock.ts'

export const room: Room = {
  name: 'reviews',
  jobs: reviewJobs,
  silences: [invitationSilence],
  handlers: reviewHandlers,
  tasks: reviewTasks,
  underWay: reviewsUnderWay,
  leave: leaveReviews,
  held,
  invariants,
}
