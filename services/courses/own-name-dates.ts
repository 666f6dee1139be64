import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { checkDaysGiven } from '#services/engagements/index.ts'
import type { LockedCourse } from './move-course.ts'

/** Whether a date with these sessions leaves somebody in post who gives it in their own name within the days that their services agreed to. */
export const checkOwnNameDate = async (
  ctx: Ctx,
  { id, offering }: LockedCourse,
  sessions: readonly { startsAt: Date }[],
): Promise<Result<undefined>> =>
  offering.personId !== null && offering.yotCode === null && offering.outsideId === null
    ? checkDaysGiven(
        ctx,
        offering.personId,
        sessions.map(({ startsAt }) => londonDate(startsAt)),
        { dateId: id },
      )
    : ok(undefined)
