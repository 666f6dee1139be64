import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { noticeWarning } from '#services/reviews/case/windows.ts'
import { reviewPage } from './review-page.ts'

/**
 * A request on an officer's desk: the review's page, and which of the association's steps are open to this officer. Not
 * found for everybody outside the association.
 */
export const deskPage = async (ctx: Ctx, ref: string) => {
  const page = await reviewPage(ctx, ref)
  if (!page.ok) return page
  const { value } = page
  if (!value.standings.includes('association')) return notFound()
  const { status, sides } = value
  const holder = await tables(ctx).reviewRequest.findUnique({ where: { ref }, select: { caseHolderId: true } })
  const looksAfter = holder?.caseHolderId === ctx.actor.personId
  const isForBoard = status === 'coordinator_checked' || status === 'deferred'
  return ok({
    ...value,
    looksAfter,
    warning: ['submitted', 'coordinator_checked'].includes(status)
      ? noticeWarning(value.request.windows, ctx.clock.today())
      : null,
    mayCheck: status === 'submitted' && sides.includes('coordinator'),
    mayDecide: isForBoard && sides.includes('board') && !looksAfter,
    /** Why the board's form is not there for somebody who might expect it. */
    isOwnCheck: isForBoard && sides.includes('board') && looksAfter,
    mayDefer: status === 'coordinator_checked',
    mayScope: status === 'approved' && sides.includes('case-holder'),
    mayBuildTeam:
      sides.includes('case-holder') &&
      ['scoping', 'team_proposed', 'inviting', 'confirmed', 'preparing'].includes(status),
    mayWriteTerms: sides.includes('case-holder') && status === 'confirmed',
  })
}
