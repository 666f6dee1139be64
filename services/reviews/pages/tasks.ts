import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Happening } from '#services/core/life/history.ts'
import { acceptedAt, newestOf, type SealedHead } from '#services/core/life/sealed-text.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import { kinds } from '#services/reviews/case/kinds.ts'
import { nextStep } from '#services/reviews/case/next-step.ts'
import { isHostSide, type Standing, sidesOf } from '#services/reviews/case/policy.ts'
import { stagesOf } from '#services/reviews/case/stages.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { daysReached, type SaidOfSteps, timelineOf } from '#services/reviews/case/timeline.ts'
import { wordTasks } from '#services/reviews/work/co-lead-words.ts'
import { whatReportLacks } from '#services/reviews/work/findings.ts'
import { termsKind } from '#services/reviews/work/issue-terms.ts'
import { remarkWords } from '#services/reviews/work/remarks.ts'
import { type OwnReview, ownReviews } from './own-reviews.ts'

type TaskFacts = {
  row: OwnReview
  history: readonly Happening[]
  newest: SealedHead | null
  isHidden: boolean
  lacks: readonly string[]
}

/** "Peer review PR-2026-014". */
const called = ({ kind, ref }: OwnReview): string => `${kinds[kind].name} ${ref}`

/** The one thing of a review that waits for this person, or null. */
const taskOf = (ctx: Ctx, { row, history, newest, isHidden, lacks }: TaskFacts): Task | null => {
  const team = row.seats.flatMap(({ role, invitations }) =>
    invitations.map((each) => ({ ...each, role, hasAccepted: each.status === 'accepted' })),
  )
  const facts = { ...row, region: row.yot.region, team }
  // An invitation to a review that they are blocked from is as good as none.
  const own = isHidden ? null : (team.find(({ personId }) => personId === ctx.actor.personId) ?? null)
  const standings: Standing[] = []
  if (isHostSide(ctx, facts)) standings.push('host')
  if (own) standings.push('team')
  if (!isHidden && row.status !== 'draft') standings.push('association')
  // An administrator may act on every case; only those they look after wait for them.
  const sides = sidesOf(ctx, facts, standings).filter(
    (side) => side !== 'case-holder' || row.caseHolderId === ctx.actor.personId,
  )
  const decidesOwnCheck = row.caseHolderId === ctx.actor.personId && sides.includes('board')
  if (decidesOwnCheck && ['coordinator_checked', 'deferred'].includes(row.status)) return null
  const settled = new Date(history.find(({ event }) => event === 'confirmed')?.at ?? 0)
  const reachedOn = daysReached(history)
  const startsOn = row.startsOn && isoFromDate(row.startsOn)
  const endsOn = row.endsOn && isoFromDate(row.endsOn)
  const deferredUntil = row.deferredUntil && isoFromDate(row.deferredUntil)
  const commentsBy = row.commentsBy && isoFromDate(row.commentsBy)
  const steps = timelineOf(row, { startsOn, endsOn, reachedOn, deferredUntil, commentsBy }, ctx.clock.today())
  const { action, dueOn } = nextStep({
    ref: row.ref,
    kind: row.kind,
    status: row.status,
    sides,
    standings,
    terms: newest && newest.sealedAt >= settled ? newest : null,
    isHeld: isHeld(row),
    invitation: own,
    lacks,
    dueOn: steps.find(({ state }) => state === 'now')?.on ?? null,
  })
  if (!action || !isTurn(row, { newest, sides, answer: own?.status ?? null }, ctx.clock.today())) return null
  const due = own?.status === 'offered' ? isoFromDate(own.respondBy) : dueOn
  const title = `${action.text}: ${row.yot.name}`
  const of =
    own?.status === 'offered'
      ? { kind: 'invitation', id: own.id, version: own.version }
      : { kind: 'review_request', id: row.id, day: 'next', version: row.version }
  return { title, href: action.href, kind: called(row), ...(due ? { dueOn: due, of } : {}) }
}

/** Whether everyone has said yes to a team that is not confirmed: somebody must accept what it lacks. */
const isHeld = ({ status, seats }: OwnReview): boolean =>
  status === 'inviting' &&
  seats.length > 0 &&
  seats.every(({ invitations }) => invitations.some((each) => each.status === 'accepted'))

/** Steps that are there to be taken any time, or only to be looked at, do not wait for anybody. */
const isTurn = (
  row: OwnReview,
  { newest, sides, answer }: { newest: SealedHead | null; sides: readonly string[]; answer: string | null },
  today: string,
): boolean => {
  switch (row.status) {
    case 'inviting':
      return answer === 'offered' || isHeld(row) || row.seats.some(({ invitations }) => invitations.length === 0)
    case 'confirmed':
      if (!newest) return sides.includes('case-holder')
      return (
        (sides.includes('host') && acceptedAt(newest, 'host') === null) ||
        (sides.includes('co-lead') && acceptedAt(newest, 'team') === null)
      )
    // Until the day that the board named.
    case 'deferred':
      return row.deferredUntil === null || isoFromDate(row.deferredUntil) <= today
    // A visit months away waits for nobody.
    case 'preparing':
      return row.startsOn !== null && isoFromDate(row.startsOn) <= addDays(today, 7)
    case 'redirected':
    case 'postponed':
      return false
    default:
      return true
  }
}

/** What reports being written still lack, by review; asks nothing of the database while none is. */
const lackingByReview = async (ctx: Ctx, rows: readonly OwnReview[]): Promise<Map<string, string[]>> => {
  const written = rows.filter(({ status }) => status === 'presented' || status === 'accuracy')
  if (written.length === 0) return new Map()
  const kloes = await tables(ctx).kloe.findMany({
    where: { requestId: { in: written.map(({ id }) => id) } },
    select: { id: true, requestId: true, position: true },
  })
  return new Map(
    written.map(({ id, agreedPlaces }) => {
      const own = kloes.filter(({ requestId }) => requestId === id)
      return [id, whatReportLacks(own, agreedPlaces, (code) => code)]
    }),
  )
}

/** Steps that somebody owes are on their home page from a week before they are due until they are ticked off, or a month after. */
const stepTasks = (ctx: Ctx, { row, history, isHidden }: TaskFacts, said: SaidOfSteps): Task[] => {
  const team = row.seats.flatMap(({ role, invitations }) =>
    invitations.map((each) => ({ ...each, role, hasAccepted: each.status === 'accepted' })),
  )
  const facts = { ...row, region: row.yot.region, team }
  const standings: Standing[] = []
  if (isHostSide(ctx, facts)) standings.push('host')
  if (!isHidden && team.some(({ personId }) => personId === ctx.actor.personId)) standings.push('team')
  const sides = sidesOf(ctx, facts, standings)
  const anchors = {
    startsOn: row.startsOn && isoFromDate(row.startsOn),
    endsOn: row.endsOn && isoFromDate(row.endsOn),
    reachedOn: daysReached(history),
  }
  const today = ctx.clock.today()
  return stagesOf(row.kind).flatMap(({ step, owedBy = [], title, dueOn }): Task[] => {
    const due = dueOn(anchors)
    if (step === undefined || said[step] !== undefined || due === null) return []
    if (due > addDays(today, 7) || due < addDays(today, -30)) return []
    if (!owedBy.some((side) => sides.includes(side))) return []
    return [
      {
        title: `Tick off “${title}”: ${row.yot.name}`,
        href: `/reviews/${row.ref}/steps`,
        kind: called(row),
        dueOn: due,
      },
    ]
  })
}

/** A change of agreed terms that waits for this person's side. */
const changeTask = (ctx: Ctx, { row, newest, isHidden }: TaskFacts): Task[] => {
  if (row.termsChange === null || newest?.number !== row.termsChange) return []
  const team = row.seats.flatMap(({ role, invitations }) =>
    invitations.map((each) => ({ ...each, role, hasAccepted: each.status === 'accepted' })),
  )
  const facts = { ...row, region: row.yot.region, team }
  const isOnTeam = !isHidden && team.some(({ personId }) => personId === ctx.actor.personId)
  const standings: Standing[] = [...(isHostSide(ctx, facts) ? (['host'] as const) : [])]
  if (isOnTeam) standings.push('team')
  const sides = sidesOf(ctx, facts, standings)
  const waits =
    (sides.includes('host') && acceptedAt(newest, 'host') === null) ||
    (sides.includes('co-lead') && acceptedAt(newest, 'team') === null)
  if (!waits) return []
  return [
    { title: `Answer the change of terms: ${row.yot.name}`, href: `/reviews/${row.ref}/terms`, kind: called(row) },
  ]
}

/** What the service said of a team or of terms and nobody has answered, for whoever looks after the case. */
const remarkTasks = async (ctx: Ctx, rows: readonly OwnReview[]): Promise<Task[]> => {
  const held = rows.filter(
    ({ caseHolderId, status }) =>
      caseHolderId === ctx.actor.personId && (status === 'team_proposed' || status === 'confirmed'),
  )
  if (held.length === 0) return []
  const open = await tables(ctx).remark.findMany({
    where: { requestId: { in: held.map(({ id }) => id) }, answer: null },
    distinct: ['requestId', 'about'],
    orderBy: [{ requestId: 'asc' }, { about: 'asc' }, { at: 'asc' }],
    select: { requestId: true, about: true },
  })
  return open.flatMap(({ requestId, about }) => {
    const row = held.find(({ id }) => id === requestId)
    if (!row) return []
    return [
      {
        title: `Answer what ${row.yot.name} says of ${remarkWords[about]}`,
        href: `/association/requests/${row.ref}`,
        kind: called(row),
      },
    ]
  })
}

/** What waits for this person in reviews: as host, as invitee or co-lead, as coordinator, on the board. */
export const reviewTasks: TaskSource = async (ctx) => {
  const { rows, hidden, histories, said } = await ownReviews(ctx)
  const waiting = rows.filter(({ status }) => status !== 'postponed')
  const confirmed = waiting.flatMap(({ id, status, termsChange }) =>
    status === 'confirmed' || termsChange !== null ? [id] : [],
  )
  const [lacking, terms, words, remarks] = await Promise.all([
    lackingByReview(ctx, waiting),
    newestOf(ctx, termsKind, confirmed),
    wordTasks(ctx),
    remarkTasks(
      ctx,
      waiting.filter(({ id }) => !hidden.has(id)),
    ),
  ])
  const own = waiting.flatMap((row) => {
    const { id, status } = row
    const newest = terms.get(id) ?? null
    const facts = {
      row,
      history: histories.get(id) ?? [],
      newest,
      isHidden: hidden.has(id),
      lacks: lacking.get(id) ?? [],
    }
    const task = taskOf(ctx, facts)
    const isTicked = ['preparing', 'on_site', 'presented'].includes(status)
    return [
      ...(task ? [task] : []),
      ...changeTask(ctx, facts),
      ...(isTicked ? stepTasks(ctx, facts, said.get(id) ?? {}) : []),
    ]
  })
  return [...own, ...remarks, ...words]
}
