import { checkPeople, verdictOf } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { startSilence } from '#services/core/life/silence.ts'
import { ok, type Result } from '#services/core/result.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { appealedOf, wasAppealed } from './appealed.ts'
import { applyAppeal } from './apply-appeal.ts'
import { concerns, type WholeConcern } from './concerns.ts'
import { fillPlaces, placesOpen, pointsIn, type WorkGoesTo, wantedOf } from './draw.ts'
import { writeOutcome } from './effects.ts'
import { clocks, kinds, type OutcomeKind } from './kinds.ts'
import { decisionLetter } from './letters.ts'
import { endMeasures } from './measures.ts'
import { carryOutMediation } from './mediation.ts'
import { agreedDay, agreedOn, outcomesOfPoint } from './outcomes.ts'
import { caseOf, speakingSides, tellParties } from './parties.ts'
import { releasePlace } from './places.ts'
import { tables } from './tables.ts'

/** What came of one point: the outcome, its day, and the reasons of those who agree with it. */
export type Found = {
  outcome: OutcomeKind
  until: string | null
  reasons: string
  to?: WorkGoesTo | null
  total?: number | null
}

const recordedViews = (row: WholeConcern) =>
  row.views.filter((view) => view.round === row.round && view.releasedAt === null && view.recordedAt !== null)

/** What the views come to, point by point; null while there is no answer. */
const findingsOf = async (ctx: Ctx, row: WholeConcern): Promise<Found[] | null> => {
  const wanted = wantedOf(row)
  const views = recordedViews(row)
  if (views.length < wanted) return null
  const appealed = await appealedOf(ctx, row)
  const today = ctx.clock.today()
  const found: Found[] = []
  for (const [at, point] of row.points.entries()) {
    const outcomes = outcomesOfPoint(row.kind, point.reason, appealed, at)
    const ofPoint = views.flatMap((view) => pointsIn(view.points)[at] ?? [])
    const code = agreedOn(
      outcomes,
      ofPoint.map((one) => one.outcome),
      wanted,
    )
    const outcome = outcomes.find((one) => one.code === code)
    if (!outcome) return null
    const agreeing = ofPoint.filter((one) => one.outcome === code)
    found.push({
      outcome,
      until:
        outcome.day === 'named'
          ? agreedDay(
              outcome,
              agreeing.flatMap(({ until }) => until ?? []),
            )
          : outcome.day
            ? addWorkingDays(today, outcome.day.workingDays)
            : null,
      reasons: agreeing.map(({ reasons }) => reasons).join('\n\n'),
      to: agreeing[0]?.to ?? null,
      total: agreeing[0]?.total ?? null,
    })
  }
  return found
}

/** Deciders whom the rules block by now: released, their views struck, others drawn. */
const releaseConflicted = async (ctx: Ctx, row: WholeConcern): Promise<boolean> => {
  const views = row.views.filter((view) => view.round === row.round && view.releasedAt === null)
  const found = await checkPeople(asSystem(ctx), {
    case: caseOf(row.id),
    activity: 'deciding',
    personIds: views.map(({ deciderId }) => deciderId),
    moment: 'change',
  })
  const blocked = views.filter(({ deciderId }) => verdictOf(found.get(deciderId) ?? []) === 'blocked')
  for (const { id } of blocked) await releasePlace(ctx, id)
  return blocked.length > 0
}

/**
 * Once every view is in: decided, carried out in the other room and told to both sides at once, all in this transaction. Where two
 * views differ, a third is drawn. The row is locked and as it stands now.
 */
export const decideIfAllAreIn = async (ctx: Ctx, row: WholeConcern): Promise<Result<unknown>> => {
  if (row.status !== 'hearing') return ok(undefined)
  if (recordedViews(row).length >= wantedOf(row) && (await releaseConflicted(ctx, row))) {
    const now = await concerns.lock(ctx, row.id)
    return now ? fillPlaces(ctx, now) : ok(undefined)
  }
  const found = await findingsOf(ctx, row)
  if (found === null) return placesOpen(row) > 0 ? fillPlaces(ctx, row) : ok(undefined)

  const today = ctx.clock.today()
  const isAppealable = kinds[row.kind].isAppealable && !(await wasAppealed(ctx, row.id))
  const appealBy = isAppealable ? addDays(today, clocks.appeal) : null
  for (const [at, point] of row.points.entries()) {
    const finding = found[at]
    if (!finding) continue
    const done = await writeOutcome(ctx, row, {
      pointId: point.id,
      ratingId: point.ratingId,
      outcome: finding.outcome.code,
      reasons: finding.reasons,
      until: finding.until,
      byConcernId: row.id,
    })
    if (!done.ok) return done
  }
  if (row.kind === 'appeal' || row.kind === 'mediation') {
    const applied = await (row.kind === 'appeal' ? applyAppeal : carryOutMediation)(ctx, row, found)
    if (!applied.ok) return applied
  }
  // What was put in place until now ends where nothing follows; else it waits with what was decided for the end.
  if (!isAppealable || found.every(({ outcome }) => outcome.effect === 'none')) await endMeasures(ctx, row)
  const moved = await concerns.move(ctx, row, 'view-recorded', {
    to: isAppealable ? 'in_effect' : 'final',
    data: {
      toldOn: dateFromIso(today),
      appealBy: appealBy === null ? null : dateFromIso(appealBy),
      ...(row.kind === 'appeal' ? {} : { openKey: null }),
    },
    said: { outcomes: found.map(({ outcome }) => outcome.code) },
  })
  if (!moved.ok) return moved
  if (appealBy !== null) await startSilence(ctx, { kind: 'concern-appeal', subjectId: row.id, lastDay: appealBy })
  await tables(ctx).concernView.updateMany({
    where: { concernId: row.id, round: row.round, recordedAt: null, releasedAt: null },
    data: { releasedAt: ctx.clock.now() },
  })
  await tellParties(ctx, row, speakingSides(row.parties), {
    occasion: `decided:${row.round}`,
    kind: 'decision',
    letter: decisionLetter(row, found, appealBy),
  })
  return ok(undefined)
}
