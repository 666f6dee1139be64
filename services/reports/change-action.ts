import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { reviewCase } from '#services/reviews/index.ts'
import { keyFor } from './action-link.ts'
import { readAction } from './find-action.ts'
import { findPlan } from './find-plan.ts'
import { actions, lockPlan } from './move-plan.ts'
import { askOwner } from './owner-letter.ts'
import { planLife, planTimes } from './plan-lifecycle.ts'
import type { ActionInput } from './plan-schema.ts'
import { nextReminder } from './remind-day.ts'
import { tables } from './tables.ts'

const stands = 'The progress of this plan is reviewed, so it stays as it is.'

/**
 * Adds an action to an area of the plan: what, whose (a role with a name or an address), by when. By the host, before and after the
 * plan is agreed; once it is, the owner is told at once.
 */
export const addAction = async (
  ctx: Ctx,
  ref: string,
  position: number,
  input: Omit<ActionInput, 'version'>,
): Promise<Result<{ ref: string }>> => {
  const found = await findPlan(ctx, ref)
  if (!found?.sides.includes('host')) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const plan = await lockPlan(ctx, found.id)
    if (!planLife.is('written', plan.status)) return refused(stands)
    const area = await tables(ctx).planArea.findUnique({ where: { planId_position: { planId: plan.id, position } } })
    if (!area) return notFound()
    const count = await tables(ctx).action.count({ where: { planId: plan.id } })
    if (count >= planTimes.actions) return refused(`A plan has at most ${planTimes.actions} actions.`)
    const today = ctx.clock.today()
    if (input.dueOn < today) return invalid({ dueOn: 'The day must be today or later' })
    const id = newId()
    const remindOn = nextReminder(input.dueOn, 0, today)
    await tables(ctx).action.create({
      data: {
        id,
        planId: plan.id,
        areaId: area.id,
        position: count + 1,
        what: input.what,
        ownerRole: input.ownerRole,
        ownerName: input.ownerName,
        ownerAddress: input.ownerAddress ?? '',
        dueOn: dateFromIso(input.dueOn),
        status: 'open',
        tokenHash: hashOfLinkKey(keyFor(ctx, 'action', id, 1)),
        remindOn: remindOn && dateFromIso(remindOn),
      },
    })
    await tables(ctx).planArea.update({ where: { id: area.id }, data: { notTakenUp: '', version: { increment: 1 } } })
    const made = await readAction(ctx, id)
    if (!made) return notFound()
    await actions.begin(ctx, made, 'added')
    if (plan.status === 'sent') await askOwner(ctx, made)
    return ok({ ref })
  })
}

/**
 * Changes what an action says, whose it is or by when. Another owner gets a link of their own, and the one before is told no
 * more and can say no more.
 */
export const changeAction = (ctx: Ctx, id: string, input: ActionInput): Promise<Result<{ ref: string }>> =>
  actions.asMove(
    ctx,
    { ref: id, version: input.version, event: 'changed' },
    async (ctx, { row, move }) => {
      if (!planLife.is('written', row.plan.status)) return refused(stands)
      const today = ctx.clock.today()
      const { what, ownerRole, ownerName, ownerAddress = '', dueOn } = input
      if (dueOn < today && dueOn !== isoFromDate(row.dueOn)) return invalid({ dueOn: 'The day must be today or later' })
      const isAnothers = ownerAddress !== row.ownerAddress || ownerName !== row.ownerName
      const issue = isAnothers ? row.issue + 1 : row.issue
      // Reminders begin anew for another owner or another day, and for nothing else: three are the most.
      const isAnew = isAnothers || dueOn !== isoFromDate(row.dueOn)
      const next = nextReminder(dueOn, 0, today)
      const reminders = isAnew ? { reminded: 0, remindOn: next && dateFromIso(next) } : {}
      const moved = await move({
        data: {
          what,
          ownerRole,
          ownerName,
          ownerAddress,
          issue,
          tokenHash: hashOfLinkKey(keyFor(ctx, 'action', row.id, issue)),
          dueOn: dateFromIso(dueOn),
          ...reminders,
        },
        said: { isAnothers },
      })
      if (!moved.ok) return moved
      const changed = await readAction(ctx, row.id)
      if (changed && isAnothers && row.plan.status === 'sent') await askOwner(ctx, changed)
      return ok({ ref: id })
    },
    (row) =>
      row.what === input.what &&
      row.ownerRole === input.ownerRole &&
      row.ownerName === input.ownerName &&
      row.ownerAddress === (input.ownerAddress ?? '') &&
      isoFromDate(row.dueOn) === input.dueOn
        ? { ref: id }
        : null,
  )

/** Drops an action, with why: its reminders stop. */
export const dropAction = (
  ctx: Ctx,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<Result<{ ref: string }>> =>
  actions.asMove(ctx, { ref: id, version, event: 'dropped' }, async (ctx, { row, move }) => {
    if (!planLife.is('written', row.plan.status)) return refused(stands)
    const { personId: byId, name: by } = ctx.actor
    await tables(ctx).actionUpdate.create({
      data: { actionId: row.id, at: ctx.clock.now(), byId, by, rag: row.rag, text: `Dropped: ${reason}` },
    })
    return move({ note: reason, data: { remindOn: null } })
  })

/** Takes up again an action that was done or dropped. */
export const reopenAction = (
  ctx: Ctx,
  id: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  actions.asMove(ctx, { ref: id, version, event: 'reopened' }, async (_ctx, { row, move }) => {
    if (!planLife.is('written', row.plan.status)) return refused(stands)
    return move()
  })

/** Says why an area for consideration is not taken up; empty takes that back. An area with actions is taken up. */
export const sayNotTakenUp = async (
  ctx: Ctx,
  ref: string,
  position: number,
  { version, notTakenUp }: { version: number; notTakenUp: string },
): Promise<Result<{ ref: string }>> => {
  const found = await findPlan(ctx, ref)
  if (!found?.sides.includes('host')) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const plan = await lockPlan(ctx, found.id)
    if (!planLife.is('written', plan.status)) return refused(stands)
    const area = await tables(ctx).planArea.findUnique({
      where: { planId_position: { planId: plan.id, position } },
      include: { actions: { where: { status: { not: 'dropped' } }, select: { id: true } } },
    })
    if (!area) return notFound()
    if (area.notTakenUp === notTakenUp) return ok({ ref })
    if (area.version !== version) return overtaken('This area')
    if (area.actions.length > 0) return refused('It has actions, so it is taken up. Drop them first.')
    if (plan.status === 'sent' && notTakenUp === '') return refused('The plan is agreed: every area has an answer.')
    await tables(ctx).planArea.update({ where: { id: area.id }, data: { notTakenUp, version: version + 1 } })
    await audit(ctx, {
      event: 'plan.area-answered',
      subject: { kind: 'action_plan', id: plan.id },
      case: reviewCase(plan.reviewId),
      yotCode: plan.review.yotCode,
      data: { position, isTakenUp: notTakenUp === '' },
    })
    return ok({ ref })
  })
}
