import { checkOfficers } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { caseOf } from './policy.ts'
import { releaseBlockedAssessors } from './release-blocked.ts'
import { tables } from './tables.ts'

/**
 * An applicant's posts or interests changed: every officer of the association is checked against their open application
 * again, so that it is hidden at once from whoever is now conflicted, and assessors who are leave its panel.
 */
export const recheckApplicant = async (ctx: Ctx, personId: string): Promise<void> => {
  const open = await tables(ctx).application.findFirst({
    where: { personId, status: { in: ['submitted', 'checks', 'panel', 'more_information'] } },
    select: { id: true },
  })
  if (!open) return
  await checkOfficers(ctx, caseOf(open.id))
  await releaseBlockedAssessors(ctx)
}
