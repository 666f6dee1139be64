import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { startSilence } from '#services/core/life/silence.ts'
import { ok, type Result } from '#services/core/result.ts'
import { decideAppealOfApplication } from '#services/vetting/index.ts'
import { firstOf, lastOutcomes } from './appealed.ts'
import { concerns, type WholeConcern } from './concerns.ts'
import type { Found } from './decide.ts'
import { dayAgain, settleRating, writeOutcome } from './effects.ts'
import { endMeasures } from './measures.ts'
import { daysFrom } from './open-concern.ts'
import { changedOutcome } from './outcomes.ts'
import { speakingSides, tellParties } from './parties.ts'

/** Carries out what was decided on appeal: of a concern, or of an application. */
export const applyAppeal = async (
  ctx: Ctx,
  appeal: WholeConcern,
  found: readonly Found[],
): Promise<Result<unknown>> => {
  if (appeal.subjectKind === 'application') {
    const [finding] = found
    return finding
      ? decideAppealOfApplication(ctx, {
          applicationId: appeal.subjectId,
          outcome: finding.outcome.code as 'stands' | 'changed' | 'heard-anew',
          reasons: finding.reasons,
        })
      : ok(undefined)
  }
  const first = await firstOf(ctx, appeal)
  const row = first && (await concerns.lock(ctx, first.id))
  if (row?.status !== 'under_appeal') return ok(undefined)
  const isAnew = found.some(({ outcome }) => outcome.code === 'heard-anew')
  const last = lastOutcomes(row)
  if (!isAnew)
    for (const [at, point] of row.points.entries()) {
      const finding = found[at]
      const before = last[at]
      if (!finding || !before) continue
      const changed = changedOutcome(finding.outcome.code)
      const written = await writeOutcome(ctx, row, {
        pointId: point.id,
        ratingId: point.ratingId,
        outcome: changed ?? before.outcome,
        reasons: finding.reasons,
        until: changed === null ? dayAgain(row.kind, before, ctx.clock.today()) : finding.until,
        byConcernId: appeal.id,
      })
      if (!written.ok) return written
    }
  if (!isAnew) await endMeasures(ctx, row)
  for (const { ratingId } of row.points) if (ratingId !== null) await settleRating(ctx, ratingId)
  const days = daysFrom(ctx.clock.today())
  return concerns.move(ctx, row, 'appeal-decided', {
    to: isAnew ? 'opened' : 'final',
    data: isAnew
      ? {
          round: row.round + 1,
          drawBy: dateFromIso(days.drawBy),
          decideBy: dateFromIso(days.decideBy),
          toldOn: null,
          appealBy: null,
        }
      : {},
    said: { outcomes: found.map(({ outcome }) => outcome.code) },
  })
}

/** An appeal ended without a decision: what was decided first holds again. */
export const endAppeal = async (ctx: Ctx, appeal: WholeConcern): Promise<Result<unknown>> => {
  const first = await firstOf(ctx, appeal)
  const row = first && (await concerns.lock(ctx, first.id))
  if (row?.status !== 'under_appeal') return ok(undefined)
  for (const [at, point] of row.points.entries()) {
    const before = lastOutcomes(row)[at]
    if (!before) continue
    const written = await writeOutcome(ctx, row, {
      pointId: point.id,
      ratingId: point.ratingId,
      outcome: before.outcome,
      reasons: before.reasons,
      until: dayAgain(row.kind, before, ctx.clock.today()),
      byConcernId: before.byConcernId,
    })
    if (!written.ok) return written
  }
  const moved = await concerns.move(ctx, row, 'appeal-ended', {})
  if (!moved.ok) return moved
  if (row.appealBy !== null)
    await startSilence(ctx, { kind: 'concern-appeal', subjectId: row.id, lastDay: isoFromDate(row.appealBy) })
  await tellParties(ctx, row, speakingSides(row.parties), {
    occasion: `appeal-ended:${appeal.id}`,
    kind: 'decision',
    letter: {
      subject: `The appeal ended without a decision (${row.ref})`,
      lines: ['What was decided first holds again.'],
      text: 'See the decision',
    },
  })
  return moved
}
