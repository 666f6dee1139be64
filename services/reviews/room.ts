import type { Room } from '#services/core/room.ts'
import { reviewLife } from './case/lifecycle.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { reviewHandlers, reviewJobs } from './jobs.ts'
import { leaveReviews } from './leave.ts'
import { reviewDates } from './pages/dates.ts'
import { reviewTasks } from './pages/tasks.ts'
import { reviewsUnderWay } from './pages/under-way.ts'
import { sponsorSilence } from './request/sponsor-clock.ts'
import { invitationSilence } from './team/invitation-clock.ts'
import { news } from './weights/news.ts'
import { termsChangeSilence } from './work/change-terms.ts'
import { remarkSilence } from './work/remark-clock.ts'

export const room: Room = {
  name: 'reviews',
  lives: [reviewLife],
  dates: reviewDates,
  jobs: reviewJobs,
  silences: [invitationSilence, remarkSilence, sponsorSilence, termsChangeSilence],
  handlers: reviewHandlers,
  tasks: reviewTasks,
  underWay: reviewsUnderWay,
  leave: leaveReviews,
  news,
  held,
  invariants,
}
