import type { CaseRef } from '#services/core/audit.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { namesFor } from './check-people.ts'
import type { Conflict } from './evaluate.ts'
import { explain, explainWithoutFacts } from './explain.ts'
import { describeRule } from './explain-rules.ts'
import { activities } from './facts.ts'
import { restsOnHiddenCase } from './hidden-cases.ts'
import { conflictFactsIn } from './json.ts'
import { type ConflictStatus, movesFrom } from './lifecycle.ts'
import { rerunCheck } from './rerun-check.ts'
import { ruleIds } from './rule-set.ts'
import { ruleSetOf } from './rule-sets.ts'
import { tables } from './tables.ts'

export const conflictStatusWords: Record<ConflictStatus, string> = {
  detected: 'Found, not yet looked at',
  declared: 'Declared, not yet looked at',
  confirmed: 'Confirmed',
  false_alarm: 'Marked as not so',
  managed: 'Managed',
  expired: 'Over',
}

export type ConflictPage = {
  id: string
  person: string
  /** Of an officer who would decide on the case, rather than of somebody for the work. */
  isOfficers: boolean
  title: string
  /** The conflict in a sentence, with facts and dates. */
  sentence: string
  applies: string
  ruleSetVersion: number
  status: ConflictStatus
  statusWord: string
  effect: 'block' | 'manage' | 'note'
  foundOn: string
  countsUntil: string | null
  mitigation: string | null
  reviewOn: string | null
  reason: string | null
  history: { at: Date; by: string; from: string; to: string }[]
  /** The check that first found it, run again just now on what it saw: whether it still says so. Null when it was a sweep. */
  isReproduced: boolean | null
  moves: string[]
}

const wordFor = (status: unknown) =>
  Object.entries(conflictStatusWords).find(([known]) => known === status)?.[1] ?? String(status)

const readHistory = async (ctx: Ctx, id: string) => {
  const entries = await ctx.db.auditEntry.findMany({
    where: { subjectKind: 'conflict', subjectId: id },
    orderBy: { id: 'asc' },
    select: { at: true, actorName: true, data: true },
  })
  return entries.map(({ at, actorName, data }) => {
    const said = typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {}
    return { at, by: actorName, from: wordFor(said.from), to: wordFor(said.to) }
  })
}

/** One conflict of a case, for those who decide on it; the room that owns the case has asked whether they may. */
export const findConflict = async (ctx: Ctx, id: string, about: CaseRef): Promise<Result<ConflictPage>> => {
  const row = await tables(ctx).conflict.findFirst({
    where: { id, caseKind: about.kind, caseId: about.id },
    include: { person: { select: { name: true } } },
  })
  const ruleId = ruleIds.find((known) => known === row?.ruleId)
  const activity = activities.find((known) => known === row?.activity)
  const ruleSet = row && (await ruleSetOf(ctx, row.ruleSetVersion))
  if (!row || !ruleId || !activity || !ruleSet) return notFound()
  const facts = conflictFactsIn(row.facts)
  const isUntold = row.isSilent || (await restsOnHiddenCase(ctx))(facts)
  const conflict: Conflict = {
    ruleId,
    activity,
    facts,
    ruleSetVersion: row.ruleSetVersion,
    effect: row.effect,
    isPublic: row.isPublic,
    isSilent: isUntold,
    factsKey: row.factsKey,
    effectUntil: row.effectUntil && isoFromDate(row.effectUntil),
    later: [],
    countsUntil: row.countsUntil && isoFromDate(row.countsUntil),
  }
  const [names, history, check] = await Promise.all([
    namesFor(ctx, [conflict]),
    readHistory(ctx, id),
    tables(ctx).conflictCheck.findFirst({
      where: { personId: row.personId, caseKind: about.kind, caseId: about.id, activity, checkedAt: row.foundAt },
      select: { id: true },
    }),
  ])
  const again = check && (await rerunCheck(ctx, check.id))
  const described = describeRule(ruleSet, ruleId)
  const moves = movesFrom(row.status).filter(
    ({ who, event }) =>
      who === 'conflict.manage' &&
      !(row.effect === 'block' && (event === 'manage' || event === 'renew')) &&
      !(isUntold && event !== 'confirm'),
  )
  return ok({
    id,
    person: row.person.name,
    isOfficers: activity === 'deciding',
    title: isUntold ? 'Not available' : described.title,
    sentence: isUntold ? explainWithoutFacts(conflict, ruleSet) : explain(conflict, ruleSet, names),
    applies: isUntold ? '' : described.applies,
    ruleSetVersion: row.ruleSetVersion,
    status: row.status,
    statusWord: conflictStatusWords[row.status],
    effect: row.effect,
    foundOn: londonDate(row.foundAt),
    countsUntil: conflict.countsUntil,
    mitigation: row.mitigation,
    reviewOn: row.reviewOn && isoFromDate(row.reviewOn),
    reason: row.reason,
    history,
    isReproduced: again ? again.some(({ factsKey }) => factsKey === row.factsKey) : null,
    moves: moves.map(({ event }) => event),
  })
}
