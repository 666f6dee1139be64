import { secondStepTasks } from '#services/accounts/index.ts'
import { bankTasks } from '#services/bank/clocks.ts'
import { declarationTasks } from '#services/conflicts/queries.ts'
import type { TaskSource } from '#services/core/task.ts'
import type { UnderWaySource } from '#services/core/under-way.ts'
import { enquiryTasks } from '#services/offerings/tasks.ts'
import { enquiriesUnderWay } from '#services/offerings/under-way.ts'
import { ratingTasks } from '#services/ratings/queries.ts'
import { reviewTasks } from '#services/reviews/tasks.ts'
import { reviewsUnderWay } from '#services/reviews/under-way.ts'
import { applicationTasks } from '#services/vetting/tasks.ts'
import { applicationUnderWay } from '#services/vetting/under-way.ts'
import { membershipTasks } from '#services/yots/memberships/queries.ts'

/** Each room's answer to "what waits for this person?", one line a room. */
export const taskSources: TaskSource[] = [
  secondStepTasks,
  bankTasks,
  applicationTasks,
  declarationTasks,
  reviewTasks,
  ratingTasks,
  enquiryTasks,
  membershipTasks,
]

/** Each room's answer to "what is under way for this person?", one line a room. */
export const underWaySources: UnderWaySource[] = [reviewsUnderWay, enquiriesUnderWay, applicationUnderWay]
