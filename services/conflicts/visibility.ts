import type { CaseKind } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { rememberReference } from '#services/core/remember.ts'
import {
  checkPeople,
  examine,
  type FoundConflict,
  keepExamined,
  needsApproval,
  type Verdict,
  verdictOf,
} from './check-people.ts'
import { hiddenCaseIds } from './hidden-cases.ts'
import { tables } from './tables.ts'

export { hiddenCaseIds }

/*
 * To somebody who is blocked from a case, it does not exist. Every list, count and page of cases starts from here.
 */

/** Two cases of each kind that somebody sent. What is decided on is never deleted, so they stay. */
const examples = rememberReference(60, async (ctx) => {
  const first = { select: { id: true }, orderBy: { id: 'asc' as const }, take: 2 }
  const [reviews, applications, concerns] = await Promise.all([
    ctx.db.reviewRequest.findMany({ where: { status: { not: 'draft' } }, ...first }),
    ctx.db.application.findMany({ where: { submittedAt: { not: null } }, ...first }),
    ctx.db.concern.findMany(first),
  ])
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  const ids: Partial<Record<CaseKind, string[]>> = {
    review_request: idsOf(reviews),
    application: idsOf(applications),
    concern: idsOf(concerns),
  }
  return ids
})

/** Ids of two cases to be read beside the one that an officer asks for, so that reading none takes as long; none while there are none. */
export const examplesOf = async (ctx: Ctx, kind: CaseKind): Promise<string[]> => (await examples(ctx))[kind] ?? []

type OpeningVerdict = { verdict: Verdict; conflicts: FoundConflict[] }

/**
 * What the actor's own conflicts with a case come to if they would decide on it or look after it: runs the rules now, so that a fact
 * learned since the last sweep counts. Blocked in any capacity is blocked. Where what they asked for is no case that they may know
 * of (`id` null) they are blocked too, after the same work on an example: how long they wait tells nothing. For the same
 * reason a block is not kept here, but by the check of the person that follows either.
 */
export const openingVerdict = async (ctx: Ctx, kind: CaseKind, id: string | null): Promise<OpeningVerdict> => {
  const { personId, kind: actorKind } = ctx.actor
  if (actorKind === 'system') return { verdict: id === null ? 'blocked' : 'clear', conflicts: [] }
  const blocked: OpeningVerdict = { verdict: 'blocked', conflicts: [] }
  if (personId === null) return blocked
  const [example] = await examplesOf(ctx, kind)
  const caseId = id ?? example
  if (caseId === undefined) return blocked
  const request = {
    case: { kind, id: caseId },
    activity: 'deciding' as const,
    personIds: [personId],
    moment: 'opening' as const,
  }
  const examined = await examine(ctx, request)
  if (!examined) return blocked
  const [marked, hidden] = await Promise.all([
    tables(ctx).conflict.findMany({
      where: { personId, caseKind: kind, caseId, activity: request.activity, status: 'false_alarm' },
      select: { ruleId: true, factsKey: true },
    }),
    hiddenCaseIds(ctx, kind),
  ])
  const blocks = (examined.found.get(personId) ?? []).filter(
    ({ effect, ruleId, factsKey }) =>
      effect === 'block' && !marked.some((row) => row.ruleId === ruleId && row.factsKey === factsKey),
  )
  if (id === null || blocks.length > 0 || hidden.includes(caseId)) {
    const tenMinutes = Math.floor(ctx.clock.now().getTime() / 600_000)
    await enqueue(ctx, {
      topic: 'recheck-person',
      key: `recheck-person:opening:${personId}:${tenMinutes}`,
      payload: { personId },
    })
    return blocked
  }
  const conflicts = (await keepExamined(ctx, request, examined)).get(personId) ?? []
  return { verdict: verdictOf(conflicts), conflicts }
}

/**
 * Whether the actor may open a case in order to decide on it or look after it; of none (`id` null) they may not. When it is false
 * the answer is the same as for an unknown id.
 */
export const mayOpenCase = async (ctx: Ctx, kind: CaseKind, id: string | null): Promise<boolean> =>
  (await openingVerdict(ctx, kind, id)).verdict !== 'blocked'

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
