import type { Room } from '#services/core/room.ts'
import { membershipDates } from './dates.ts'
import { held } from './held.ts'
import { forgetJoinRequests, keepMemberships } from './jobs.ts'
import { leaveMemberships } from './leave.ts'
import { membershipLife } from './lifecycle.ts'
import { news } from './news.ts'
import { membershipTasks } from './queries.ts'

export const room: Room = {
  name: 'memberships',
  lives: [membershipLife],
  dates: membershipDates,
  jobs: [keepMemberships, forgetJoinRequests],
  tasks: membershipTasks,
  leave: leaveMemberships,
  news,
  held,
}
