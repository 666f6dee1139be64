import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { goldenThreads, themesByCode } from '#services/bank/themes.ts'
import { officerConflicts } from '#services/conflicts/own-standing.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { regionName } from '#services/yots/regions.ts'
import { caseOf } from './case-of.ts'
import { type FoundReview, findReview } from './find-review.ts'
import { whatReportLacks } from './findings.ts'
import { readHistory } from './history.ts'
import { currentTerms } from './issue-terms.ts'
import { moveOf, movesOpenTo, statusWords } from './lifecycle.ts'
import { nextStep } from './next-step.ts'
import { maySeeObjections } from './policy.ts'
import { planIn, seatRoleWords } from './proposal.ts'
import { readRequest } from './read-draft.ts'
import { pagedEvents } from './record-page.ts'
import { writable } from './save-finding.ts'
import { modeWords, travelPayerOf } from './schema.ts'
import { tables } from './tables.ts'
import { timelineOf } from './timeline.ts'

/** From the state in which the draft report is with the host, the host reads the findings. */
const hostReads: readonly ReviewStatus[] = [
  'draft_report',
  'accuracy',
  'final',
  'action_plan',
  'progress_review',
  'closed',
]

/** While invitations are out, the host waits: names come and go until everyone has said yes. */
const hostWaits: readonly ReviewStatus[] = ['inviting']

/** What the chosen proposal says of each of its people to the service itself. */
const hostReasonsOf = async (ctx: Ctx, requestId: string): Promise<Map<string, string[]>> => {
  const chosen = await tables(ctx).teamProposal.findFirst({ where: { requestId, chosenAt: { not: null } } })
  if (!chosen) return new Map()
  const { members, alternates } = planIn(chosen.plan)
  return new Map([...alternates, ...members].map(({ personId, hostReasons }) => [personId, hostReasons]))
}

/**
 * Who is on the team: for the host from the moment one is chosen, before anybody is asked, with why each was; then again once everyone
 * has said yes.
 */
const readTeam = async (ctx: Ctx, { facts, standings }: FoundReview) => {
  const isHost = standings.includes('host')
  const isOnlyHost = standings.every((standing) => standing === 'host')
  if (isOnlyHost && hostWaits.includes(facts.status)) return []
  const seats = await tables(ctx).seat.findMany({
    where: { requestId: facts.id },
    orderBy: { position: 'asc' },
    select: {
      role: true,
      personId: true,
      person: { select: { name: true } },
      invitations: { select: { personId: true, status: true } },
    },
  })
  const reasons = isHost && seats.length > 0 ? await hostReasonsOf(ctx, facts.id) : new Map<string, string[]>()
  const isProposed = facts.status === 'team_proposed'
  return seats.flatMap(({ role, personId, person, invitations }) => {
    const hasAccepted = invitations.some((each) => each.personId === personId && each.status === 'accepted')
    const isShown = hasAccepted || standings.includes('association') || (isHost && isProposed)
    if (!person || !personId || !isShown) return []
    const answer = hasAccepted ? 'Said yes' : isProposed ? 'Not asked yet' : 'Not answered yet'
    return [{ personId, name: person.name, role: seatRoleWords[role], answer, why: reasons.get(personId) ?? [] }]
  })
}

/** Findings by where they belong, and what the report still lacks; for co-leads always, for the host once it is sent. */
const readFindings = async (
  ctx: Ctx,
  found: FoundReview,
  kloes: { id: string; position: number; question: string }[],
) => {
  const isCoLead = found.sides.includes('co-lead')
  const hostMay = found.standings.includes('host') && hostReads.includes(found.facts.status)
  if (!isCoLead && !hostMay) return null
  const [rows, themes] = await Promise.all([
    tables(ctx).finding.findMany({ where: { requestId: found.facts.id } }),
    themesByCode(ctx),
  ])
  const nameOf = (code: string) => themes.get(code)?.name ?? code
  const places = [
    ...kloes.map(({ id, position, question }) => ({ place: String(position), title: `${position}. ${question}`, id })),
    ...goldenThreads.map((code) => ({ place: code, title: nameOf(code), id: code })),
  ]
  return {
    places: places.map(({ place, title, id }) => {
      const row = rows.find(({ kloeId, goldenThread }) => kloeId === id || goldenThread === id)
      return {
        place,
        title,
        version: row?.version ?? 0,
        strengths: row?.strengths ?? '',
        areas: row?.areas ?? '',
        sources: row?.sources ?? [],
      }
    }),
    lacks: whatReportLacks(kloes, rows, nameOf),
    mayWrite: isCoLead && writable.includes(found.facts.status),
  }
}

/**
 * A review as one reader sees it: where it stands, what comes next for them first, what they may do, who is on the team,
 * what happened and what is to come. Not found for whoever may not know of it.
 */
export const reviewPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  if (!found) return notFound()
  const { facts, sides, standings, version, inTheWay } = found
  const { id, status } = facts
  const readers = [...standings, ...(sides.includes('co-lead') ? (['co-lead'] as const) : [])]
  const [request, dates, team, history, moves, terms, objections, invitation] = await Promise.all([
    readRequest(ctx, id),
    tables(ctx).reviewRequest.findUniqueOrThrow({
      where: { id },
      select: {
        startsOn: true,
        endsOn: true,
        postponedFrom: true,
        checkNote: true,
        decisionReasons: true,
        caseHolder: { select: { name: true } },
      },
    }),
    readTeam(ctx, found),
    readHistory(ctx, id, readers),
    tables(ctx).stageMove.findMany({ where: { requestId: id }, orderBy: { movedAt: 'asc' } }),
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
  const reachedOn = Object.fromEntries(moves.map(({ to, happenedOn }) => [to, isoFromDate(happenedOn)]))
  const steps = timelineOf(
    { status, postponedFrom: dates.postponedFrom },
    { startsOn, endsOn, reachedOn },
    ctx.clock.today(),
  )
  const findings = await readFindings(ctx, found, request.kloes)
  const open = movesOpenTo(status, sides).filter((event) => pagedEvents.includes(event))
  return ok({
    ref,
    version,
    status,
    statusWords: statusWords[status],
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
      status,
      sides,
      standings,
      terms,
      invitation,
      lacks: findings?.lacks ?? [],
      dueOn: dueNow(steps),
    }),
    moves: open.map((event) => ({ event, says: moveOf(event).says })),
    request: {
      ...request,
      isNeighbourSensitive: maySeeObjections(sides) && request.isNeighbourSensitive,
      modeWords: modeWords[request.mode],
      travelWords: travelPayerOf(request.travelPaidBy, request.yotName),
    },
    startsOn,
    endsOn,
    caseHolderName: standings.includes('team') && standings.length === 1 ? null : (dates.caseHolder?.name ?? null),
    checkNote: standings.includes('association') ? dates.checkNote : null,
    decisionReasons: standings.some((standing) => standing !== 'team') ? dates.decisionReasons : null,
    objections: objections?.map(({ reason, person }) => ({ name: person.name, reason })) ?? null,
    team,
    hasTerms: terms !== null,
    findings,
    steps,
    history,
  })
}

const dueNow = (steps: ReturnType<typeof timelineOf>): string | null =>
  steps.find(({ state }) => state === 'now')?.on ?? null

export type ReviewPage = Extract<Awaited<ReturnType<typeof reviewPage>>, { ok: true }>['value']
