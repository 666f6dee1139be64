import { createHash } from 'node:crypto'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { bankCandidates, themesByCode } from '#services/bank/index.ts'
import { checkPeople, type FoundConflict, gatherPeople, ruleSetInForce } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Conflict, type KeptTeam, type RoundTask, standardRules } from '#services/matching/index.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { carriedWork } from '#services/reviews/team/carried-work.ts'
import { isUnknownToMatching, planIn } from '#services/reviews/team/proposal.ts'
import {
  asCandidate,
  asMatchConflicts,
  type KnownElsewhere,
  officersStayOut,
  readNeed,
} from '#services/reviews/team/team-question.ts'
import { weightsInForce } from '#services/reviews/team/weights-in-force.ts'
import { officersOf, regionNames } from '#services/yots/index.ts'

/** Approved, and nobody invited yet: what a round plans together. */
export const roundStatuses = ['approved', 'scoping', 'team_proposed'] as const satisfies readonly ReviewStatus[]

/** Time for the solver. */
const seconds = 120

export type GatheredRound = {
  task: RoundTask
  requests: { id: string; windows: { id: string; startsOn: string; endsOn: string }[] }[]
  /** What was found for everyone who was checked, by request. */
  found: Map<string, Map<string, FoundConflict[]>>
  ruleSetVersion: number
  inputsHash: string
}

/** Requests that a round would plan now, oldest first: teams of a review, not the one or two people of lighter support. */
export const requestsToPlan = (ctx: Ctx) =>
  tables(ctx).reviewRequest.findMany({
    where: { kind: 'review', status: { in: [...roundStatuses] } },
    select: { id: true },
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
  })

const readers = async (ctx: Ctx): Promise<string[]> => {
  const officers = await Promise.all([officersOf(ctx, 'coordinator'), officersOf(ctx, 'administrator')])
  return [...new Set(officers.flat().map(({ personId }) => personId))].sort()
}

/** Places of the last plan: kept in the next unless changing them gains more than a little. */
const lastTeams = async (
  ctx: Ctx,
  requests: readonly { id: string; windows: readonly { id: string }[] }[],
): Promise<KeptTeam[]> => {
  const last = await tables(ctx).round.findFirst({
    where: { status: { in: ['planned', 'stopped'] } },
    orderBy: { number: 'desc' },
    select: { teams: { select: { requestId: true, windowId: true, plan: true }, orderBy: { requestId: 'asc' } } },
  })
  return (last?.teams ?? []).flatMap(({ requestId, windowId, plan }): KeptTeam[] => {
    const window = requests.find(({ id }) => id === requestId)?.windows.findIndex(({ id }) => id === windowId) ?? -1
    if (window < 0) return []
    return [
      {
        request: requestId,
        window,
        members: planIn(plan).members.flatMap(({ personId, role }) =>
          isUnknownToMatching(role) ? [] : [{ expert: personId, role }],
        ),
      },
    ]
  })
}

/**
 * Everything that a round is planned from, as plain data: what each approved request needs, everyone in the bank with what they
 * carry around the first of the dates, and the conflict rules run between each eligible person and each case now. Requests whose dates
 * have all passed are left out.
 */
export const gatherRound = async (ctx: Ctx, isFair: boolean, known: KnownElsewhere = {}): Promise<GatheredRound> => {
  const waiting = await requestsToPlan(ctx)
  const needs: Awaited<ReturnType<typeof readNeed>>[] = []
  for (const { id } of waiting) {
    const need = await readNeed(ctx, id)
    if (need.windows.length > 0) needs.push(need)
  }
  needs.sort((a, b) => (a.need.id < b.need.id ? -1 : 1))
  const days = needs.flatMap(({ windows }) => windows.map(({ startsOn }) => startsOn)).sort()
  const today = ctx.clock.today()
  const officerIds = await readers(ctx)
  const [people, carried, themes, rules, weights] = await Promise.all([
    bankCandidates(ctx, { on: today, ...(known.ratings ? { ratings: known.ratings } : {}) }),
    carriedWork(ctx, { on: days[0] ?? today, readerIds: officerIds }),
    themesByCode(ctx),
    ruleSetInForce(ctx),
    weightsInForce(ctx),
  ])
  const candidates = people.map((person) => asCandidate(person, carried.get(person.id)))
  const eligible = candidates.filter(({ barred, roles }) => barred === undefined && roles.length > 0)
  const found = new Map<string, Map<string, FoundConflict[]>>()
  const conflicts: Conflict[] = []
  const gathered = await gatherPeople(ctx, [...new Set([...eligible.map(({ id }) => id), ...officerIds])])
  for (const { need, officers } of needs) {
    const personIds = eligible.filter(({ id }) => !officers.has(id)).map(({ id }) => id)
    const here = await checkPeople(ctx, {
      case: caseOf(need.id),
      activity: 'review',
      personIds,
      moment: 'proposal',
      gathered,
    })
    // Whoever may read the round is checked too, so that it shows nobody a case that they are conflicted with.
    await checkPeople(ctx, {
      case: caseOf(need.id),
      activity: 'deciding',
      personIds: officerIds,
      moment: 'opening',
      gathered,
    })
    found.set(need.id, here)
    conflicts.push(...asMatchConflicts(need.id, here))
    for (const expert of officers) {
      if (expert === null) continue
      conflicts.push({ expert, request: need.id, effect: 'block', why: officersStayOut })
    }
  }
  const requests = needs.map(({ need, windows }) => ({ id: need.id, windows }))
  const task: RoundTask = {
    needs: needs.map(({ need }) => need),
    conflicts,
    rules: standardRules,
    isFair,
    keep: await lastTeams(ctx, requests),
    keepBonus: weights.kept.value,
    candidates,
    bankOptions: {
      weights,
      asOf: today,
      themeNames: Object.fromEntries([...themes].map(([code, theme]) => [code, theme.name])),
      regionNames,
    },
    seconds,
  }
  const inputsHash = `sha256:${createHash('sha256').update(JSON.stringify(task)).digest('hex')}`
  return { task, requests, found, ruleSetVersion: rules.version, inputsHash }
}
