import type { Room } from '#services/core/room.ts'
import { carryQueues } from './carry-queue.ts'
import { tellSearchers } from './catalogue/tell-searchers.ts'
import { askLater, passDays, remindAhead, tendQueues } from './clocks.ts'
import { courseDates } from './dates.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { leaveCourses } from './leave.ts'
import { courseLife, markLife, placeLife } from './lifecycle.ts'
import { drawObservers } from './mark/draw-observers.ts'
import { endMarks } from './mark/question-mark.ts'
import { news } from './news.ts'
import { lookAtLinks } from './resources/look-at-links.ts'
import { outsideDatesFollow, tendRests } from './rest.ts'
import { courseTasks } from './tasks.ts'

export const room: Room = {
  name: 'courses',
  lives: [courseLife, placeLife, markLife],
  dates: courseDates,
  jobs: [
    carryQueues,
    tendQueues,
    passDays,
    remindAhead,
    askLater,
    drawObservers,
    endMarks,
    tellSearchers,
    lookAtLinks,
    tendRests,
  ],
  handlers: { 'outside-standing-changed': outsideDatesFollow },
  tasks: courseTasks,
  leave: leaveCourses,
  news,
  held,
  invariants,
}
