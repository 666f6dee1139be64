import type { ConcernSide } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { appealedOf, appealRefOf } from './appealed.ts'
import { concerns, concernsOf, findForActor, type WholeConcern } from './concerns.ts'
import { elsewhere, kinds, reasonWords } from './kinds.ts'
import { followsWords } from './letters.ts'
import { concernLife } from './lifecycle.ts'
import { type MeasureKind, measureWords } from './measures.ts'
import { outcomesOfPoint } from './outcomes.ts'
import { partySideOf, speakingSides } from './parties.ts'
import { areStatementsOpen } from './show-statements.ts'
import { ratingsIn, subjectHref } from './subject.ts'
import { tables } from './tables.ts'

const isoOr = (date: Date | null) => date && isoFromDate(date)

type PointSeen = {
  position: number
  side: ConcernSide
  reason: string
  rating: { comment: string; givenOn: string } | null
  outcome: null | { says: string; reasons: string; follows: string; isWaiting: boolean }
}

/** What both sides read; nothing in it tells more to one than to the other. ISO days. */
export type ConcernShared = {
  ref: string
  kind: WholeConcern['kind']
  kindTitle: string
  title: string
  status: WholeConcern['status']
  statusWord: string
  isOver: boolean
  openedOn: string
  drawBy: string
  decideBy: string
  statementsBy: string | null
  isLate: boolean
  points: PointSeen[]
  /** Once both can be read. */
  statements: { side: ConcernSide; text: string; on: string }[] | null
  questions: { number: number; toSide: ConcernSide; text: string; answerBy: string; answer: string | null }[]
  measures: { id: string; words: string; from: string; reviewOn: string; isRunning: boolean; number: number }[]
  appealBy: string | null
  elsewhere: string | null
  history: { event: string; title: string; at: string }[]
  subjectHref: string | null
}

/** What everybody who may read it reads alike. */
export const sharedPage = async (ctx: Ctx, row: WholeConcern): Promise<ConcernShared> => {
  const today = ctx.clock.today()
  const isOpen = areStatementsOpen(row)
  const [ratings, appealed, history, href] = await Promise.all([
    ratingsIn(ctx, row),
    appealedOf(ctx, row),
    concerns.history(ctx, row.id),
    subjectHref(ctx, row),
  ])
  const decideBy = isoFromDate(row.decideBy)
  const status = row.status
  return {
    ref: row.ref,
    kind: row.kind,
    kindTitle: kinds[row.kind].title,
    title: row.title,
    status,
    statusWord: concernLife.states[status],
    isOver: concernLife.is('over', status),
    openedOn: isoFromDate(row.openedOn),
    drawBy: isoFromDate(row.drawBy),
    decideBy,
    statementsBy: isoOr(row.statementsBy),
    isLate:
      concernLife.is('open', status) && (decideBy < today || (status === 'opened' && isoFromDate(row.drawBy) < today)),
    points: row.points.map((point, at) => {
      const last = point.outcomes.at(-1)
      const rating = ratings[at]
      const all = outcomesOfPoint(row.kind, point.reason, appealed, at)
      const outcome =
        last &&
        (all.find(({ code }) => code === last.outcome) ??
          kinds[row.kind].outcomes.find(({ code }) => code === last.outcome))
      return {
        position: point.position,
        side: point.side,
        reason: reasonWords(row.kind, point.reason),
        rating: rating ? { comment: rating.comment, givenOn: rating.givenOn } : null,
        outcome:
          last && outcome && row.status !== 'opened' && row.status !== 'hearing'
            ? {
                says: outcome.says,
                reasons: last.reasons,
                follows: followsWords({ outcome, until: isoOr(last.until) }),
                isWaiting: last.undoneAt !== null,
              }
            : null,
      }
    }),
    statements: isOpen
      ? row.statements
          .map(({ side, text, at }) => ({ side, text, on: isoFromDate(at) }))
          .sort((a, b) => a.side.localeCompare(b.side))
      : null,
    questions: row.questions.map(({ number, toSide, text, answerBy, answer }) => ({
      number,
      toSide,
      text,
      answerBy: isoFromDate(answerBy),
      answer,
    })),
    measures: row.measures.map(({ id, kind, from, reviewOn, endedAt, number }) => ({
      id,
      words: measureWords[kind as MeasureKind],
      from: isoFromDate(from),
      reviewOn: isoFromDate(reviewOn),
      isRunning: endedAt === null && isoFromDate(reviewOn) >= today,
      number,
    })),
    appealBy: isoOr(row.appealBy),
    elsewhere: row.closedBecause === null ? null : (elsewhere[row.closedBecause]?.letter ?? null),
    history: history.map(({ event, at }) => {
      const { title, says } = concernLife.moveOf(event)
      return { event, title: title ?? says, at }
    }),
    subjectHref: href,
  }
}

export type ConcernPage = ConcernShared & {
  version: number
  side: ConcernSide
  /** What the actor's own side has said. */
  own: string | null
  maySay: boolean
  mayWithdraw: boolean
  mayAppeal: boolean
  grounds: readonly { code: string; says: string; hint?: string }[]
  /** Numbers of questions that wait for the actor's side. */
  toAnswer: number[]
  /** Whether somebody speaks for the other side. */
  hasOther: boolean
  appealRef: string | null
}

/** The page of both sides. not-found for whoever is on neither, and for the other side before it is asked. */
export const findConcern = async (ctx: Ctx, ref: string): Promise<Result<ConcernPage>> => {
  const row = await findForActor(ctx, ref)
  const side = row && partySideOf(ctx.actor, row.parties)
  if (!row || side === null) return notFound()
  const shared = await sharedPage(ctx, row)
  const today = ctx.clock.today()
  const own = row.statements.find((one) => one.side === side)?.text ?? null
  const appealRef = await appealRefOf(ctx, row.id)
  return ok({
    ...shared,
    version: row.version,
    side,
    own,
    maySay: row.status === 'hearing' && own === null && row.statementsShownAt === null,
    mayWithdraw:
      side === 'bringer' && concernLife.is('open', row.status) && row.points.every((point) => point.side === 'bringer'),
    mayAppeal: row.status === 'in_effect' && shared.appealBy !== null && today <= shared.appealBy && appealRef === null,
    grounds: kinds.appeal.reasons,
    toAnswer:
      row.status === 'hearing'
        ? row.questions.filter(({ toSide, answer }) => toSide === side && answer === null).map(({ number }) => number)
        : [],
    hasOther: speakingSides(row.parties).length > 1,
    appealRef,
  })
}

export type ConcernLine = { ref: string; kindTitle: string; title: string; statusWord: string; openedOn: string }

/** Everything that the actor is on a side of and may know of, whether or not it is over, the latest first. */
export const ownConcerns = async (ctx: Ctx): Promise<ConcernLine[]> => {
  if (ctx.actor.personId === null) return []
  const rows = await tables(ctx).concern.findMany({
    where: concernsOf(ctx),
    orderBy: [{ openedOn: 'desc' }, { id: 'desc' }],
    take: 50,
    include: { parties: true },
  })
  return rows
    .filter(({ parties }) => partySideOf(ctx.actor, parties) !== null)
    .map(({ ref, kind, title, status, openedOn }) => ({
      ref,
      kindTitle: kinds[kind].title,
      title,
      statusWord: concernLife.states[status],
      openedOn: isoFromDate(openedOn),
    }))
}
