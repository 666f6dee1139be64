import { type StoredConflict, storedConflicts, verdictOf } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { mayNotAct } from '#services/reviews/case/policy.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { type Plan, planIn, seatRoleOf, seatRoleWords } from '#services/reviews/team/proposal.ts'
import { acceptedGaps, mayAccept, teamGaps } from '#services/reviews/team/team-gaps.ts'
import { coveredNow, whoCovers } from '#services/reviews/team/who-covers.ts'
import { compareProposals } from './compare-proposals.ts'
import { serviceOf, serviceToday } from './service-today.ts'

const verdictWords = {
  clear: null,
  noted: 'Something to note',
  'to-manage': 'To be managed first',
  managed: 'Managed',
  blocked: 'Not available any more',
} as const

/** Why a person is marked: what was found, in words, and whether it has been dealt with. */
const marksOf = (conflicts: readonly StoredConflict[], says: ReadonlyMap<string, string>) =>
  conflicts
    .filter(({ effect }) => effect !== 'note')
    .map(({ id, effect, title, isManaged, isSilent, mitigation }) => ({
      id,
      say: isSilent ? 'Not available.' : (says.get(id) ?? `${title}.`),
      isManaged,
      canBeManaged: effect === 'manage',
      mitigation,
    }))

type Person = { personId: string; name: string; where: string | null }

const readPeople = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, Person>> => {
  const rows = await ctx.db.person.findMany({
    where: { id: { in: [...personIds] } },
    select: { id: true, name: true, ...serviceToday },
  })
  return new Map(rows.map((row) => [row.id, { personId: row.id, name: row.name, where: serviceOf(row) }]))
}

/** People of a plan in the order they are shown. */
const peopleOf = ({ members, alternates, absences }: Plan) =>
  [...members, ...alternates, ...absences].map(({ personId }) => personId)

/**
 * The work of building a team, for whoever looks after the case: the newest proposals, each person with reasons, marks and
 * alternates, what is missing and who is notably absent; and, once a proposal is chosen, its seats and invitations.
 */
export const teamPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  if (!found.sides.includes('case-holder')) return mayNotAct(found, ['case-holder'])
  const { id: requestId, status, yotCode } = found.facts
  const newest = await tables(ctx).teamProposal.findFirst({
    where: { requestId },
    orderBy: { number: 'desc' },
    select: { proposedAt: true },
  })
  const [rows, covers, seats, yot] = await Promise.all([
    newest
      ? tables(ctx).teamProposal.findMany({
          where: { requestId, OR: [{ proposedAt: newest.proposedAt }, { chosenAt: { not: null } }] },
          orderBy: { number: 'asc' },
        })
      : [],
    whoCovers(ctx, requestId),
    tables(ctx).seat.findMany({
      where: { requestId },
      orderBy: { position: 'asc' },
      select: {
        id: true,
        role: true,
        personId: true,
        isLocked: true,
        alternates: { orderBy: { rank: 'asc' }, select: { personId: true } },
        invitations: {
          orderBy: { offeredAt: 'asc' },
          select: { personId: true, status: true, respondBy: true, declineReason: true },
        },
      },
    }),
    ctx.db.yot.findUniqueOrThrow({ where: { code: yotCode }, select: { name: true } }),
  ])
  // Once people are asked, the page speaks of the team as it stands: whoever said no is not shown as one of it.
  const isAsked = status !== 'scoping' && status !== 'team_proposed'
  const isFull = seats.length > 0 && seats.every(({ personId }) => personId !== null)
  const [covered, accepted, gaps] = await Promise.all([
    seats.length > 0 ? coveredNow(ctx, requestId, seats) : [],
    acceptedGaps(ctx, requestId),
    status === 'inviting' && isFull ? teamGaps(asSystem(ctx), requestId) : null,
  ])
  const plans = (isAsked ? [] : rows).map(({ number, plan, chosenAt }) => ({ number, chosenAt, plan: planIn(plan) }))
  const isChosen = plans.some(({ chosenAt }) => chosenAt !== null)
  const shownPlans = isChosen ? plans.filter(({ chosenAt }) => chosenAt !== null) : plans
  const personIds = [
    ...new Set([
      ...plans.flatMap(({ plan }) => peopleOf(plan)),
      ...seats.flatMap(({ personId, alternates, invitations }) => [
        ...(personId ? [personId] : []),
        ...[...alternates, ...invitations].map((each) => each.personId),
      ]),
    ]),
  ]
  const [people, conflicts, compared] = await Promise.all([
    readPeople(ctx, personIds),
    storedConflicts(ctx, { case: caseOf(requestId), activity: 'review', personIds }),
    compareProposals(ctx, { id: requestId, yotCode }, shownPlans),
  ])
  const asked = new Set(
    seats.flatMap(({ personId, invitations }) => [personId, ...invitations.map((each) => each.personId)]),
  )
  const says = new Map(
    plans.flatMap(({ plan }) =>
      plan.members.flatMap(({ managed }) => managed.map((each) => [each.conflictId, each.say])),
    ),
  )
  const show = (personId: string) => {
    const own = conflicts.filter((conflict) => conflict.personId === personId)
    return {
      personId,
      name: people.get(personId)?.name ?? 'Somebody who has left',
      where: people.get(personId)?.where ?? null,
      verdict: verdictWords[verdictOf(own)],
      marks: marksOf(own, says),
    }
  }
  return ok({
    ref,
    version: found.version,
    status,
    statusWords: reviewLife.states[status],
    yotName: yot.name,
    yotCode,
    mayPropose: status === 'scoping' || status === 'team_proposed',
    mayMoveDates: reviewLife.moveOf('dates-moved').from.includes(status),
    mayInvite: status === 'team_proposed' && seats.length > 0,
    /** The proposals to choose from, or the chosen one, as one grid. */
    compared: {
      proposals: shownPlans.map(({ number }) => number),
      questions: compared.questions,
      people: compared.people.map((person) => ({ ...person, ...show(person.personId) })),
    },
    proposals: plans.map(({ number, chosenAt, plan }) => ({
      number,
      isChosen: chosenAt !== null,
      ...plan.window,
      differs: plan.differs,
      missing: plan.missing.map(({ say }) => say),
      covers: covers(plan, (personId) => show(personId).name),
      otherDates: plan.otherDates,
      members: plan.members.map(({ personId, role, reasons }) => ({
        ...show(personId),
        role: seatRoleWords[seatRoleOf[role]],
        reasons,
        alternates: plan.alternates
          .filter((each) => each.for === personId)
          .map((each) => ({ name: people.get(each.personId)?.name ?? '', say: each.say })),
      })),
      absences: plan.absences.map(({ personId, because }) => ({ name: people.get(personId)?.name ?? '', because })),
    })),
    /** Question by question, who of the chosen team as it stands covers it. */
    covers: covers({ covered }, (personId) => show(personId).name),
    /** What the team lacks or breaks and nobody has accepted yet, once every place is filled. */
    gaps: (gaps?.open ?? []).map((gap) => ({ key: gap.key, say: gap.say, mayAccept: mayAccept(gap) })),
    accepted: accepted.map(({ id, say, reason, acceptedBy, acceptedAt }) => ({
      id,
      say,
      reason,
      acceptedBy,
      acceptedOn: isoFromDate(acceptedAt),
    })),
    seats: seats.map(({ id, role, personId, isLocked, alternates, invitations }) => {
      const own = invitations.find((each) => each.personId === personId)
      return {
        id,
        role: seatRoleWords[role],
        isLocked,
        person: personId === null ? null : show(personId),
        answer: own?.status ?? null,
        answerBy: own?.status === 'offered' ? isoFromDate(own.respondBy) : null,
        before: invitations
          .filter((each) => each.personId !== personId)
          .map((each) => ({
            name: people.get(each.personId)?.name ?? '',
            status: each.status,
            reason: each.declineReason,
          })),
        alternates: alternates.flatMap((each) =>
          asked.has(each.personId) ? [] : (people.get(each.personId)?.name ?? []),
        ),
      }
    }),
  })
}

export type TeamPage = Extract<Awaited<ReturnType<typeof teamPage>>, { ok: true }>['value']
