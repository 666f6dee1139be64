import type { Room } from '#services/core/room.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { openSelfAssessment } from './preparing/workbook.ts'

export const room: Room = {
  name: 'fieldwork',
  handlers: { 'review-prepared': openSelfAssessment },
  held,
  invariants,
}
