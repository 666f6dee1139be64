import type { Room } from '#services/core/room.ts'
import { decisionDates } from './dates.ts'
import { draftFromAudit } from './draft-from-audit.ts'
import { invariants } from './invariants.ts'
import { decisionLife } from './lifecycle.ts'
import { decisionNews } from './news.ts'
import { decisionTasks } from './tasks.ts'

/** It holds nobody's id: who moved a decision is in the frame's own table. So nothing of it is held about people, or ends when they leave. */
export const room: Room = {
  name: 'decisions',
  lives: [decisionLife],
  jobs: [draftFromAudit],
  tasks: decisionTasks,
  dates: decisionDates,
  news: decisionNews,
  invariants,
}
