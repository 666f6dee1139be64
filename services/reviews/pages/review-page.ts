import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { officerConflicts } from '#services/conflicts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { type FoundReview, findReview } from '#services/reviews/case/find-review.ts'
import { readHistory } from '#services/reviews/case/history.ts'
import { hasPart, kinds, mayClose, stateWords, titleOf } from '#services/reviews/case/kinds.ts'
import { reviewLife } from '#services/reviews/case/lifecycle.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { nextStep } from '#services/reviews/case/next-step.ts'
import { maySeeObjections } from '#services/reviews/case/policy.ts'
import { readRequest } from '#services/reviews/case/read-draft.ts'
import { modeWords, travelPayerOf } from '#services/reviews/case/schema.ts'
import { isSightOnly } from '#services/reviews/case/sight.ts'
import { saidOfSteps } from '#services/reviews/case/steps.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { daysReached, timelineOf } from '#services/reviews/case/timeline.ts'
import { visitDays } from '#services/reviews/case/visit-days.ts'
import { whoDecided } from '#services/reviews/request/board.ts'
import { sponsorSaid } from '#services/reviews/request/sponsor.ts'
import { isComplete } from '#services/reviews/team/confirm-team.ts'
import { planIn, seatRoleWords } from '#services/reviews/team/proposal.ts'
import { acceptedGaps } from '#services/reviews/team/team-gaps.ts'
import { whatReportLacks } from '#services/reviews/work/findings.ts'
import { currentTerms } from '#services/reviews/work/issue-terms.ts'
import { regionName } from '#services/yots/index.ts'
import { compareProposals } from './compare-proposals.ts'
import { pagedEvents } from './record-page.ts'
import { serviceOf, serviceToday } from './service-today.ts'

/** While a team is chosen and invitations are out, names come and go until everyone has said yes. */
const hostWaits: readonly ReviewStatus[] = ['team_proposed', 'inviting']

/** The team that is chosen and not asked yet, for the service: who, from where, how well they cover each question, and why them. */
const readChosen = async (ctx: Ctx, { facts, standings }: FoundReview) => {
  if (!standings.includes('host') || facts.status !== 'team_proposed') return null
  const chosen = await tables(ctx).teamProposal.findFirst({ where: { requestId: facts.id, chosenAt: { not: null } } })
  if (!chosen) return null
  const { number, plan } = chosen
  const { questions, people } = await compareProposals(ctx, facts, [{ number, plan: planIn(plan) }])
  const named = await ctx.db.person.findMany({
    where: { id: { in: people.map(({ personId }) => personId) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(named.map(({ id, name }) => [id, name]))
  return {
    questions,
    people: people.map(({ personId, parts, levels, service, region, hostReasons }) => ({
      personId,
      name: nameOf.get(personId) ?? 'Somebody who has left',
      parts,
      levels,
      says: [service, region],
      why: hostReasons.join(' '),
    })),
  }
}

/** Who is on the team: for the host once everyone has said yes (before, `readChosen` says who is to be asked). */
const readTeam = async (ctx: Ctx, { facts, standings }: FoundReview) => {
  const isOnlyHost = standings.every((standing) => standing === 'host' || standing === 'sight')
  if (isOnlyHost && hostWaits.includes(facts.status)) return []
  const seats = await tables(ctx).seat.findMany({
    where: { requestId: facts.id },
    orderBy: { position: 'asc' },
    select: {
      role: true,
      personId: true,
      person: { select: { name: true, ...serviceToday } },
      invitations: { select: { personId: true, status: true } },
    },
  })
  const isProposed = facts.status === 'team_proposed'
  return seats.flatMap(({ role, personId, person, invitations }) => {
    const hasAccepted = invitations.some((each) => each.personId === personId && each.status === 'accepted')
    const isShown = hasAccepted || standings.includes('association')
    if (!person || !personId || !isShown) return []
    const answer = hasAccepted ? 'Said yes' : isProposed ? 'Not asked yet' : 'Not answered yet'
    return [{ personId, name: person.name, service: serviceOf(person), role: seatRoleWords[role], answer }]
  })
}

/**
 * A review as one reader sees it: where it stands, what comes next for them first, what they may do, who is on the team,
 * what happened and what is to come. Not found for whoever may not know of it.
 */
export const reviewPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  const { facts, sides, standings, version, inTheWay } = found
  const { id, kind, status } = facts
  const readers = [
    ...(isSightOnly(standings) ? [] : standings),
    ...(sides.includes('co-lead') ? (['co-lead'] as const) : []),
  ]
  const [request, dates, team, chosen, accepted, history, moves, terms, objections, invitation] = await Promise.all([
    readRequest(ctx, id),
    tables(ctx).reviewRequest.findUniqueOrThrow({
      where: { id },
      select: {
        startsOn: true,
        endsOn: true,
        arrivedOn: true,
        leftOn: true,
        postponedFrom: true,
        checkNote: true,
        decisionReasons: true,
        deferredUntil: true,
        commentsBy: true,
        termsChange: true,
        pointedTo: true,
        pointedToPath: true,
        decidedAt: true,
        agreedPlaces: true,
        caseHolder: { select: { name: true } },
      },
    }),
    readTeam(ctx, found),
    readChosen(ctx, found),
    acceptedGaps(ctx, id),
    readHistory(ctx, facts, readers),
    reviews.history(ctx, id),
    currentTerms(ctx, id),
    maySeeObjections(sides)
      ? tables(ctx).objection.findMany({
          where: { requestId: id },
          select: { reason: true, person: { select: { name: true } } },
          orderBy: { createdAt: 'asc' },
        })
      : null,
    tables(ctx).invitation.findFirst({
      where: {
        personId: ctx.actor.personId ?? '00000000-0000-0000-0000-000000000000',
        status: { in: ['offered', 'accepted'] },
        seat: { requestId: id },
      },
      select: { id: true, status: true },
    }),
  ])
  const startsOn = dates.startsOn && isoFromDate(dates.startsOn)
  const endsOn = dates.endsOn && isoFromDate(dates.endsOn)
  const reachedOn = daysReached(moves)
  const steps = timelineOf(
    { kind, status, postponedFrom: dates.postponedFrom },
    {
      startsOn,
      endsOn,
      reachedOn,
      deferredUntil: dates.deferredUntil && isoFromDate(dates.deferredUntil),
      commentsBy: dates.commentsBy && isoFromDate(dates.commentsBy),
    },
    ctx.clock.today(),
    (await saidOfSteps(ctx, [id])).get(id),
  )
  const isReported = hasPart(kind, 'report')
  const lacks =
    isReported && sides.includes('co-lead') ? whatReportLacks(request.kloes, dates.agreedPlaces, (code) => code) : []
  const open = reviewLife
    .openTo(status, sides)
    .filter((event) => pagedEvents.includes(event) && (event !== 'closed' || mayClose(kind, status)))
  return ok({
    ref,
    version,
    status,
    title: titleOf(kind, request.yotName),
    /** Least and most that the scoping call may settle; whether the days stand as the request says. */
    scoping: {
      leads: kinds[kind].leads,
      peers: kinds[kind].peers,
      days: kinds[kind].days,
      isReview: kind === 'review',
    },
    statusWords: stateWords(kind, status, reviewLife.states),
    isOver: ['withdrawn', 'declined', 'redirected', 'closed'].includes(status),
    yotName: request.yotName,
    yotCode: facts.yotCode,
    region: regionName(facts.region),
    standings,
    sides,
    /** What keeps an officer from acting, and whether they can ask somebody to approve how it is managed. */
    inTheWay: inTheWay && { ...inTheWay, approvers: inTheWay.approvers.map(({ name }) => name) },
    officerConflicts: found.mayApprove
      ? await officerConflicts(ctx, caseOf(id), {
          offices: ['administrator', 'board_member'],
          holderId: facts.caseHolderId,
        })
      : [],
    next: nextStep({
      ref,
      pointedToPath: dates.pointedToPath,
      kind,
      status,
      sides,
      standings,
      terms,
      isHeld: status === 'inviting' && sides.includes('case-holder') && (await isComplete(ctx, id)),
      isChosen: chosen !== null,
      invitation,
      lacks,
      dueOn: dueNow(steps),
    }),
    moves: open.map((event) => ({ event, says: kinds[kind].says[event] ?? reviewLife.moveOf(event).says })),
    /** Whether a report comes of it. */
    isReported,
    request: {
      ...request,
      sponsorAddress: maySeeObjections(sides) ? request.sponsorAddress : '',
      isNeighbourSensitive: maySeeObjections(sides) && request.isNeighbourSensitive,
      modeWords: modeWords[request.mode],
      travelWords: travelPayerOf(request.travelPaidBy, request.yotName),
    },
    ...visitDays(dates),
    isVisitRecorded: dates.arrivedOn !== null,
    caseHolderName: standings.includes('team') && standings.length === 1 ? null : (dates.caseHolder?.name ?? null),
    checkNote: standings.includes('association') ? dates.checkNote : null,
    decisionReasons: standings.some((standing) => standing === 'host' || standing === 'association')
      ? dates.decisionReasons
      : null,
    /** What the sponsor was asked by link and said, for the service and, of the request, the association. */
    sponsor: standings.some((standing) => standing === 'host' || standing === 'association')
      ? (await sponsorSaid(ctx, id)).filter(({ about }) => about === 'request' || standings.includes('host'))
      : [],
    /** Who of the board decided, and who stood aside. */
    decidedBy:
      dates.decidedAt !== null && standings.some((standing) => standing === 'host' || standing === 'association')
        ? await whoDecided(ctx, id)
        : null,
    pointedTo: dates.pointedTo === null ? null : { name: dates.pointedTo, path: dates.pointedToPath },
    objections: objections?.map(({ reason, person }) => ({ name: person.name, reason })) ?? null,
    team,
    chosen,
    /** What the team does without, accepted by name; why, and rules that name people, for the association alone. */
    accepted: accepted.flatMap(({ id, key, say, reason, acceptedBy, acceptedAt }) => {
      const isOfficer = standings.includes('association')
      if (!isOfficer && key.startsWith('rule:')) return []
      return [{ id, say, reason: isOfficer ? reason : null, acceptedBy, acceptedOn: isoFromDate(acceptedAt) }]
    }),
    hasTerms: terms !== null,
    /** A change of agreed terms waits for both sides. */
    isChangeAsked: dates.termsChange !== null,
    steps,
    history,
  })
}

const dueNow = (steps: ReturnType<typeof timelineOf>): string | null =>
  steps.find(({ state }) => state === 'now')?.on ?? null

export type ReviewPage = Extract<Awaited<ReturnType<typeof reviewPage>>, { ok: true }>['value']
