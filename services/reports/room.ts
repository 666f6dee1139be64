import type { Room } from '#services/core/room.ts'
import { accuracySilence } from './accuracy-clock.ts'
import { assembleWhenPresented } from './assemble.ts'
import { reportDates } from './dates.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { reportLife } from './lifecycle.ts'
import { news } from './news.ts'
import { planJobs } from './plan-clocks.ts'
import { actionLife, planLife } from './plan-lifecycle.ts'
import { makeDocument } from './report-document.ts'
import { reportTasks } from './tasks.ts'

export const room: Room = {
  name: 'reports',
  lives: [reportLife, planLife, actionLife],
  dates: reportDates,
  jobs: planJobs,
  silences: [accuracySilence],
  handlers: { 'work-delivered': assembleWhenPresented, 'report-document': makeDocument },
  tasks: reportTasks,
  news,
  held,
  invariants,
}
