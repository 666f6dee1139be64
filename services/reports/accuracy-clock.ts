import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Silence, startSilence, stopSilence } from '#services/core/life/silence.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { counted } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { factsForReport, followReview, isLearning, noteCommentsBy, reviewCase } from '#services/reviews/index.ts'
import type { FoundReport } from './find-report.ts'
import { remindOfReport, reportPath, tellOfReport } from './letters.ts'
import { limits } from './lifecycle.ts'
import { lockReport, reports } from './move-report.ts'
import type { LockedReport } from './report-row.ts'
import { tables } from './tables.ts'

const kind = 'report-accuracy'

/** Starts the clock of the host's comments, with its last day and the days on which it warns; the review names the same day. ISO days. */
export const startAccuracyClock = async (
  ctx: Ctx,
  { id, reviewId }: { id: string; reviewId: string },
  lastDay: string,
): Promise<void> => {
  await startSilence(ctx, {
    kind,
    subjectId: id,
    lastDay,
    warnOn: limits.warnDays.map((days) => addDays(lastDay, -days)),
  })
  await noteCommentsBy(ctx, reviewId, lastDay)
}

/**
 * Notes that the host has opened what was sent to it: its ten working days run from the first time, unless they run already
 * because two working days have passed since it was sent.
 */
export const noteHostOpened = async (ctx: Ctx, found: FoundReport): Promise<void> => {
  const { id, report, sides } = found
  if (!sides.includes('host') || report.status !== 'with_host' || report.openedAt !== null) return
  await inTransaction(ctx, async (ctx) => {
    const row = await lockReport(ctx, id)
    if (row.status !== 'with_host' || row.openedAt !== null) return ok(undefined)
    const fromNow = addWorkingDays(ctx.clock.today(), limits.commentWorkingDays)
    const latest = row.commentBy ? isoFromDate(row.commentBy) : fromNow
    const lastDay = fromNow < latest ? fromNow : latest
    await tables(ctx).report.update({
      where: { id },
      data: { openedAt: ctx.clock.now(), commentBy: dateFromIso(lastDay) },
    })
    await startAccuracyClock(ctx, { id, reviewId: row.reviewId }, lastDay)
    await audit(ctx, {
      event: 'report.opened-by-host',
      subject: { kind: 'report', id },
      case: reviewCase(row.reviewId),
      yotCode: row.review.yotCode,
      data: { lastDay },
    })
    return ok(undefined)
  })
}

/** What follows when the host is done or its time is up: the review moves on and the team is told. */
const followComments = async (ctx: Ctx, row: LockedReport, isByTime: boolean): Promise<Result<undefined>> => {
  await stopSilence(ctx, { kind, subjectId: row.id })
  const followed = await followReview(ctx, row.reviewId, 'accuracy-given')
  if (!followed.ok) return followed
  const count = await tables(ctx).accuracyComment.count({ where: { reportId: row.id, withdrawnAt: null } })
  const { team, yotName, ref } = await factsForReport(ctx, row.reviewId)
  const teamIds = team.flatMap(({ personId, role }) => (isLearning(role) ? [] : personId))
  await tellOfReport(ctx, row, 'comments', 'ask', teamIds, {
    subject: `${count === 0 ? 'No comments' : counted(count, 'comment')} on the draft report of ${yotName} (${ref})`,
    lines: [
      isByTime
        ? 'The time for comments on the facts has ended.'
        : 'The service is done with its comments on the facts.',
      count === 0
        ? 'There are none. A co-lead can make the report final.'
        : `There ${count === 1 ? 'is one comment' : `are ${count} comments`}. Somebody who did not write the part answers each; then a co-lead makes the report final.`,
    ],
    action: { text: 'See the comments', path: `${reportPath(ref)}/accuracy` },
  })
  return ok(undefined)
}

/** Somebody of the host says that its comments are all there, or that there are none. The team is told. */
export const giveComments = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  reports.asMove(ctx, { ref, version, event: 'comments-given' }, async (ctx, { move }) => {
    const moved = await move()
    return moved.ok ? followComments(ctx, moved.value, false) : moved
  })

/** The host's time to comment: warned of before its end; then comments are at an end by themselves. */
export const accuracySilence: Silence = {
  kind,
  lock: (ctx, id) => reports.lock(ctx, id),
  warn: async (ctx, id, { lastDay }) => {
    const report = await lockReport(ctx, id)
    const { hostIds, yotName, ref } = await factsForReport(ctx, report.reviewId)
    await remindOfReport(ctx, report, `comment-by:${lastDay}:${ctx.clock.today()}`, hostIds, {
      on: lastDay,
      what: `say where a fact in the draft report of ${yotName} is wrong or missing (${ref})`,
      more: 'After that day the team goes on with what it has.',
      path: `${reportPath(ref)}/accuracy`,
    })
    return ok(undefined)
  },
  end: (ctx, id) =>
    reports.asSystemMove(ctx, { id, event: 'comments-ended' }, async (ctx, { move }) => {
      const moved = await move()
      return moved.ok ? followComments(ctx, moved.value, true) : moved
    }),
}
