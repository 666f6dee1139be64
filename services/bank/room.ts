import type { Room } from '#services/core/room.ts'
import { ageStandings, bankTasks } from './clocks.ts'
import { bankDates } from './dates.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { practiceChanged, refreshLastPractice, refreshPracticeDaily } from './last-practice.ts'
import { leaveBank } from './leave.ts'
import { endSuspensions } from './suspend.ts'

export const room: Room = {
  name: 'bank',
  dates: bankDates,
  jobs: [
    refreshPracticeDaily,
    ageStandings,
    {
      name: 'bank.end-suspensions',
      title: 'End suspensions whose last day has passed',
      everyMinutes: 15,
      run: endSuspensions,
    },
  ],
  handlers: { 'practice-changed': practiceChanged },
  tasks: bankTasks,
  leave: leaveBank,
  join: {
    after: async (ctx, { into }) => {
      await refreshLastPractice(ctx, [into])
      return []
    },
    undone: (ctx, { from, into }) => refreshLastPractice(ctx, [from, into]),
  },
  held,
  invariants,
}
