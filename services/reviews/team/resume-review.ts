import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import { hostPeople, requestPath, reviewPath, tell } from '#services/reviews/case/mails.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import type { Input, resumeSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { leastNoticeDays, mostWindows, type Window, windowProblem } from '#services/reviews/case/windows.ts'

/** Reached once a team is being built for particular dates: after a pause that has to start again. */
const teamStates: readonly ReviewStatus[] = ['team_proposed', 'inviting', 'confirmed', 'preparing']

/** Where a postponed review comes back to. */
export const resumesAt = (postponedFrom: ReviewStatus | null): ReviewStatus =>
  postponedFrom === null || teamStates.includes(postponedFrom) ? 'scoping' : postponedFrom

/**
 * Takes a postponed review up again, where it stood; with a team to find, at scoping. New dates are asked for when those
 * given before have passed or come too soon.
 */
export const resumeReview = (ctx: Ctx, input: Input<typeof resumeSchema>) =>
  reviews.asMove(ctx, { ...input, event: 'resumed' }, async (ctx, { row: review }) => {
    const { candidateWindow } = tables(ctx)
    const requestId = review.id
    const earliest = dateFromIso(addDays(ctx.clock.today(), leastNoticeDays))
    const { startsOn, endsOn } = input
    const rows = await candidateWindow.findMany({ where: { requestId, startsOn: { gte: earliest } } })
    if (startsOn && endsOn) {
      const others = rows.map(
        (row): Window => ({ startsOn: isoFromDate(row.startsOn), endsOn: isoFromDate(row.endsOn) }),
      )
      const problem = windowProblem({ startsOn, endsOn }, { today: ctx.clock.today(), days: review.days, others })
      if (problem) return invalid({ [problem.field]: problem.why })
      await candidateWindow.deleteMany({ where: { requestId, startsOn: { lt: earliest } } })
      if (rows.length >= mostWindows) return invalid({ startsOn: `You can give at most ${mostWindows} sets of dates` })
      await candidateWindow.create({
        data: { requestId, startsOn: dateFromIso(startsOn), endsOn: dateFromIso(endsOn) },
      })
    } else if (rows.length === 0) {
      return invalid({ startsOn: 'The dates given before have passed or come too soon: give new ones' })
    }
    const to = resumesAt(review.postponedFrom)
    const moved = await reviews.move(ctx, review, 'resumed', { to, data: { postponedFrom: null } })
    if (!moved.ok) return moved
    await tell(ctx, review.id, `resumed:${review.version}`, hostPeople(review), {
      subject: `Your peer review is taken up again (${review.ref})`,
      lines: [`The review of ${review.yot.name} goes on. A team is found for the new dates where one is needed.`],
      action: { text: 'See where it stands', path: reviewPath(review.ref) },
    })
    await tell(ctx, review.id, `resumed:holder:${review.version}`, [review.caseHolderId], {
      subject: `${review.ref} is taken up again`,
      lines: [`The review of ${review.yot.name} goes on. If it needs a team, propose one for the new dates.`],
      action: { text: 'Open the case', path: requestPath(review.ref) },
    })
    return ok(moved.value)
  })
