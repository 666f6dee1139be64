import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { hiddenCaseIds } from '#services/conflicts/visibility.ts'
import { may } from '#services/core/access.ts'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import { speaksFor, yotsOf } from '#services/yots/speaks-for.ts'
import { whatReportLacks } from './findings.ts'
import { nextStep } from './next-step.ts'
import { isHostSide, type Standing, sidesOf } from './policy.ts'
import { tables } from './tables.ts'
import { timelineOf } from './timeline.ts'

/** A home page shows at most this many reviews' tasks, the oldest first. */
const most = 50

/** Nothing of these waits for anybody. */
const over: ReviewStatus[] = ['withdrawn', 'declined', 'redirected', 'closed', 'postponed']

const taskSelect = {
  id: true,
  ref: true,
  status: true,
  yotCode: true,
  requestedById: true,
  leadOfficerId: true,
  caseHolderId: true,
  postponedFrom: true,
  startsOn: true,
  endsOn: true,
  yot: { select: { name: true, region: true } },
  seats: {
    select: {
      role: true,
      invitations: {
        where: { status: { in: ['offered', 'accepted'] } },
        select: { id: true, personId: true, status: true, respondBy: true },
      },
    },
  },
  terms: { orderBy: { number: 'desc' }, take: 1 },
  moves: { orderBy: { movedAt: 'asc' }, select: { event: true, to: true, happenedOn: true, movedAt: true } },
} satisfies Prisma.ReviewRequestSelect

type Row = Prisma.ReviewRequestGetPayload<{ select: typeof taskSelect }>

const mine = async (ctx: Ctx, personId: string): Promise<Prisma.ReviewRequestWhereInput[]> => {
  // Looked up first: as a condition on the reviews it would have the database go through all of them.
  const asked = await tables(ctx).invitation.findMany({
    where: { personId, status: { in: ['offered', 'accepted'] }, seat: { request: { status: { notIn: over } } } },
    select: { seat: { select: { requestId: true } } },
  })
  const led = yotsOf(ctx.actor).filter((yotCode) => speaksFor(ctx.actor, yotCode))
  return [
    { yotCode: { in: led } },
    { leadOfficerId: personId },
    { caseHolderId: personId },
    { id: { in: asked.map(({ seat }) => seat.requestId) } },
    ...(may(ctx.actor, 'review.decide')
      ? [{ status: { in: ['coordinator_checked' as const, 'deferred' as const] } }]
      : []),
  ]
}

/** The one thing of a review that waits for this person, or null. */
const taskOf = (ctx: Ctx, row: Row, isHidden: boolean, lacks: readonly string[]): Task | null => {
  const team = row.seats.flatMap(({ role, invitations }) =>
    invitations.map((each) => ({ ...each, role, hasAccepted: each.status === 'accepted' })),
  )
  const facts = { ...row, region: row.yot.region, team }
  const own = team.find(({ personId }) => personId === ctx.actor.personId) ?? null
  const standings: Standing[] = []
  if (isHostSide(ctx, facts)) standings.push('host')
  if (!isHidden && own) standings.push('team')
  if (!isHidden && row.status !== 'draft') standings.push('association')
  // An administrator may act on every case; only those they look after wait for them.
  const sides = sidesOf(ctx, facts, standings).filter(
    (side) => side !== 'case-holder' || row.caseHolderId === ctx.actor.personId,
  )
  const decidesOwnCheck = row.caseHolderId === ctx.actor.personId && sides.includes('board')
  if (decidesOwnCheck && ['coordinator_checked', 'deferred'].includes(row.status)) return null
  const settled = row.moves.findLast(({ event }) => event === 'confirmed')?.movedAt ?? new Date(0)
  const newest = row.terms[0]
  const reachedOn = Object.fromEntries(row.moves.map(({ to, happenedOn }) => [to, isoFromDate(happenedOn)]))
  const startsOn = row.startsOn && isoFromDate(row.startsOn)
  const endsOn = row.endsOn && isoFromDate(row.endsOn)
  const steps = timelineOf(row, { startsOn, endsOn, reachedOn }, ctx.clock.today())
  const { action, dueOn } = nextStep({
    ref: row.ref,
    status: row.status,
    sides,
    standings,
    terms: newest && newest.issuedAt >= settled ? newest : null,
    invitation: own,
    lacks,
    dueOn: steps.find(({ state }) => state === 'now')?.on ?? null,
  })
  if (!action || !isTurn(row, sides, own?.status ?? null, ctx.clock.today())) return null
  const due = own?.status === 'offered' ? isoFromDate(own.respondBy) : dueOn
  const title = `${action.text}: ${row.yot.name}`
  return { title, href: action.href, kind: `Peer review ${row.ref}`, ...(due ? { dueOn: due } : {}) }
}

/** Steps that are there to be taken any time, or only to be looked at, do not wait for anybody. */
const isTurn = (row: Row, sides: readonly string[], answer: string | null, today: string): boolean => {
  switch (row.status) {
    case 'inviting':
      return answer === 'offered' || row.seats.some(({ invitations }) => invitations.length === 0)
    case 'confirmed': {
      const [terms] = row.terms
      if (sides.includes('case-holder') && !terms) return true
      return (
        (sides.includes('host') && terms?.hostAcceptedAt === null) ||
        (sides.includes('co-lead') && terms?.teamAcceptedAt === null)
      )
    }
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
const lackingByReview = async (ctx: Ctx, rows: readonly Row[]): Promise<Map<string, string[]>> => {
  const written = rows.filter(({ status }) => status === 'presented' || status === 'accuracy').map(({ id }) => id)
  if (written.length === 0) return new Map()
  const where = { requestId: { in: written } }
  const [kloes, findings] = await Promise.all([
    tables(ctx).kloe.findMany({ where, select: { id: true, requestId: true, position: true } }),
    tables(ctx).finding.findMany({ where }),
  ])
  return new Map(
    written.map((id) => {
      const isOwn = ({ requestId }: { requestId: string }) => requestId === id
      return [id, whatReportLacks(kloes.filter(isOwn), findings.filter(isOwn), (code) => code)]
    }),
  )
}

/** What waits for this person in reviews: as host, as invitee or co-lead, as coordinator, on the board. */
export const reviewTasks: TaskSource = async (ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const hidden = new Set(await hiddenCaseIds(ctx, 'review_request'))
  const rows = await tables(ctx).reviewRequest.findMany({
    where: {
      status: { notIn: over },
      OR: await mine(ctx, personId),
    },
    select: taskSelect,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: most,
  })
  const lacking = await lackingByReview(ctx, rows)
  return rows.flatMap((row) => taskOf(ctx, row, hidden.has(row.id), lacking.get(row.id) ?? []) ?? [])
}
