import type { Room } from '#services/core/room.ts'
import { appealSilence, mendSilence } from './close.ts'
import { concernDates } from './dates.ts'
import { drawWaiting } from './draw.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { leaveFairness } from './leave.ts'
import { concernLife } from './lifecycle.ts'
import { measureSilence } from './measures.ts'
import { mediateDisputes } from './mediation.ts'
import { conflictFound } from './release.ts'
import { openByRule } from './standing.ts'
import { statementSilence } from './state.ts'
import { concernsUnderWay, concernTasks } from './tasks.ts'

export const room: Room = {
  name: 'fairness',
  lives: [concernLife],
  jobs: [drawWaiting, mediateDisputes, openByRule],
  silences: [statementSilence, measureSilence, appealSilence, mendSilence],
  handlers: { 'conflict-found': conflictFound },
  tasks: concernTasks,
  dates: concernDates,
  underWay: concernsUnderWay,
  leave: leaveFairness,
  held,
  invariants,
}
