import { keptAsMade } from '#services/core/held.ts'
import type { Room } from '#services/core/room.ts'
import { insightNews } from './news.ts'
import { nightly } from './snapshot/take-snapshot.ts'

export const room: Room = {
  name: 'insight',
  jobs: [nightly],
  news: insightNews,
  held: {
    unshown: { 'Assumption.setById': 'What the business case assumes says by whom it was set, on its page.' },
    staying: { 'Assumption.setById': keptAsMade },
  },
}
