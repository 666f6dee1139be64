import { checkPeople, verdictOf } from '#services/conflicts/check-people.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'

type Offered = { basis: string; personId: string | null }

/** Bases on which an associate is paid, which is when the conflict rules run. */
export const paidBases: readonly string[] = ['charged', 'cost_recovery']

/**
 * Runs the conflict rules between an associate who would be paid and the service that asks, before they are written to and
 * again when they are chosen. A block is refused without its reason, which may be another's. What has to be managed is
 * returned by name: the two sides put into their terms how they manage it (docs/decisions/0010).
 */
export const checkPaidDelivery = async (
  ctx: Ctx,
  enquiryId: string,
  { basis, personId }: Offered,
  moment: 'shortlist' | 'terms',
): Promise<Result<{ toManage: string[] }>> => {
  if (personId === null || !paidBases.includes(basis)) return ok({ toManage: [] })
  const found = await checkPeople(asSystem(ctx), {
    case: { kind: 'enquiry', id: enquiryId },
    activity: 'paid-delivery',
    personIds: [personId],
    moment,
  })
  const conflicts = found.get(personId) ?? []
  if (verdictOf(conflicts) === 'blocked') return refused('This associate is not available to your service.')
  const toManage = conflicts.filter(({ effect, ruleId }) => effect === 'manage' && ruleId !== 'STALE')
  return ok({ toManage: [...new Set(toManage.map((conflict) => conflict.safeSentence))] })
}
