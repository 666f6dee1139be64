import type { Room } from '#services/core/room.ts'
import { evidenceLife } from './evidence/lifecycle.ts'
import { findingLife } from './findings/lifecycle.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { sessionDates } from './pages/dates.ts'
import { openSelfAssessment } from './preparing/workbook.ts'

export const room: Room = {
  name: 'fieldwork',
  lives: [evidenceLife, findingLife],
  dates: sessionDates,
  handlers: { 'review-prepared': openSelfAssessment },
  held,
  invariants,
}
