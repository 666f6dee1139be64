import type { Room } from '#services/core/room.ts'
import { briefingDates } from './dates.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { handlers } from './joined.ts'
import { leaveBriefing } from './leave.ts'
import { issueLife } from './lifecycle.ts'
import { news } from './news.ts'
import { post } from './send-issue.ts'
import { briefingTasks } from './tasks.ts'

export const room: Room = {
  name: 'briefing',
  lives: [issueLife],
  handlers,
  post,
  tasks: briefingTasks,
  news,
  dates: briefingDates,
  leave: leaveBriefing,
  held,
  invariants,
}
