import { z } from 'zod'
import { conflictFoundSchema } from '#services/conflicts/index.ts'
import type { Room } from '#services/core/room.ts'
import { applicationDates } from './dates.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { vettingJobs } from './jobs.ts'
import { leaveVetting } from './leave.ts'
import { tellOfAssessor } from './officer-conflicts.ts'
import { recheckApplicant } from './recheck-applicant.ts'
import { releaseBlockedAssessors } from './release-blocked.ts'
import { applicationTasks } from './tasks.ts'
import { applicationUnderWay } from './under-way.ts'

const aboutPerson = z.object({ personId: z.uuid() })

export const room: Room = {
  name: 'vetting',
  jobs: vettingJobs,
  handlers: {
    'recheck-person': (ctx, { payload }) => recheckApplicant(ctx, aboutPerson.parse(payload).personId),
    'conflict-found': async (ctx, { key, payload }) => {
      await releaseBlockedAssessors(ctx)
      const found = conflictFoundSchema.parse(payload)
      if (found.caseKind === 'application') await tellOfAssessor(ctx, found, key)
    },
  },
  tasks: applicationTasks,
  dates: applicationDates,
  underWay: applicationUnderWay,
  leave: leaveVetting,
  held,
  invariants,
}
