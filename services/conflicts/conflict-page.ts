import type { CaseRef } from '#services/core/audit.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { namesFor } from './check-people.ts'
import type { Conflict } from './evaluate.ts'
import { explain, explainWithoutFacts } from './explain.ts'
import { describeRule } from './explain-rules.ts'
import { activities, type ConflictFact } from './facts.ts'
import { councilId } from './gather-register.ts'
import { restsOnHiddenCase } from './hidden-cases.ts'
import { conflictFactsIn } from './json.ts'
import { type ConflictStatus, movesFrom } from './lifecycle.ts'
import { rerunCheck } from './rerun-check.ts'
import { ruleIds } from './rule-set.ts'
import { ruleSetOf } from './rule-sets.ts'
import { tables } from './tables.ts'

const conflictStatusWords: Record<ConflictStatus, string> = {
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
  /** What the person wrote when they declared what it rests on. */
  words: string[]
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

/** What somebody wrote with the interests that a conflict rests on, for the year or for this case; not for another. */
const wordsWith = async (ctx: Ctx, personId: string, about: CaseRef, facts: Conflict['facts']): Promise<string[]> => {
  const declared = facts.filter(({ kind }) => kind === 'interest')
  if (declared.length === 0) return []
  const rows = await tables(ctx).interest.findMany({
    where: {
      personId,
      withdrawnAt: null,
      note: { not: null },
      declaration: { OR: [{ caseId: null }, { caseId: about.id }] },
    },
    orderBy: { id: 'asc' },
  })
  const isOf = (fact: ConflictFact, row: (typeof rows)[number]) =>
    fact.role === row.kind &&
    ((row.yotCode !== null && fact.yotCode === row.yotCode) ||
      (row.otherPersonId !== null && fact.personId === row.otherPersonId) ||
      (row.organisationId !== null && fact.organisationId === row.organisationId) ||
      (row.area !== null && fact.organisationId === councilId(row.area)))
  return [...new Set(rows.flatMap((row) => (row.note && declared.some((fact) => isOf(fact, row)) ? [row.note] : [])))]
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
  const [names, words, history, check] = await Promise.all([
    namesFor(ctx, [conflict]),
    isUntold ? [] : wordsWith(ctx, row.personId, about, facts),
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
    words,
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
