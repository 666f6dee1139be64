import type { Prisma } from '#prisma/generated/client.ts'
import { hiddenCaseIds, type InTheWay, mayApprove, type OwnStanding, ownStanding } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { caseOf } from './case-of.ts'
import type { Side } from './lifecycle.ts'
import { passCase } from './pass-case.ts'
import {
  type CaseFacts,
  isAssociationSide,
  isHostSide,
  isSighted,
  isTeamSide,
  knownReviews,
  type Standing,
  sidesOf,
} from './policy.ts'
import { tables } from './tables.ts'

/** A review, in which capacities the actor knows of it, and from which sides they may act. */
export type FoundReview = {
  facts: CaseFacts
  standings: Standing[]
  sides: Side[]
  version: number
  /** What keeps an officer from acting for the association until it is mended: they read, and have none of its sides. */
  inTheWay: InTheWay | null
  /** They may approve how other officers' conflicts with it are managed. */
  mayApprove: boolean
}

const factsSelect = {
  id: true,
  version: true,
  yotCode: true,
  kind: true,
  status: true,
  requestedById: true,
  leadOfficerId: true,
  caseHolderId: true,
  yot: { select: { region: true } },
  sights: { select: { personId: true } },
  seats: {
    select: {
      role: true,
      invitations: { where: { status: { in: ['offered', 'accepted'] } }, select: { personId: true, status: true } },
    },
  },
} satisfies Prisma.ReviewRequestSelect

const readFacts = async (ctx: Ctx, ref: string, hidden: readonly string[]) => {
  const row = await tables(ctx).reviewRequest.findFirst({
    where: { AND: [{ ref }, knownReviews(ctx, hidden)] },
    select: factsSelect,
  })
  if (!row) return null
  const { yot, seats, sights, version, ...rest } = row
  const team = seats.flatMap(({ role, invitations }) =>
    invitations.map(({ personId, status }) => ({ personId, role, hasAccepted: status === 'accepted' })),
  )
  const sighted = sights.map(({ personId }) => personId)
  return { version, facts: { ...rest, region: yot.region, sighted, team } }
}

/**
 * A review by its reference, if the actor may know of it; null otherwise, which must be answered like an unknown one.
 * One they are known to be blocked from is not even read, so that it takes no longer than an unknown one. The host's people always may. For an officer of the association the conflict rules run now; for the team, what was
 * found before counts. When whoever looks after the case turns out to be blocked, it passes on at once; an officer with a
 * conflict to manage may read and not act.
 */
export const findReview = async (ctx: Ctx, ref: string): Promise<FoundReview | null> => {
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const found = await readFacts(ctx, ref, hidden)
  if (!found) return null
  const { facts, version } = found
  const standings: Standing[] = []
  let own: OwnStanding | null = null
  if (isHostSide(ctx, facts)) standings.push('host')
  else if (isSighted(ctx, facts)) standings.push('sight')
  if (isTeamSide(ctx, facts) && !hidden.includes(facts.id)) standings.push('team')
  if (isAssociationSide(ctx, facts)) {
    own = await ownStanding(ctx, caseOf(facts.id))
    if (own.verdict !== 'blocked') standings.push('association')
    else if (facts.caseHolderId === ctx.actor.personId) await passCase(asSystem(ctx), facts.id)
  }
  if (standings.length === 0) return null
  const inTheWay = own?.inTheWay ?? null
  const acting = inTheWay ? standings.filter((standing) => standing !== 'association') : standings
  return {
    facts,
    version,
    standings,
    sides: sidesOf(ctx, facts, acting),
    inTheWay,
    mayApprove: own !== null && mayApprove(ctx, own),
  }
}
