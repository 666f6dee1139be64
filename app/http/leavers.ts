import { leaveBank } from '#services/bank/leave.ts'
import type { Leaver } from '#services/core/leaver.ts'
import { leaveOfferings } from '#services/offerings/leave.ts'
import { leaveReviews } from '#services/reviews/leave.ts'
import { leaveVetting } from '#services/vetting/leave.ts'
import { leavePosts } from '#services/yots/leave.ts'

/** Each room's part when somebody leaves; those that may refuse come first. */
export const leavers: Leaver[] = [leaveReviews, leaveVetting, leaveOfferings, leavePosts, leaveBank]
