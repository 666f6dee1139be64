import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok, type Result } from '#services/core/result.ts'
import { type DisputeToMediate, disputesToMediate, recommendResolution } from '#services/engagements/index.ts'
import type { WholeConcern } from './concerns.ts'
import type { Found } from './decide.ts'
import { openConcern } from './open-concern.ts'
import { type Party, person, service } from './parties.ts'
import { tables } from './tables.ts'

/** Both sides of agreed work, whoever opened the dispute first. */
const partiesOf = (dispute: DisputeToMediate): Party[] => {
  const sideOf = (side: 'host' | 'provider') =>
    side === dispute.openedSide ? ('bringer' as const) : ('other' as const)
  const { hostYotCode, hostContactId, providerYotCode, providerPersonId, providerContactId } = dispute
  return [
    service(sideOf('host'), hostYotCode),
    person(sideOf('host'), hostContactId),
    ...(providerYotCode === null ? [] : [service(sideOf('provider'), providerYotCode)]),
    person(sideOf('provider'), providerPersonId ?? providerContactId),
  ]
}

/**
 * Asks for a mediator for disputes that fourteen days have not settled: once each. Both sides have said in the dispute how they see
 * it, so nobody is asked again.
 */
export const mediateDisputes: Job = {
  name: 'fairness.mediate',
  title: 'Ask for a mediator where a dispute is not settled in fourteen days',
  everyMinutes: 6 * 60,
  run: async (given) => {
    const ctx = asSystem(given)
    for (const dispute of await disputesToMediate(ctx)) {
      const causeKey = `mediation:${dispute.disputeId}`
      if ((await tables(ctx).concern.count({ where: { causeKey } })) > 0) continue
      await openConcern(ctx, {
        kind: 'mediation',
        subject: { kind: 'engagement', id: dispute.engagementId },
        title: `A dispute about “${dispute.title}” (${dispute.ref})`,
        case: dispute.enquiryId === null ? null : { kind: 'enquiry', id: dispute.enquiryId },
        parties: partiesOf(dispute),
        points: [{ reason: 'dispute', onceKey: causeKey }],
        statement: null,
        openKey: causeKey,
        causeKey,
      })
    }
  },
}

/** What the mediator recommends goes to the two sides, in the transaction that records it. */
export const carryOutMediation = async (
  ctx: Ctx,
  row: WholeConcern,
  found: readonly Found[],
): Promise<Result<unknown>> => {
  const [finding] = found
  const view = row.views.find(({ recordedAt, releasedAt }) => recordedAt !== null && releasedAt === null)
  if (!finding?.to || !view || finding.until === null) return ok(undefined)
  return recommendResolution(ctx, row.subjectId, {
    by: view.deciderId,
    to: finding.to,
    total: finding.total ?? null,
    words: finding.reasons,
    answerBy: finding.until,
  })
}
