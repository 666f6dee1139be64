import type { Room } from '#services/core/room.ts'
import { enquirySilence } from './enquiry-clock.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { leaveEnquiries } from './leave.ts'
import { enquiryLife } from './lifecycle.ts'
import { news } from './news.ts'
import { enquiryTasks } from './tasks.ts'
import { enquiriesUnderWay } from './under-way.ts'

export const room: Room = {
  name: 'enquiries',
  lives: [enquiryLife],
  silences: [enquirySilence],
  tasks: enquiryTasks,
  underWay: enquiriesUnderWay,
  leave: leaveEnquiries,
  news,
  held,
  invariants,
}
