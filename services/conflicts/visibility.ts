import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { checkPeople, type FoundConflict, needsApproval, type Verdict, verdictOf } from './check-people.ts'
import { hiddenCaseIds } from './hidden-cases.ts'

export { hiddenCaseIds }

/*
 * To somebody who is blocked from a case, it does not exist. Every list, count and page of cases starts from here.
 */

/**
 * What the actor's own conflicts with a case come to if they would decide on it or look after it: runs the rules now, so that a fact
 * learned since the last sweep counts. Blocked in any capacity is blocked.
 */
export const openingVerdict = async (
  ctx: Ctx,
  about: CaseRef,
): Promise<{ verdict: Verdict; conflicts: FoundConflict[] }> => {
  const { kind, personId } = ctx.actor
  if (kind === 'system') return { verdict: 'clear', conflicts: [] }
  if (personId === null) return { verdict: 'blocked', conflicts: [] }
  const found = await checkPeople(ctx, { case: about, activity: 'deciding', personIds: [personId], moment: 'opening' })
  const conflicts = found.get(personId) ?? []
  const isHidden = async () => (await hiddenCaseIds(ctx, about.kind)).includes(about.id)
  const verdict = verdictOf(conflicts)
  return { verdict: verdict !== 'blocked' && (await isHidden()) ? 'blocked' : verdict, conflicts }
}

/**
 * Whether the actor may open a case in order to decide on it or look after it. When it is false the answer is the same as
 * for an unknown id.
 */
export const mayOpenCase = async (ctx: Ctx, about: CaseRef): Promise<boolean> =>
  (await openingVerdict(ctx, about)).verdict !== 'blocked'

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
 * @returns ids of officers who are blocked, and of those who may act only once somebody approved how a conflict is managed
 */
export const checkOfficersFor = async (
  ctx: Ctx,
  about: CaseRef,
): Promise<{ blocked: string[]; needApproval: string[] }> => {
  const found = await checkPeople(ctx, {
    case: about,
    activity: 'deciding',
    personIds: await officerIds(ctx),
    moment: 'change',
  })
  const blocked = [...found].flatMap(([personId, own]) => (verdictOf(own) === 'blocked' ? [personId] : []))
  return {
    blocked,
    needApproval: [...found].flatMap(([personId, own]) =>
      !blocked.includes(personId) && own.some(needsApproval) ? [personId] : [],
    ),
  }
}

/** As `checkOfficersFor`: ids of officers who are blocked. */
export const checkOfficers = async (ctx: Ctx, about: CaseRef): Promise<string[]> =>
  (await checkOfficersFor(ctx, about)).blocked
