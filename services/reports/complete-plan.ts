import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { counted, listed, longDate } from '#services/core/words.ts'
import { factsForReport, followReview } from '#services/reviews/index.ts'
import { readAction } from './find-action.ts'
import { tellOfReport } from './letters.ts'
import { plans } from './move-plan.ts'
import { askOwner } from './owner-letter.ts'
import type { ProgressInput } from './plan-schema.ts'
import { nextReminder } from './remind-day.ts'
import { tables } from './tables.ts'

export const planPath = (ref: string) => `/reviews/${ref}/plan`

/** The areas that nobody has answered yet, by their numbers, as a sentence; null when every one is. */
export const whatPlanLacks = async (ctx: Ctx, planId: string): Promise<string | null> => {
  const areas = await tables(ctx).planArea.findMany({
    where: { planId, notTakenUp: '', actions: { none: { status: { not: 'dropped' } } } },
    orderBy: { position: 'asc' },
    select: { position: true },
  })
  if (areas.length === 0) return null
  const numbers = listed(areas.map(({ position }) => String(position)))
  return `${counted(areas.length, 'area')} for consideration ${areas.length === 1 ? 'has' : 'have'} no action yet, and no reason why not: ${numbers}.`
}

/**
 * The head of the service agrees the action plan: every area has an action or a reason why not. Each owner is told with their
 * link; the team reads it; the review moves on.
 */
export const completePlan = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  plans.asMove(ctx, { ref, version, event: 'completed' }, async (ctx, { row, move }) => {
    const lacks = await whatPlanLacks(ctx, row.id)
    if (lacks) return refused(`The plan cannot be agreed yet. ${lacks}`)
    const today = ctx.clock.today()
    const moved = await move({ data: { sentOn: dateFromIso(today) } })
    if (!moved.ok) return moved
    const followed = await followReview(ctx, row.reviewId, 'action-plan-agreed')
    if (!followed.ok) return followed
    const open = await tables(ctx).action.findMany({
      where: { planId: row.id, status: 'open' },
      orderBy: { position: 'asc' },
    })
    for (const { id, dueOn } of open) {
      const remindOn = nextReminder(isoFromDate(dueOn), 0, today)
      await tables(ctx).action.update({ where: { id }, data: { remindOn: remindOn && dateFromIso(remindOn) } })
      const action = await readAction(ctx, id)
      if (action) await askOwner(ctx, action)
    }
    const { team, yotName } = await factsForReport(ctx, row.reviewId)
    await tellOfReport(
      ctx,
      row,
      'plan-agreed',
      'decision',
      team.map(({ personId }) => personId),
      {
        subject: `The action plan of ${yotName} is agreed (${ref})`,
        lines: [
          `${yotName} has agreed what it does about the areas for consideration.`,
          `Progress is reviewed about ${row.progressOn ? longDate(isoFromDate(row.progressOn)) : 'ten months after the visit'}.`,
        ],
        action: { text: 'Read the plan', path: planPath(ref) },
      },
    )
    return ok(undefined)
  })

/**
 * A co-lead records the progress review: what became of each action. The service then says what has changed for children,
 * and the review closes.
 */
export const recordProgress = (
  ctx: Ctx,
  ref: string,
  { version, outcomes }: ProgressInput,
): Promise<Result<{ ref: string }>> =>
  plans.asMove(ctx, { ref, version, event: 'progress-recorded' }, async (ctx, { row, move }) => {
    const rows = await tables(ctx).action.findMany({
      where: { planId: row.id },
      orderBy: { position: 'asc' },
      select: { id: true },
    })
    const given = new Map(outcomes.map(({ id, outcome }) => [id, outcome]))
    const missing = rows.flatMap(({ id }, at) => (given.has(id) ? [] : [at]))
    if (missing.length > 0)
      return invalid(Object.fromEntries(missing.map((at) => [`outcomes[${at}].outcome`, 'Choose what became of it'])))
    for (const { id } of rows)
      await tables(ctx).action.update({ where: { id }, data: { outcome: given.get(id) ?? null, remindOn: null } })
    const moved = await move({ data: { recordedOn: dateFromIso(ctx.clock.today()) } })
    if (!moved.ok) return moved
    const followed = await followReview(ctx, row.reviewId, 'progress-reviewed')
    if (!followed.ok) return followed
    const { hostIds, yotName } = await factsForReport(ctx, row.reviewId)
    await tellOfReport(ctx, row, 'progress', 'ask', hostIds, {
      subject: `Progress is reviewed: what has changed for children? (${ref})`,
      lines: [
        `A co-lead has recorded what became of each action of ${yotName}.`,
        'Say in your own words what has changed for children. With that the review closes, and its pages stay.',
      ],
      action: { text: 'Say what has changed', path: `/reviews/${ref}/progress` },
    })
    return ok(undefined)
  })

/** The service says what has changed for children, in its own words, and the review closes. What was closed keeps its pages. */
export const closePlan = (
  ctx: Ctx,
  ref: string,
  { version, changedForChildren }: { version: number; changedForChildren: string },
): Promise<Result<{ ref: string }>> =>
  plans.asMove(ctx, { ref, version, event: 'closed' }, async (ctx, { row, move }) => {
    const moved = await move({ data: { changedForChildren } })
    if (!moved.ok) return moved
    const followed = await followReview(ctx, row.reviewId, 'closed')
    if (!followed.ok) return followed
    const { hostIds, team, yotName } = await factsForReport(ctx, row.reviewId)
    await tellOfReport(ctx, row, 'closed', 'news', [...hostIds, ...team.map(({ personId }) => personId)], {
      subject: `The review of ${yotName} is closed (${ref})`,
      lines: [
        `${yotName} says what has changed for children since the visit. Nothing more is asked of you. Thank you.`,
      ],
      action: { text: 'Read what has changed', path: `/reviews/${ref}/progress` },
    })
    return ok(undefined)
  })
