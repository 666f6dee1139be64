import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewKind, ReviewStatus } from '#prisma/generated/enums.ts'
import { type Actor, hasRole, may } from '#services/core/access.ts'
import { forbidden, type Result, refused } from '#services/core/result.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'
import type { Side } from './lifecycle.ts'

/** What decides which sides of a review somebody stands on. */
export type CaseFacts = {
  id: string
  yotCode: string
  region: string
  kind: ReviewKind
  status: ReviewStatus
  requestedById: string
  leadOfficerId: string
  caseHolderId: string | null
  /** Of the service, besides those who asked and arrange: they follow it and change nothing. */
  sighted?: readonly string[]
  /** Everyone with an invitation that stands, and whether they said yes. */
  team: readonly { personId: string; role: string; hasAccepted: boolean }[]
}

/** In which capacities somebody knows of a review. */
export type Standing = 'host' | 'team' | 'association' | 'sight'

/** The host's own people see their own case, whatever the conflict rules say about them. */
export const isHostSide = (
  { actor }: { actor: Actor },
  facts: Pick<CaseFacts, 'yotCode' | 'requestedById' | 'leadOfficerId'>,
): boolean =>
  speaksFor(actor, facts.yotCode) ||
  (actor.personId !== null && [facts.requestedById, facts.leadOfficerId].includes(actor.personId))

/** The reviews that `isHostSide` says yes to, as a condition. */
export const hostedReviews = ({ actor }: { actor: Actor }): Prisma.ReviewRequestWhereInput => {
  const { personId } = actor
  const led = yotsOf(actor).filter((yotCode) => speaksFor(actor, yotCode))
  const ofPerson = personId === null ? [] : [{ requestedById: personId }, { leadOfficerId: personId }]
  return { OR: [{ yotCode: { in: led } }, ...ofPerson] }
}

/** Given sight of it by the service, and still in a post there. */
export const isSighted = (
  { actor }: { actor: Actor },
  { sighted = [], yotCode }: Pick<CaseFacts, 'sighted' | 'yotCode'>,
): boolean => actor.personId !== null && sighted.includes(actor.personId) && yotsOf(actor).includes(yotCode)

/** The reviews that `isSighted` says yes to, as a condition. */
export const sightedReviews = ({ actor }: { actor: Actor }): Prisma.ReviewRequestWhereInput[] =>
  actor.personId === null ? [] : [{ yotCode: { in: yotsOf(actor) }, sights: { some: { personId: actor.personId } } }]

/** Asked to serve on the team, or serving. */
export const isTeamSide = ({ actor }: { actor: Actor }, facts: CaseFacts): boolean =>
  facts.team.some(({ personId }) => personId === actor.personId)

/** Whether an officer's list includes a review before conflicts are looked at: drafts are the host's own. */
export const isAssociationSide = ({ actor }: { actor: Actor }, facts: CaseFacts): boolean => {
  if (facts.status === 'draft' && facts.caseHolderId === null) return false
  if (actor.kind === 'system') return true
  if (hasRole(actor, 'board_member') || hasRole(actor, 'administrator')) return true
  return facts.caseHolderId === actor.personId || hasRole(actor, 'coordinator', { region: facts.region })
}

/**
 * The reviews that somebody may know of by what was found until now, as a condition: `hidden` are those they are blocked from. What is
 * outside it is never read, so that it costs exactly what a reference costs that was never given.
 */
export const knownReviews = (
  { actor }: { actor: Actor },
  hidden: readonly string[],
): Prisma.ReviewRequestWhereInput => {
  const isSent = { OR: [{ status: { not: 'draft' as const } }, { caseHolderId: { not: null } }] }
  if (actor.kind === 'system') return isSent
  const { personId } = actor
  const regions = actor.grants.flatMap(({ role, region }) => (role === 'coordinator' && region ? [region] : []))
  const seesAll = hasRole(actor, 'board_member') || hasRole(actor, 'administrator')
  const held = personId === null ? [] : [{ caseHolderId: personId }]
  const asked = { personId: personId ?? undefined, status: { in: ['offered' as const, 'accepted' as const] } }
  return {
    OR: [
      hostedReviews({ actor }),
      ...sightedReviews({ actor }),
      {
        id: { notIn: [...hidden] },
        OR: [
          ...(personId === null ? [] : [{ seats: { some: { invitations: { some: asked } } } }]),
          { AND: [isSent, seesAll ? {} : { OR: [...held, { yot: { region: { in: regions } } }] }] },
        ],
      },
    ],
  }
}

/**
 * The sides somebody may act from. `standings` are those that the conflict rules leave them (see find-review.ts).
 * A coordinator acts on the cases they look after, not on others of their region.
 */
export const sidesOf = ({ actor }: { actor: Actor }, facts: CaseFacts, standings: readonly Standing[]): Side[] => {
  if (actor.kind === 'system') return ['system']
  const sides: Side[] = []
  if (standings.includes('host')) {
    if (speaksFor(actor, facts.yotCode) && may(actor, 'review.request')) sides.push('host')
    if (facts.leadOfficerId === actor.personId) sides.push('lead-officer')
  }
  if (standings.includes('team')) {
    const isCoLead = facts.team.some(
      ({ personId, role, hasAccepted }) => personId === actor.personId && role === 'co_lead' && hasAccepted,
    )
    if (isCoLead && may(actor, 'review.move')) sides.push('co-lead')
  }
  if (standings.includes('association')) {
    const holdsCase = facts.caseHolderId === actor.personId
    if (holdsCase && may(actor, 'review.check')) sides.push('coordinator')
    if ((holdsCase || hasRole(actor, 'administrator')) && may(actor, 'team.propose')) sides.push('case-holder')
    if (may(actor, 'review.decide')) sides.push('board')
  }
  return sides
}

/** Names of people the host would rather not have are for the host and those who decide, nobody else. */
export const maySeeObjections = (sides: readonly Side[]): boolean =>
  sides.some((side) => ['host', 'lead-officer', 'coordinator', 'case-holder', 'board'].includes(side))

const sideWords: Record<Side, string> = {
  host: 'somebody who speaks for the service',
  'lead-officer': 'the lead officer',
  coordinator: 'the coordinator who looks after this case',
  'case-holder': 'whoever looks after this case',
  board: 'a member of the programme board',
  'co-lead': 'a co-lead of the team',
  system: 'the exchange itself',
}

/** "Only a co-lead of the team or whoever looks after this case can do this." */
export const onlyFor = (sides: readonly Side[]): string => {
  const words = sides.map((side) => sideWords[side])
  const last = words.at(-1) ?? ''
  const list = words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
  return `Only ${list} can do this.`
}

const associationSides: readonly Side[] = ['coordinator', 'case-holder', 'board']

/** Why somebody may not act: they are on none of these sides, or a conflict of theirs has to be managed first. */
export const mayNotAct = (
  { inTheWay, standings }: { inTheWay: { says: string } | null; standings: readonly Standing[] },
  sides: readonly Side[],
) =>
  inTheWay && standings.includes('association') && sides.some((side) => associationSides.includes(side))
    ? refused(inTheWay.says)
    : forbidden(onlyFor(sides))

/** A decision is checked by two people: whoever passed a request on does not also decide it. */
export const mayDecide = (actor: Actor, facts: CaseFacts): Result<undefined> | null =>
  actor.personId === facts.caseHolderId
    ? refused('You look after this case, so another member of the board decides on it.')
    : null
