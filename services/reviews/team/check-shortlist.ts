import { checkPeople, verdictOf } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { asCaseHolder } from '#services/reviews/case/as-case-holder.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import type { Input, shortlistSchema } from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { planIn } from './proposal.ts'

/**
 * Runs the conflict rules again for everyone in a proposal, members and alternates, and keeps what they find. Writes to
 * nobody.
 *
 * @returns how many were checked, are blocked, and have something that must be managed first
 */
export const checkShortlist = (
  ctx: Ctx,
  input: Input<typeof shortlistSchema>,
): Promise<Result<{ checked: number; blocked: number; toManage: number }>> =>
  asCaseHolder(
    ctx,
    { ref: input.ref },
    { event: 'review.shortlist-checked', dataOf: (answer) => answer },
    async (ctx, { id }) => {
      const rows = await tables(ctx).teamProposal.findMany({ where: { requestId: id, number: { in: input.numbers } } })
      const personIds = new Set(
        rows.flatMap((row) => {
          const { members, alternates } = planIn(row.plan)
          return [...members, ...alternates].map(({ personId }) => personId)
        }),
      )
      const about = { case: caseOf(id), activity: 'review' as const, moment: 'shortlist' as const }
      const found = await checkPeople(ctx, { ...about, personIds: [...personIds] })
      const verdicts = [...found.values()].map(verdictOf)
      const count = (verdict: string) => verdicts.filter((each) => each === verdict).length
      return ok({ checked: found.size, blocked: count('blocked'), toManage: count('to-manage') })
    },
  )
