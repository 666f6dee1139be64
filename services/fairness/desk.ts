import type { ConcernSide, ConcernStatus } from '#prisma/generated/enums.ts'
import { ownStanding } from '#services/conflicts/index.ts'
import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { isLookedAt } from '#services/courses/index.ts'
import { disputeOf } from '#services/engagements/index.ts'
import { privateWordsAbout, signsOf } from '#services/ratings/index.ts'
import { appealedOf, firstOf } from './appealed.ts'
import { findForActor, officersConcerns, type WholeConcern } from './concerns.ts'
import { pointsIn, type ViewOfPoint } from './draw.ts'
import { clocks, elsewhere, kinds, type OutcomeKind, reasonWords } from './kinds.ts'
import { concernLife } from './lifecycle.ts'
import { possibleMeasures } from './measures.ts'
import { outcomesOfPoint } from './outcomes.ts'
import { type ConcernShared, sharedPage } from './page.ts'
import { concernSidesOf, mayDecide, speakersOf, speakingSides } from './parties.ts'
import { retaliationIn } from './retaliation.ts'
import { areStatementsOpen } from './show-statements.ts'
import { subjectForDesk } from './subject.ts'
import { tables } from './tables.ts'

export type QueueRow = {
  ref: string
  kindTitle: string
  title: string
  statusWord: string
  openedOn: string
  /** By when it is decided, or can be appealed; null while an appeal is heard. */
  by: string | null
  isLate: boolean
  /** What it waits for, in words. */
  waits: string
  isMine: boolean
}

const lookAfterOnly = 'Fair process is for administrators, and for those who were drawn to decide.'

/** Whether somebody may open the queue at all. */
const hasDesk = ({ actor }: Ctx) => may(actor, 'concern.look-after') || mayDecide(actor)

const waitsFor = (row: Pick<WholeConcern, 'status' | 'statementsShownAt' | 'views' | 'round'>): string => {
  if (row.status === 'opened') return 'Somebody to be drawn'
  if (row.status === 'hearing') {
    const places = row.views.filter(({ releasedAt, round }) => releasedAt === null && round === row.round)
    if (places.length === 0) return 'Somebody else to be drawn'
    return row.statementsShownAt === null ? 'Statements' : 'A view'
  }
  if (row.status === 'in_effect') return 'The last day of an appeal'
  return row.status === 'under_appeal' ? 'The appeal' : ''
}

const queuePageSize = 50

/**
 * A page of what was brought to the association and is not over, the first due first and what waits for an appeal last, for its officers: administrators see what they may know of,
 * deciders what they were drawn for. Nothing they are conflicted with is there or counted.
 */
export const concernQueue = async (
  ctx: Ctx,
  page = 1,
): Promise<Result<{ rows: QueueRow[]; pageCount: number; isAdministrator: boolean }>> => {
  if (!hasDesk(ctx)) return forbidden(lookAfterOnly)
  const where = await officersConcerns(ctx)
  if (where === null) return forbidden(lookAfterOnly)
  const today = ctx.clock.today()
  // What nobody has decided yet comes first, whatever its day.
  const parts = [
    { status: { in: ['opened', 'hearing'] satisfies ConcernStatus[] } },
    { status: { in: ['in_effect', 'under_appeal'] satisfies ConcernStatus[] } },
  ]
  const [open = 0, decided = 0] = await Promise.all(
    parts.map((part) => tables(ctx).concern.count({ where: { AND: [where, part] } })),
  )
  const read = (part: (typeof parts)[number], before: number) => {
    const from = (page - 1) * queuePageSize - before
    const take = Math.min(queuePageSize, from + queuePageSize)
    if (take <= 0) return []
    return tables(ctx).concern.findMany({
      where: { AND: [where, part] },
      include: { views: true },
      orderBy: [{ decideBy: 'asc' }, { id: 'asc' }],
      skip: Math.max(0, from),
      take,
    })
  }
  const [undecided, waiting] = parts
  const found = (await Promise.all([undecided ? read(undecided, 0) : [], waiting ? read(waiting, open) : []])).flat()
  const rows = found.map((row): QueueRow => {
    const isOpen = concernLife.is('open', row.status)
    return {
      ref: row.ref,
      kindTitle: kinds[row.kind].title,
      title: row.title,
      statusWord: concernLife.states[row.status],
      openedOn: isoFromDate(row.openedOn),
      by: isOpen
        ? isoFromDate(row.decideBy)
        : row.status === 'in_effect' && row.appealBy
          ? isoFromDate(row.appealBy)
          : null,
      isLate:
        isOpen && (isoFromDate(row.decideBy) < today || (row.status === 'opened' && isoFromDate(row.drawBy) < today)),
      waits: waitsFor(row),
      isMine: row.views.some(
        (view) =>
          view.deciderId === ctx.actor.personId &&
          view.releasedAt === null &&
          view.recordedAt === null &&
          view.round === row.round,
      ),
    }
  })
  return ok({
    rows,
    pageCount: Math.ceil((open + decided) / queuePageSize),
    isAdministrator: may(ctx.actor, 'concern.look-after'),
  })
}

type DeskPoint = {
  position: number
  outcomes: Pick<OutcomeKind, 'code' | 'says' | 'day'>[]
}

export type DeskPage = ConcernShared & {
  version: number
  isAdministrator: boolean
  isDecider: boolean
  /** What keeps them from acting, and what to do about it. */
  inTheWay: string | null
  /** Who is on either side, by name; a decider of a flag sees services and roles as the ratings do. */
  sides: { side: ConcernSide; names: string[] }[]
  /** The opening statement, for an administrator who has to see whether something must hold at once. */
  opening: string | null
  reasonsOfMeasures: { number: number; from: string; reason: string }[]
  possible: { value: string; label: string }[]
  latestReview: string
  whys: { value: string; label: string }[]
  mayDraw: boolean
  mayAsk: boolean
  /** For whoever decides a complaint about an offering with a mark: whether everybody reads that it is looked at. Else null. */
  lookedAt: boolean | null
  mayDecide: boolean
  mayStandDown: boolean
  waitsForStatements: boolean
  own: ViewOfPoint[] | null
  outcomes: DeskPoint[]
  /** What statistics say of the rating, with the reason; never acted on by itself. */
  signs: string[]
  privateWords: { on: string; text: string }[]
  /** Of a mediation: what both sides said in the dispute, for the mediator. */
  dispute: { reason: string; statements: { by: string; text: string | null }[]; totalPence: number } | null
  /** Of an appeal: what was decided first. */
  first: { ref: string; points: { reason: string; outcome: string; reasons: string }[] } | null
}

const namesOf = async (ctx: Ctx, row: WholeConcern): Promise<DeskPage['sides']> => {
  const sides: DeskPage['sides'] = []
  for (const side of speakingSides(row.parties)) {
    const ids = await speakersOf(ctx, row.parties, side)
    const codes = row.parties.filter((one) => one.side === side).flatMap(({ yotCode }) => yotCode ?? [])
    const [people, yots] = await Promise.all([
      ctx.db.person.findMany({ where: { id: { in: ids } }, select: { name: true }, orderBy: { name: 'asc' } }),
      ctx.db.yot.findMany({ where: { code: { in: codes } }, select: { name: true }, orderBy: { name: 'asc' } }),
    ])
    sides.push({ side, names: [...yots, ...people].map(({ name }) => name) })
  }
  return sides
}

const disputeSeen = async (ctx: Ctx, engagementId: string): Promise<DeskPage['dispute']> => {
  const found = await disputeOf(ctx, engagementId)
  if (!found) return null
  const [first, second] =
    found.openedSide === 'host' ? [found.hostName, found.providerName] : [found.providerName, found.hostName]
  return {
    reason: found.ref,
    statements: [
      { by: first, text: found.statement },
      { by: second, text: found.otherStatement },
    ],
    totalPence: found.totalPence,
  }
}

/**
 * A concern for an officer: what both sides read and, for whoever was drawn, what they decide on; for an administrator what can be put
 * in place. Nobody reads anybody else's view. not-found for whoever is conflicted or was not drawn.
 */
export const deskPage = async (ctx: Ctx, ref: string): Promise<Result<DeskPage>> => {
  if (!hasDesk(ctx)) return forbidden(lookAfterOnly)
  const row = await findForActor(ctx, ref)
  const sides = row ? concernSidesOf(ctx.actor, row) : []
  const isDecider = sides.includes('decider')
  const isAdministrator = sides.includes('administrator')
  if (!row || (!isDecider && !isAdministrator)) return notFound()
  const standing = await ownStanding(ctx, 'concern', row.id)
  if (standing.verdict === 'blocked') return notFound()
  const shared = await sharedPage(ctx, row)
  const today = ctx.clock.today()
  const isOpen = areStatementsOpen(row)
  const own = row.views.find(
    (view) => view.deciderId === ctx.actor.personId && view.round === row.round && view.releasedAt === null,
  )
  const appealed = await appealedOf(ctx, row)
  const first = await firstOf(ctx, row)
  const isOpening = row.status === 'opened'
  const waiting = row.questions.some(({ answer, answerBy }) => answer === null && isoFromDate(answerBy) >= today)
  const mayView = isDecider && row.status === 'hearing' && isOpen && !waiting && own?.recordedAt === null
  return ok({
    ...shared,
    subjectHref: await subjectForDesk(ctx, row, isAdministrator),
    version: row.version,
    isAdministrator,
    isDecider,
    inTheWay: standing.inTheWay?.says ?? null,
    sides: await namesOf(ctx, row),
    opening: isAdministrator && !isOpen ? (row.statements.find(({ side }) => side === 'bringer')?.text ?? null) : null,
    reasonsOfMeasures: isAdministrator
      ? row.measures.map(({ number, from, reason }) => ({ number, from: isoFromDate(from), reason }))
      : [],
    possible:
      isAdministrator && concernLife.openTo(row.status, ['administrator']).includes('measured')
        ? possibleMeasures(row).map(({ kind, targetId, label }) => ({ value: `${kind}:${targetId}`, label }))
        : [],
    latestReview: addWorkingDays(today, clocks.measure),
    whys:
      isAdministrator && isOpening
        ? Object.entries(elsewhere).map(([value, { says }]) => ({ value, label: says }))
        : [],
    mayDraw: isAdministrator && isOpening,
    mayAsk: mayView && row.questions.length < clocks.questionRounds,
    mayDecide: mayView,
    lookedAt:
      isDecider && row.kind === 'complaint' && row.status === 'hearing' ? await isLookedAt(ctx, row.subjectId) : null,
    mayStandDown: isDecider && own?.recordedAt === null && row.status === 'hearing',
    waitsForStatements: isDecider && row.status === 'hearing' && !isOpen,
    own: own?.recordedAt ? pointsIn(own.points) : null,
    outcomes: isDecider
      ? row.points.map(({ position, reason }, at) => ({
          position,
          outcomes: outcomesOfPoint(row.kind, reason, appealed, at).map(({ code, says, day }) => ({
            code,
            says,
            ...(day ? { day } : {}),
          })),
        }))
      : [],
    signs:
      isDecider && row.subjectKind === 'rating-pair'
        ? [...(await signsOf(ctx, row.subjectId)), ...(await retaliationIn(ctx, row.subjectId))]
        : [],
    privateWords: isDecider && row.subjectKind === 'person' ? await privateWordsAbout(ctx, row.subjectId) : [],
    dispute: isDecider && row.kind === 'mediation' ? await disputeSeen(ctx, row.subjectId) : null,
    first: first && {
      ref: first.ref,
      points: first.points.map((point) => {
        const last = point.outcomes.at(-1)
        return {
          reason: reasonWords(first.kind, point.reason),
          outcome: kinds[first.kind].outcomes.find(({ code }) => code === last?.outcome)?.says ?? '',
          reasons: last?.reasons ?? '',
        }
      }),
    },
  })
}
