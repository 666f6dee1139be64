import type { Room } from '#services/core/room.ts'
import { passDays } from './clocks.ts'
import { meetingDates } from './dates.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { leaveMeetings } from './leave.ts'
import { electionLife, meetingLife } from './lifecycle.ts'
import { minutesSilence } from './minutes.ts'
import { meetingNews } from './news.ts'
import { extendSeries } from './series.ts'
import { meetingsUnderWay, meetingTasks } from './tasks.ts'

export const room: Room = {
  name: 'meetings',
  lives: [meetingLife, electionLife],
  jobs: [passDays, extendSeries],
  silences: [minutesSilence],
  tasks: meetingTasks,
  underWay: meetingsUnderWay,
  news: meetingNews,
  dates: meetingDates,
  leave: leaveMeetings,
  held,
  invariants,
}
