import { room as accounts } from './accounts/index.ts'
import { room as bank } from './bank/index.ts'
import { room as briefing } from './briefing/index.ts'
import { room as calendars } from './calendars/index.ts'
import { room as conflicts } from './conflicts/index.ts'
import type { Leaver } from './core/leaver.ts'
import type { Room } from './core/room.ts'
import { room as courses } from './courses/index.ts'
import { room as decisions } from './decisions/index.ts'
import { room as engagements } from './engagements/index.ts'
import { room as enquiries } from './enquiries/index.ts'
import { room as fairness } from './fairness/index.ts'
import { room as fieldwork } from './fieldwork/index.ts'
import { room as gaps } from './gaps/index.ts'
import { room as imports } from './import/index.ts'
import { room as independence } from './independence/index.ts'
import { room as insight } from './insight/index.ts'
import { room as meetings } from './meetings/index.ts'
import { room as memberships } from './memberships/index.ts'
import { room as notifications } from './notifications/index.ts'
import { room as offerings } from './offerings/index.ts'
import { room as outside } from './outside/index.ts'
import { room as ratings } from './ratings/index.ts'
import { room as records } from './records/index.ts'
import { room as reports } from './reports/index.ts'
import { room as reviews } from './reviews/index.ts'
import { room as selfAssessments } from './self-assessments/index.ts'
import { room as vetting } from './vetting/index.ts'
import { room as workbooks } from './workbooks/index.ts'
import { room as yots } from './yots/index.ts'

/** The rooms in rank order: one imports only from those before it. What happens to all of them is a loop over this list. */
export const rooms: readonly Room[] = [
  notifications,
  accounts,
  yots,
  gaps,
  memberships,
  imports,
  records,
  bank,
  conflicts,
  vetting,
  outside,
  workbooks,
  reviews,
  fieldwork,
  selfAssessments,
  reports,
  offerings,
  enquiries,
  engagements,
  courses,
  ratings,
  fairness,
  decisions,
  independence,
  meetings,
  briefing,
  calendars,
  insight,
]

/** Each room's part when somebody leaves: whoever rests on others ends first. */
export const leavers: readonly Leaver[] = rooms.toReversed().flatMap((room) => room.leave ?? [])
