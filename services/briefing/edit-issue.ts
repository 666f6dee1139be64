import type { z } from 'zod'
import { addDays, isoFromDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { queueCorrection } from './close-issue.ts'
import type { IssueEvent } from './lifecycle.ts'
import { issues } from './move-issue.ts'
import type { correctSchema, holdBackSchema } from './schema.ts'
import { tables } from './tables.ts'

type Mark = { isPinned: boolean; leftOut: string | null }

const markLine = (
  ctx: Ctx,
  day: string,
  event: IssueEvent,
  { key, version }: { key: string; version: number },
  mark: Mark,
) => {
  const lastMark = `${event} ${key}`
  return issues.asMove(
    ctx,
    { ref: day, version, event },
    async (ctx, { row, move }) => {
      const { personId } = ctx.actor
      if (personId === null) return refused('Somebody has to say so.')
      const { issueMark } = tables(ctx)
      const where = { issueId_key: { issueId: row.id, key } }
      const data = { ...mark, madeAt: ctx.clock.now(), madeById: personId }
      if (!mark.isPinned && mark.leftOut === null) await issueMark.deleteMany({ where: { issueId: row.id, key } })
      else await issueMark.upsert({ where, create: { issueId: row.id, key, ...data }, update: data })
      const moved = await move({ note: mark.leftOut ?? undefined, data: { lastMark }, said: { line: key } })
      return moved.ok ? ok({ ref: day }) : moved
    },
    (row) => (row.lastMark === lastMark ? { ref: day } : null),
  )
}

/** Puts a line before the others of its section. */
export const pinLine = (ctx: Ctx, day: string, input: { key: string; version: number }) =>
  markLine(ctx, day, 'pinned', input, { isPinned: true, leftOut: null })

/** Leaves a line out of an issue; the reason is kept with it. */
export const leaveOutLine = (
  ctx: Ctx,
  day: string,
  { reason, ...input }: { key: string; version: number; reason: string },
) => markLine(ctx, day, 'left-out', input, { isPinned: false, leftOut: reason })

/** A line stands again as the rooms gave it. */
export const restoreLine = (ctx: Ctx, day: string, input: { key: string; version: number }) =>
  markLine(ctx, day, 'restored', input, { isPinned: false, leftOut: null })

/** The longest that an issue is held back. */
const mostDaysHeld = 3
/** Until when on its day an issue can be held back. */
const heldUntil = '07:00'

/**
 * Holds an issue back until a time on one of the next three days, with the reason that everybody reads; then it goes by itself. Refused from
 * 07:00 on its day.
 */
export const holdBack = (
  ctx: Ctx,
  day: string,
  { version, reason, on, at }: z.output<typeof holdBackSchema>,
): Promise<Result<{ ref: string }>> =>
  issues.asMove(
    ctx,
    { ref: day, version, event: 'held-back' },
    async (ctx, { row, move }) => {
      const planned = isoFromDate(row.day)
      if (ctx.clock.now() >= londonInstant(planned, heldUntil))
        return refused('An issue can be held back until 07:00 on its day. It goes at its hour; correct it afterwards.')
      const goesAt = londonInstant(on, at)
      if (goesAt <= row.windowTo) return invalid({ on: 'It must go later than planned' })
      if (on > addDays(planned, mostDaysHeld))
        return invalid({ on: `It can be held back by ${mostDaysHeld} days at most` })
      const moved = await move({ note: reason, data: { goesAt, because: reason } })
      return moved.ok ? ok({ ref: day }) : moved
    },
    (row) => (row.because === reason && row.goesAt.getTime() === londonInstant(on, at).getTime() ? { ref: day } : null),
  )

/**
 * Says what was wrong in an issue that went, once: its page says so, and the next issue begins with it. Nobody is written to a second
 * time unless what was wrong could do harm.
 */
export const correctIssue = (
  ctx: Ctx,
  day: string,
  { version, reason, isHarmful }: z.output<typeof correctSchema>,
): Promise<Result<{ ref: string }>> =>
  issues.asMove(
    ctx,
    { ref: day, version, event: 'corrected' },
    async (ctx, { row, move }) => {
      const moved = await move({
        note: reason,
        data: { correction: reason, correctedAt: ctx.clock.now() },
        said: { isHarmful },
      })
      if (!moved.ok) return moved
      if (isHarmful) await queueCorrection(ctx, { id: row.id, day, isMonthly: row.isMonthly })
      return ok({ ref: day })
    },
    (row) => (row.correction === reason ? { ref: day } : null),
  )
