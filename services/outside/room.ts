import type { Room } from '#services/core/room.ts'
import { ageOutside, forgetNamed } from './clocks.ts'
import { outsideDates } from './dates.ts'
import { drawAssessors } from './draw.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { leaveOutside } from './leave.ts'
import { outsideLife } from './lifecycle.ts'
import { outsideTasks, outsideUnderWay } from './tasks.ts'

export const room: Room = {
  name: 'outside',
  lives: [outsideLife],
  jobs: [drawAssessors, ageOutside, forgetNamed],
  tasks: outsideTasks,
  dates: outsideDates,
  underWay: outsideUnderWay,
  leave: leaveOutside,
  held,
  invariants,
}
