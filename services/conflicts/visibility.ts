import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { checkPeople, verdictOf } from './check-people.ts'
import { hiddenCaseIds } from './hidden-cases.ts'

export { hiddenCaseIds }

/*
 * To somebody who is blocked from a case, it does not exist. Every list, count and page of cases starts from here.
 */

/**
 * Whether the actor may open a case in order to decide on it or look after it: runs the rules now, so that a fact learned
 * since the last sweep counts. When it is false the answer is the same as for an unknown id.
 */
export const mayOpenCase = async (ctx: Ctx, about: CaseRef): Promise<boolean> => {
  if (ctx.actor.kind === 'system') return true
  if (ctx.actor.personId === null) return false
  const found = await checkPeople(ctx, {
    case: about,
    activity: 'deciding',
    personIds: [ctx.actor.personId],
    moment: 'opening',
  })
  if (verdictOf(found.get(ctx.actor.personId) ?? []) === 'blocked') return false
  return !(await hiddenCaseIds(ctx, about.kind)).includes(about.id)
}

/** People who hold an office of the association today: whoever could be asked to decide something. */
const officerIds = async (ctx: Ctx): Promise<string[]> => {
  const today = dateFromIso(ctx.clock.today())
  const rows = await ctx.db.appointment.findMany({
    where: { from: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] },
    select: { personId: true },
    distinct: ['personId'],
  })
  return rows.map((row) => row.personId)
}

/**
 * Checks every officer of the association against a case, so that it is hidden from those it must be hidden from before
 * anyone looks. Call when a case is submitted, and whenever its own facts change.
 *
 * @returns ids of officers who are blocked
 */
export const checkOfficers = async (ctx: Ctx, about: CaseRef): Promise<string[]> => {
  const found = await checkPeople(ctx, {
    case: about,
    activity: 'deciding',
    personIds: await officerIds(ctx),
    moment: 'change',
  })
  return [...found].flatMap(([personId, conflicts]) => (verdictOf(conflicts) === 'blocked' ? [personId] : []))
}
