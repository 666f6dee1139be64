import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { whatPlanLacks } from './complete-plan.ts'
import { findAction } from './find-action.ts'
import { findPlan } from './find-plan.ts'
import { planLife } from './plan-lifecycle.ts'
import { tables } from './tables.ts'

/** The areas of a plan with their actions, as pages and what is shared show them; addresses are for the host alone. */
export const readAreas = async (ctx: Ctx, planId: string, showsAddresses: boolean) => {
  const areas = await tables(ctx).planArea.findMany({
    where: { planId },
    orderBy: { position: 'asc' },
    include: {
      actions: { orderBy: { position: 'asc' }, include: { updates: { orderBy: { at: 'desc' } } } },
    },
  })
  return areas.map(({ id, position, text, notTakenUp, version, actions }) => ({
    id,
    position,
    text,
    notTakenUp,
    version,
    actions: actions.map((action) => ({
      id: action.id,
      what: action.what,
      ownerRole: action.ownerRole,
      ownerName: showsAddresses ? action.ownerName : '',
      ownerAddress: showsAddresses ? action.ownerAddress : '',
      dueOn: isoFromDate(action.dueOn),
      status: action.status,
      rag: action.rag,
      outcome: action.outcome,
      version: action.version,
      updates: action.updates.map(({ id, at, by, rag, text }) => ({ id, at, by, rag, text })),
    })),
  }))
}

/** The action plan of a review: the host's from the final report on, the team's to read once it is agreed. */
export const planPage = async (ctx: Ctx, ref: string) => {
  const found = await findPlan(ctx, ref)
  if (!found) return notFound()
  const { plan, sides } = found
  const isHost = sides.includes('host')
  return ok({
    ref,
    yotName: plan.review.yot.name,
    version: plan.version,
    status: plan.status,
    statusWords: planLife.states[plan.status],
    isHost,
    mayWrite: isHost && planLife.is('written', plan.status),
    mayComplete: sides.includes('head') && plan.status === 'open',
    lacks: isHost && plan.status === 'open' ? await whatPlanLacks(ctx, plan.id) : null,
    dueOn: isoFromDate(plan.dueOn),
    latestOn: isoFromDate(plan.latestOn),
    sentOn: plan.sentOn && isoFromDate(plan.sentOn),
    progressOn: plan.progressOn && isoFromDate(plan.progressOn),
    areas: await readAreas(ctx, plan.id, isHost),
  })
}

/** One action to change, to say how it stands, or to drop; for the host. */
export const actionPage = async (ctx: Ctx, ref: string, id: string) => {
  const found = await findAction(ctx, id)
  if (!found?.sides.includes('host') || found.action.plan.review.ref !== ref) return notFound()
  const { action } = found
  const updates = await tables(ctx).actionUpdate.findMany({ where: { actionId: id }, orderBy: { at: 'desc' } })
  const isWritten = planLife.is('written', action.plan.status)
  return ok({
    ref,
    id,
    yotName: action.plan.review.yot.name,
    area: action.area.text,
    what: action.what,
    ownerRole: action.ownerRole,
    ownerName: action.ownerName,
    ownerAddress: action.ownerAddress,
    dueOn: isoFromDate(action.dueOn),
    status: action.status,
    rag: action.rag,
    version: action.version,
    isOpen: isWritten && action.status === 'open',
    mayReopen: isWritten && action.status !== 'open',
    updates: updates.map(({ id, at, by, rag, text }) => ({ id, at, by, rag, text })),
  })
}

/** The progress review of a plan: for a co-lead to record, for the host to say what has changed, for both to read. */
export const progressPage = async (ctx: Ctx, ref: string) => {
  const found = await findPlan(ctx, ref)
  if (!found || found.plan.status === 'open') return notFound()
  const { plan, sides } = found
  const areas = await readAreas(ctx, plan.id, sides.includes('host'))
  return ok({
    ref,
    yotName: plan.review.yot.name,
    version: plan.version,
    status: plan.status,
    statusWords: planLife.states[plan.status],
    mayRecord: sides.includes('co-lead') && plan.status === 'sent',
    mayClose: sides.includes('host') && plan.status === 'reviewed',
    progressOn: plan.progressOn && isoFromDate(plan.progressOn),
    recordedOn: plan.recordedOn && isoFromDate(plan.recordedOn),
    changedForChildren: plan.changedForChildren,
    actions: areas.flatMap(({ actions }) => actions),
  })
}
