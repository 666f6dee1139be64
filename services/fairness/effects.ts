import type { ConcernOutcome } from '#prisma/generated/client.ts'
import { liftCondition, liftSuspension, removeFromBank, setCondition, suspend } from '#services/bank/index.ts'
import { addDays, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { startSilence, stopSilence } from '#services/core/life/silence.ts'
import { ok, type Result } from '#services/core/result.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { keepMark, questionMark, restoreMark, withdrawMark } from '#services/courses/index.ts'
import { pauseByDecision, resumeWhileAppealed } from '#services/offerings/index.ts'
import { settleRatingState } from '#services/ratings/index.ts'
import type { WholeConcern } from './concerns.ts'
import { type EffectName, outcomeOf } from './kinds.ts'
import { tables } from './tables.ts'

/*
 * What an outcome does in another room, in the transaction that decides it. State of a rating, and who is suspended, follows from
 * the measures and outcomes in force, so that undoing is the same as doing.
 */

/** When an outcome was decided, however often an appeal has undone it and it was done again. */
export const decidedAt = (
  { pointId, round, outcome, carriedOutAt }: ConcernOutcome,
  all: readonly ConcernOutcome[],
): Date =>
  all
    .filter((one) => one.pointId === pointId && one.round === round && one.outcome === outcome)
    .reduce((first, one) => (one.carriedOutAt < first ? one.carriedOutAt : first), carriedOutAt)

const duties: readonly EffectName[] = ['mend-words', 'mend-offering', 'condition']

/** The day of what is done again after an appeal: whoever has to do something by then gets back the days that the appeal took. ISO. */
export const dayAgain = (
  kind: WholeConcern['kind'],
  { outcome, until, undoneAt }: ConcernOutcome,
  today: string,
): string | null => {
  const effect = outcomeOf(kind, outcome)?.effect
  if (until === null || undoneAt === null || effect === undefined || !duties.includes(effect))
    return until && isoFromDate(until)
  const left = (until.getTime() - Date.parse(londonDate(undoneAt))) / 86_400_000
  return left < 0 ? isoFromDate(until) : addDays(today, left)
}

/** Works out anew what holds for a rating: measures that run, and outcomes in force. */
export const settleRating = async (ctx: Ctx, ratingId: string): Promise<Result<undefined>> => {
  const today = ctx.clock.today()
  const [measures, outcomes, rating] = await Promise.all([
    tables(ctx).concernMeasure.findMany({ where: { targetId: ratingId, kind: 'words-hidden', endedAt: null } }),
    tables(ctx).concernOutcome.findMany({ where: { point: { ratingId } } }),
    ctx.db.rating.findUnique({ where: { id: ratingId }, select: { editedAt: true } }),
  ])
  const inForce = (code: string) => outcomes.filter(({ outcome, undoneAt }) => outcome === code && undoneAt === null)
  const mends = inForce('mend').filter((mend) => !(rating?.editedAt && rating.editedAt > decidedAt(mend, outcomes)))
  const isLate = mends.some(({ until }) => until !== null && isoFromDate(until) < today)
  const mendBy = mends.flatMap(({ until }) => (until ? [isoFromDate(until)] : [])).sort()[0] ?? null
  return settleRatingState(ctx, ratingId, {
    isHidden: isLate || inForce('hide').length > 0 || measures.some(({ reviewOn }) => isoFromDate(reviewOn) >= today),
    isSetAside: inForce('set-aside').length > 0,
    mendBy: isLate ? null : mendBy,
  })
}

type Acted = { concern: Pick<WholeConcern, 'id' | 'ref' | 'kind' | 'subjectId'>; ratingId: string | null }

/** A complaint puts a quality mark under question: what is decided keeps or withdraws it, and an appeal puts it there again. */
const settleMark = (ctx: Ctx, offeringId: string, isWithdrawn: boolean, isOn: boolean): Promise<Result<undefined>> => {
  if (isWithdrawn) return isOn ? withdrawMark(ctx, offeringId) : restoreMark(ctx, offeringId)
  return isOn ? keepMark(ctx, offeringId) : questionMark(ctx, offeringId)
}

/** Carries an outcome out, or undoes it while an appeal is heard. */
const applyOutcome = async (
  ctx: Ctx,
  { concern, ratingId }: Acted,
  row: Pick<ConcernOutcome, 'id' | 'outcome' | 'until'>,
  isOn: boolean,
): Promise<Result<undefined>> => {
  const effect = outcomeOf(concern.kind, row.outcome)?.effect ?? 'none'
  const until = row.until && isoFromDate(row.until)
  const clock = { kind: 'concern-mend', subjectId: row.id }
  if (concern.kind === 'complaint') {
    const settled = await settleMark(ctx, concern.subjectId, effect === 'withdraw-mark', isOn)
    if (!settled.ok) return settled
  }
  switch (effect) {
    case 'mend-words':
      if (isOn && until !== null)
        await startSilence(ctx, { ...clock, lastDay: until, warnOn: [addWorkingDays(ctx.clock.today(), 7)] })
      else await stopSilence(ctx, clock)
      return ratingId === null ? ok(undefined) : settleRating(ctx, ratingId)
    case 'hide-words':
    case 'set-aside':
      return ratingId === null ? ok(undefined) : settleRating(ctx, ratingId)
    case 'suspend':
      return isOn
        ? suspend(ctx, { personId: concern.subjectId, restsOn: `outcome:${row.id}`, until })
        : liftSuspension(ctx, `outcome:${row.id}`)
    case 'remove':
      return removeFromBank(ctx, concern.subjectId, isOn)
    case 'condition':
      return isOn
        ? setCondition(ctx, {
            personId: concern.subjectId,
            restsOn: `outcome:${row.id}`,
            text: `What the decision ${concern.ref} says`,
            dueOn: until ?? ctx.clock.today(),
            case: { kind: 'concern', id: concern.id },
          })
        : liftCondition(ctx, `outcome:${row.id}`)
    case 'mend-offering':
      if (isOn && until !== null) await startSilence(ctx, { ...clock, lastDay: until })
      else await stopSilence(ctx, clock)
      // Where its day had passed, it was paused for it.
      return isOn ? ok(undefined) : resumeWhileAppealed(ctx, concern.subjectId)
    case 'pause-offering':
      return isOn ? pauseByDecision(ctx, concern.subjectId) : resumeWhileAppealed(ctx, concern.subjectId)
    default:
      return ok(undefined)
  }
}

/** Undoes, or does again, whatever was decided of a concern: while an appeal is heard, it waits. */
export const undoOutcomes = async (ctx: Ctx, concern: WholeConcern): Promise<Result<undefined>> => {
  for (const point of concern.points)
    for (const row of point.outcomes.filter(({ undoneAt }) => undoneAt === null)) {
      await tables(ctx).concernOutcome.update({ where: { id: row.id }, data: { undoneAt: ctx.clock.now() } })
      const undone = await applyOutcome(ctx, { concern, ratingId: point.ratingId }, row, false)
      if (!undone.ok) return undone
    }
  return ok(undefined)
}

type Decided = {
  pointId: string
  ratingId: string | null
  outcome: string
  reasons: string
  until: string | null
  byConcernId: string
}

/** Writes what came of a point and carries it out, in the transaction that decided it. */
export const writeOutcome = async (
  ctx: Ctx,
  concern: Acted['concern'] & { round: number },
  { pointId, ratingId, outcome, reasons, until, byConcernId }: Decided,
): Promise<Result<undefined>> => {
  const effect = outcomeOf(concern.kind, outcome)?.effect ?? 'none'
  const row = await tables(ctx).concernOutcome.create({
    data: {
      pointId,
      round: concern.round,
      outcome,
      reasons,
      until: until === null ? null : new Date(`${until}T00:00:00Z`),
      byConcernId,
      effect: { what: effect, target: ratingId ?? concern.subjectId },
      carriedOutAt: ctx.clock.now(),
    },
  })
  return applyOutcome(ctx, { concern, ratingId }, row, true)
}
