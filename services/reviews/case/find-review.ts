import type { Prisma } from '#prisma/generated/client.ts'
import {
  examplesOf,
  hiddenCaseIds,
  type InTheWay,
  mayApprove,
  type OwnStanding,
  ownStanding,
} from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Side } from './lifecycle.ts'
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
  ref: true,
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

/** Officers of the association who may come across reviews of others; for them the conflict rules run at every look. */
const looksAfterReviews = ({ actor }: Ctx) => actor.kind !== 'system' && may(actor, 'review.list')

/** An officer's look reads an example beside it, so that as many rows' worth is read whether or not there is one by this reference. */
const readFacts = async (ctx: Ctx, ref: string, hidden: readonly string[]) => {
  const examples = looksAfterReviews(ctx) ? await examplesOf(ctx, 'review_request') : []
  const rows = await tables(ctx).reviewRequest.findMany({
    where: { OR: [{ AND: [{ ref }, knownReviews(ctx, hidden)] }, { id: { in: examples }, ref: { not: ref } }] },
    select: factsSelect,
  })
  const row = rows.find((one) => one.ref === ref)
  if (!row) return null
  const { yot, seats, sights, version, ...rest } = row
  const team = seats.flatMap(({ role, invitations }) =>
    invitations.map(({ personId, status }) => ({ personId, role, hasAccepted: status === 'accepted' })),
  )
  const sighted = sights.map(({ personId }) => personId)
  return { version, facts: { ...rest, region: yot.region, sighted, team } }
}

/**
 * A review by its reference, if the actor may know of it; null otherwise, which must be answered like an unknown one and takes
 * as long. The host's people always may. For an officer of the association the conflict rules run now; for the team, what was
 * found before counts. An officer with a conflict to manage may read and not act.
 */
export const findReview = async (ctx: Ctx, ref: string): Promise<FoundReview | null> => {
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const found = await readFacts(ctx, ref, hidden)
  const standings: Standing[] = []
  if (found && isHostSide(ctx, found.facts)) standings.push('host')
  else if (found && isSighted(ctx, found.facts)) standings.push('sight')
  if (found && isTeamSide(ctx, found.facts) && !hidden.includes(found.facts.id)) standings.push('team')
  const isOfficers = found !== null && isAssociationSide(ctx, found.facts)
  let own: OwnStanding | null = null
  if (isOfficers || (standings.length === 0 && looksAfterReviews(ctx))) {
    own = await ownStanding(ctx, 'review_request', isOfficers ? found.facts.id : null)
    if (own.verdict !== 'blocked') standings.push('association')
  }
  if (!found || standings.length === 0) return null
  const { facts, version } = found
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
