import { keptAsMade } from '#services/core/held.ts'
import type { Room } from '#services/core/room.ts'
import { nightly } from './snapshot/take-snapshot.ts'

export const room: Room = {
  name: 'insight',
  jobs: [nightly],
  held: {
    unshown: { 'Assumption.setById': 'What the business case assumes says by whom it was set, on its page.' },
    staying: { 'Assumption.setById': keptAsMade },
  },
}
