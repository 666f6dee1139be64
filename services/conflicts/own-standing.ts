import type { AppointmentRole } from '#prisma/generated/enums.ts'
import { may } from '#services/core/access.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { listed } from '#services/core/words.ts'
import { type Officer, officersOf } from '#services/yots/index.ts'
import { blockedAnywhere } from './blocked-in.ts'
import { checkPeople, type FoundConflict, isOpen, needsApproval, type Verdict, verdictOf } from './check-people.ts'
import { storedConflicts } from './stored-conflicts.ts'
import { openingVerdict } from './visibility.ts'

/** What keeps somebody from acting on a case that they may read. */
export type InTheWay = {
  /** What is the matter and what to do about it, in plain sentences. */
  says: string
  /** Their yearly declaration is old or missing: they can mend that themselves. */
  isToDeclare: boolean
  /** Who may approve how the rest is managed; empty when there is nothing to approve, or nobody who may. */
  approvers: Officer[]
}

export type OwnStanding = { verdict: Verdict; inTheWay: InTheWay | null }

/** What the other side declared about somebody is not told to them in its own words. */
const ownSentence = ({ facts, sentence, safeSentence }: FoundConflict): string =>
  facts.some(({ kind }) => kind === 'declared-by-other-side') ? safeSentence : sentence

/**
 * Officers who may approve how a conflict with this case is managed, by name: in office today, allowed to read the case
 * and without a conflict of their own that would keep them from deciding on it. Administrators come first.
 */
export const approversFor = async (ctx: Ctx, about: CaseRef, exceptId: string | null): Promise<Officer[]> => {
  const [administrators, board] = await Promise.all([
    officersOf(ctx, 'administrator'),
    // Applications are read by assessors and administrators only.
    about.kind === 'application' ? [] : officersOf(ctx, 'board_member'),
  ])
  const officers = [...administrators, ...board].filter(
    ({ personId }, index, all) =>
      personId !== exceptId && all.findIndex((other) => other.personId === personId) === index,
  )
  const personIds = officers.map(({ personId }) => personId)
  const found = await checkPeople(ctx, { case: about, activity: 'deciding', personIds, moment: 'opening' })
  const blocked = await blockedAnywhere(ctx, about)
  return officers.filter(({ personId }) => {
    const verdict = verdictOf(found.get(personId) ?? [])
    return !blocked.has(personId) && (verdict === 'clear' || verdict === 'noted')
  })
}

const toDeclare =
  'Your yearly declaration of interests is missing or more than 12 months old. Declare your interests first.'

const inTheWayOf = async (ctx: Ctx, about: CaseRef, conflicts: readonly FoundConflict[]): Promise<InTheWay> => {
  const isToDeclare = conflicts.some((conflict) => isOpen(conflict) && conflict.ruleId === 'STALE')
  const toApprove = conflicts.filter(needsApproval)
  if (toApprove.length === 0) return { says: toDeclare, isToDeclare, approvers: [] }
  const approvers = await approversFor(ctx, about, ctx.actor.personId)
  const names = approvers.slice(0, 3).map(({ name }) => name)
  const ask =
    names.length > 0
      ? `Before you act on it, somebody without a conflict has to approve how yours is managed. Ask ${listed(names, 'or')}.`
      : 'Before you act on it, somebody without a conflict has to approve how yours is managed, and nobody in office today may. Ask the association to appoint somebody who may.'
  return {
    says: [
      'You have a conflict of interest with this case.',
      ...new Set(toApprove.map(ownSentence)),
      ...(isToDeclare ? [toDeclare] : []),
      ask,
    ].join(' '),
    isToDeclare,
    approvers,
  }
}

/**
 * How the actor stands to a case that they would decide on or look after, by the rules run now. To whoever is blocked the
 * case does not exist; whoever has something to manage first may read it and do nothing. The exchange itself is always
 * clear. Of no case (`id` null) they are blocked, after as much work.
 */
export const ownStanding = async (ctx: Ctx, kind: CaseRef['kind'], id: string | null): Promise<OwnStanding> => {
  const { verdict, conflicts } = await openingVerdict(ctx, kind, id)
  const isInTheWay = verdict === 'to-manage' && id !== null
  return { verdict, inTheWay: isInTheWay ? await inTheWayOf(ctx, { kind, id }, conflicts) : null }
}

/** Whether the actor may approve how others' conflicts with this case are managed, as far as their own conflicts go. */
export const mayApprove = (ctx: Ctx, { verdict }: OwnStanding): boolean =>
  may(ctx.actor, 'conflict.manage') && (verdict === 'clear' || verdict === 'noted')

/** An officer's conflict with a case that is managed, or has to be before they act on it. */
export type OfficerConflict = {
  id: string
  name: string
  title: string
  isManaged: boolean
  /** ISO day, of a managed one. */
  reviewOn: string | null
}

/**
 * What officers who hold one of these offices today, or look after the case, have to have managed: for whoever may
 * approve it. The actor's own are left out, as are people who are blocked, and old declarations, which people renew
 * themselves.
 */
export const officerConflicts = async (
  ctx: Ctx,
  about: CaseRef,
  { offices, holderId }: { offices: readonly AppointmentRole[]; holderId: string | null },
): Promise<OfficerConflict[]> => {
  const today = dateFromIso(ctx.clock.today())
  const stored = await storedConflicts(ctx, { case: about, activity: 'deciding' })
  const blocked = new Set(stored.filter(({ effect }) => effect === 'block').map(({ personId }) => personId))
  const theirs = stored.filter(
    ({ effect, ruleId, personId }) =>
      effect === 'manage' && ruleId !== 'STALE' && personId !== ctx.actor.personId && !blocked.has(personId),
  )
  if (theirs.length === 0) return []
  const people = await ctx.db.person.findMany({
    where: {
      id: { in: theirs.map(({ personId }) => personId) },
      leftAt: null,
      appointments: { some: { from: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] } },
      OR: [...(holderId ? [{ id: holderId }] : []), { appointments: { some: { role: { in: [...offices] } } } }],
    },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return theirs
    .flatMap(({ id, personId, title, isManaged, reviewOn }) => {
      const name = names.get(personId)
      return name === undefined ? [] : [{ id, name, title, isManaged, reviewOn: isManaged ? reviewOn : null }]
    })
    .sort((a, b) => Number(a.isManaged) - Number(b.isManaged) || a.name.localeCompare(b.name, 'en'))
}
