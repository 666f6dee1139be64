import type { CaseKind } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { evaluatePrepared } from './evaluate.ts'
import { type Activity, activities, type PersonFacts, withoutOwnReview } from './facts.ts'
import { type PreparedCase, prepareCase } from './facts-case.ts'
import { gatherCases } from './gather-case.ts'
import { gatherPeople } from './gather-people.ts'
import { type Finding, keepConflicts } from './keep-conflicts.ts'
import { pointsOfCase, pointsOfPerson } from './meeting-points.ts'
import { type RuleId, type RuleSet, ruleIds } from './rule-set.ts'
import { ruleSetInForce } from './rule-sets.ts'

/** Whether a rule can come to a block in an activity, however it is raised. */
const mayBlock = (ruleSet: RuleSet, ruleId: RuleId, activity: Activity): boolean => {
  const { effect, raised } = ruleSet.rules[ruleId].effects[activity]
  return effect === 'block' || raised?.to === 'block'
}

/**
 * What could block between these people and these cases, pair by pair where there is anything. Pure. Runs only the rules
 * that can come to a block, and only where the two meet; such a rule about the person alone makes everybody meet every case.
 */
export const sweepPairs = (
  people: Iterable<PersonFacts>,
  cases: readonly PreparedCase[],
  ruleSet: RuleSet,
  on: string,
): { personId: string; caseId: string; conflicts: ReturnType<typeof evaluatePrepared> }[] => {
  const casesAt = new Map<string, PreparedCase[]>()
  const rulesFor = new Map(
    activities.map((activity) => [activity, ruleIds.filter((id) => mayBlock(ruleSet, id, activity))] as const),
  )
  const openToAll: PreparedCase[] = []
  for (const prepared of cases) {
    const { activity } = prepared.facts
    if (mayBlock(ruleSet, 'STALE', activity) || ruleSet.rules.OFFICER_PAID.effects[activity].effect === 'block') {
      openToAll.push(prepared)
    }
    const near = {
      neighbours: mayBlock(ruleSet, 'NEIGHBOUR', activity),
      comparators: mayBlock(ruleSet, 'COMPETITOR', activity),
    }
    for (const point of pointsOfCase(prepared, near)) {
      const there = casesAt.get(point)
      if (there) there.push(prepared)
      else casesAt.set(point, [prepared])
    }
  }
  const found: ReturnType<typeof sweepPairs> = []
  for (const person of people) {
    const met = new Set(openToAll)
    for (const point of pointsOfPerson(person)) for (const prepared of casesAt.get(point) ?? []) met.add(prepared)
    for (const prepared of met) {
      const { caseId, activity } = prepared.facts
      const rules = rulesFor.get(activity)
      const conflicts = evaluatePrepared(withoutOwnReview(person, caseId), prepared, ruleSet, on, rules)
      if (conflicts.length > 0) found.push({ personId: person.personId, caseId, conflicts })
    }
  }
  return found
}

/** Cases that anybody but their own side could come across. */
const liveCaseIds = async (ctx: Ctx, kind: CaseKind): Promise<string[]> => {
  const rows =
    kind === 'concern'
      ? await ctx.db.concern.findMany({ select: { id: true } })
      : kind === 'review_request'
        ? await ctx.db.reviewRequest.findMany({
            where: { OR: [{ status: { not: 'draft' } }, { caseHolderId: { not: null } }] },
            select: { id: true },
          })
        : await ctx.db.application.findMany({ where: { submittedAt: { not: null } }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/**
 * Runs the rules for these people (everybody when null) against every case there is, as if they were to decide on it, so
 * that it is hidden from each who is blocked, whatever page of theirs it could show on. Set-based: a fixed number of
 * statements, more only where something is new or changed.
 *
 * @returns the pairs that were not known before and are blocked
 */
export const sweep = async (ctx: Ctx, personIds: readonly string[] | null): Promise<Finding[]> => {
  const activity = 'deciding'
  const kinds = ['review_request', 'application', 'concern'] as const
  const [people, ruleSet, ...ids] = await Promise.all([
    gatherPeople(ctx, personIds && [...personIds]),
    ruleSetInForce(ctx),
    ...kinds.map((kind) => liveCaseIds(ctx, kind)),
  ])
  const isNew: Finding[] = []
  for (const [index, kind] of kinds.entries()) {
    const caseIds = ids[index] ?? []
    if (caseIds.length === 0) continue
    const cases = await gatherCases(ctx, { kind, ids: caseIds }, activity)
    const pairs = sweepPairs(people.values(), [...cases.values()].map(prepareCase), ruleSet, ctx.clock.today())
    const kept = await keepConflicts(
      ctx,
      pairs.map(({ personId, caseId, conflicts }) => ({ about: { kind, id: caseId }, personId, conflicts })),
      { kind, caseIds, personIds, activity, isSweep: true },
    )
    isNew.push(...kept.isNew)
  }
  return isNew
}

/** Days pass and facts begin to count or cease to: everybody against every case, every six hours. */
export const conflictJobs: Job[] = [
  {
    name: 'conflicts-sweep',
    title: 'Check every open case for conflicts of interest again',
    everyMinutes: 360,
    run: async (ctx) => {
      await sweep(ctx, null)
    },
  },
]
