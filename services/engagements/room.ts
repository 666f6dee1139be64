import type { Room } from '#services/core/room.ts'
import { closeSettled, engagementSilence, remindAhead } from './clocks.ts'
import { engagementDates } from './dates.ts'
import { handOn } from './hand-on.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { leaveEngagements } from './leave.ts'
import { news } from './ledger/news.ts'
import { reviewDelivered, writePastWork } from './ledger/past-work.ts'
import { engagementLife } from './lifecycle.ts'
import { endUnanswered } from './mediate.ts'
import { reconcile } from './reconcile.ts'
import { engagementTasks } from './tasks.ts'
import { recheckDeliverer } from './unavailable.ts'
import { engagementsUnderWay } from './under-way.ts'

export const room: Room = {
  name: 'engagements',
  lives: [engagementLife],
  dates: engagementDates,
  jobs: [closeSettled, endUnanswered, remindAhead, writePastWork, reconcile],
  silences: [engagementSilence],
  handlers: {
    'recheck-person': recheckDeliverer,
    'work-delivered': reviewDelivered,
    'outside-contact-changed': handOn,
  },
  tasks: engagementTasks,
  underWay: engagementsUnderWay,
  leave: leaveEngagements,
  news,
  held,
  invariants,
}
