import { createHash } from 'node:crypto'
import type { Prisma } from '#prisma/generated/client.ts'
import type { CheckMoment, ConflictStatus } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Conflict, evaluatePrepared, strongestEffect } from './evaluate.ts'
import { explain, explainWithoutFacts, type Names } from './explain.ts'
import type { Activity, PersonFacts } from './facts.ts'
import { prepareCase } from './facts-case.ts'
import { gatherCase } from './gather-case.ts'
import { gatherPeople } from './gather-people.ts'
import type { RuleSet } from './rule-set.ts'
import { ruleSetInForce } from './rule-sets.ts'
import { tables } from './tables.ts'

/** A conflict as it stands: what the rule found and what people decided about it. */
export type FoundConflict = Conflict & {
  id: string
  personId: string
  status: ConflictStatus
  /** Managed, and its review date has not passed. */
  isManaged: boolean
  mitigation: string | null
  /** One sentence with the facts and dates, for those who decide on the case. */
  sentence: string
  /** The same without anybody's facts. */
  safeSentence: string
}

export type Verdict = 'clear' | 'noted' | 'to-manage' | 'managed' | 'blocked'

/** What a person's conflicts come to: a block wins, then whatever still needs managing. */
export const verdictOf = (conflicts: readonly Pick<FoundConflict, 'effect' | 'isManaged'>[]): Verdict => {
  const strongest = strongestEffect(conflicts)
  if (strongest === null) return 'clear'
  if (strongest === 'note') return 'noted'
  if (strongest === 'block') return 'blocked'
  return conflicts.every((conflict) => conflict.effect !== 'manage' || conflict.isManaged) ? 'managed' : 'to-manage'
}

const isoOrNull = (date: Date | null) => date && isoFromDate(date)
const dateOrNull = (iso: string | null) => iso && dateFromIso(iso)

/** Facts are plain data; JSON keeps all of them but says so only at run time. */
const asJson = (facts: unknown): Prisma.InputJsonObject => JSON.parse(JSON.stringify(facts))

/** A person's facts without the kinds they have none of: what a check keeps. */
const compact = (facts: PersonFacts): Prisma.InputJsonObject =>
  asJson(Object.fromEntries(Object.entries(facts).filter(([, value]) => !(Array.isArray(value) && value.length === 0))))

const saved = (conflict: Conflict) => ({
  ruleSetVersion: conflict.ruleSetVersion,
  effect: conflict.effect,
  isSilent: conflict.isSilent,
  isPublic: conflict.isPublic,
  effectUntil: dateOrNull(conflict.effectUntil),
  countsUntil: dateOrNull(conflict.countsUntil),
})

const namesFor = async (ctx: Ctx, conflicts: readonly Conflict[]): Promise<Names> => {
  const facts = conflicts.flatMap((conflict) => conflict.facts)
  const yotCodes = [...new Set(facts.flatMap((fact) => [fact.yotCode ?? [], fact.hostYotCode ?? []].flat()))]
  const personIds = [...new Set(facts.flatMap((fact) => fact.personId ?? []))]
  const [yots, people] = await Promise.all([
    yotCodes.length
      ? ctx.db.yot.findMany({ where: { code: { in: yotCodes } }, select: { code: true, name: true } })
      : [],
    personIds.length
      ? ctx.db.person.findMany({ where: { id: { in: personIds } }, select: { id: true, name: true } })
      : [],
  ])
  const yotNames = new Map(yots.map((yot) => [yot.code, yot.name]))
  const personNames = new Map(people.map((person) => [person.id, person.name]))
  return {
    yot: (code) => yotNames.get(code) ?? code,
    person: (id) => personNames.get(id) ?? 'someone who has left',
    organisation: (id) => id,
  }
}

/** Stores what was found for one person, keeping what people decided about the same facts. */
const reconcile = async (
  ctx: Ctx,
  about: CaseRef,
  activity: Activity,
  found: ReadonlyMap<string, Conflict[]>,
): Promise<Map<string, { id: string; status: ConflictStatus; reviewOn: string | null; mitigation: string | null }>> => {
  const { conflict: table } = tables(ctx)
  const today = ctx.clock.today()
  const personIds = [...found.keys()]
  const key = (personId: string, ruleId: string, factsKey: string) => `${personId} ${ruleId} ${factsKey}`
  const known = await table.findMany({
    where: { caseKind: about.kind, caseId: about.id, activity, personId: { in: personIds } },
  })
  const knownBy = new Map(known.map((row) => [key(row.personId, row.ruleId, row.factsKey), row]))
  const stillThere = new Set<string>()
  const fresh: Prisma.ConflictCreateManyInput[] = []
  for (const [personId, conflicts] of found) {
    for (const conflict of conflicts) {
      const at = key(personId, conflict.ruleId, conflict.factsKey)
      stillThere.add(at)
      const row = knownBy.get(at)
      if (!row) {
        fresh.push({
          personId,
          caseKind: about.kind,
          caseId: about.id,
          activity,
          ruleId: conflict.ruleId,
          factsKey: conflict.factsKey,
          facts: asJson(conflict.facts),
          ...saved(conflict),
          status: conflict.ruleId === 'SELF_DECLINED' || conflict.ruleId === 'HOST_OBJECTION' ? 'declared' : 'detected',
          foundAt: ctx.clock.now(),
        })
        continue
      }
      const reviewPassed = row.status === 'managed' && row.reviewOn !== null && isoFromDate(row.reviewOn) < today
      const becameBlock = row.status === 'managed' && conflict.effect === 'block'
      const status =
        row.status === 'expired' ? 'detected' : reviewPassed || becameBlock ? ('confirmed' as const) : row.status
      const changed =
        status !== row.status ||
        row.effect !== conflict.effect ||
        row.ruleSetVersion !== conflict.ruleSetVersion ||
        isoOrNull(row.countsUntil) !== conflict.countsUntil ||
        isoOrNull(row.effectUntil) !== conflict.effectUntil
      if (changed) {
        await table.update({ where: { id: row.id }, data: { ...saved(conflict), status, version: { increment: 1 } } })
      }
    }
  }
  const gone = known.filter(
    (row) =>
      // What was marked false stays marked, in case the same facts come back.
      row.status !== 'expired' &&
      row.status !== 'false_alarm' &&
      !stillThere.has(key(row.personId, row.ruleId, row.factsKey)),
  )
  if (gone.length > 0) {
    await table.updateMany({
      where: { id: { in: gone.map((row) => row.id) } },
      data: { status: 'expired', version: { increment: 1 } },
    })
  }
  if (fresh.length > 0) await table.createMany({ data: fresh, skipDuplicates: true })
  const rows = await table.findMany({
    where: {
      caseKind: about.kind,
      caseId: about.id,
      activity,
      personId: { in: personIds },
      status: { not: 'expired' },
    },
  })
  return new Map(
    rows.map((row) => [
      key(row.personId, row.ruleId, row.factsKey),
      { id: row.id, status: row.status, reviewOn: isoOrNull(row.reviewOn), mitigation: row.mitigation },
    ]),
  )
}

const evaluateAll = (
  people: ReadonlyMap<string, PersonFacts>,
  caseFacts: Parameters<typeof prepareCase>[0],
  ruleSet: RuleSet,
  on: string,
): Map<string, Conflict[]> => {
  const prepared = prepareCase(caseFacts)
  return new Map(
    [...people].map(([personId, facts]) => {
      // A team's own review does not count as an earlier one.
      const earlier = (review: { reviewId: string }) => review.reviewId !== caseFacts.caseId
      const apart = {
        ...facts,
        reviewsServed: facts.reviewsServed.filter(earlier),
        reviewsOfTheirService: facts.reviewsOfTheirService.filter(earlier),
      }
      return [personId, evaluatePrepared(apart, prepared, ruleSet, on)]
    }),
  )
}

export type CheckRequest = {
  case: CaseRef
  activity: Activity
  personIds: readonly string[]
  moment: CheckMoment
}

/**
 * Runs the rules in force between each person and a case, today, and keeps a record of the check and of what it found.
 * A fixed number of statements for any number of people, more only where something changed.
 *
 * @returns every person asked about, with their conflicts; those marked false for the same facts are left out. Empty
 *   when there is no such case.
 */
export const checkPeople = async (ctx: Ctx, request: CheckRequest): Promise<Map<string, FoundConflict[]>> => {
  const { case: about, activity, moment } = request
  const caseFacts = await gatherCase(ctx, about, activity)
  if (!caseFacts || request.personIds.length === 0) return new Map()
  const [people, ruleSet] = await Promise.all([gatherPeople(ctx, [...request.personIds]), ruleSetInForce(ctx)])
  const found = evaluateAll(people, caseFacts, ruleSet, ctx.clock.today())
  const standing = await reconcile(ctx, about, activity, found)

  const facts = asJson(caseFacts)
  const caseFactsHash = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
  await tables(ctx).caseFacts.createMany({ data: [{ hash: caseFactsHash, facts }], skipDuplicates: true })
  await tables(ctx).conflictCheck.createMany({
    data: [...people].map(([personId, personFacts]) => ({
      personId,
      caseKind: about.kind,
      caseId: about.id,
      activity,
      moment,
      ruleSetVersion: ruleSet.version,
      effect: strongestEffect(found.get(personId) ?? []),
      facts: compact(personFacts),
      caseFactsHash,
      checkedAt: ctx.clock.now(),
      checkedById: ctx.actor.personId,
    })),
  })

  const names = await namesFor(ctx, [...found.values()].flat())
  const today = ctx.clock.today()
  return new Map(
    [...found].map(([personId, conflicts]) => [
      personId,
      conflicts.flatMap((conflict): FoundConflict[] => {
        const row = standing.get(`${personId} ${conflict.ruleId} ${conflict.factsKey}`)
        if (!row || row.status === 'false_alarm') return []
        return [
          {
            ...conflict,
            id: row.id,
            personId,
            status: row.status,
            isManaged: row.status === 'managed' && (row.reviewOn ?? '') >= today,
            mitigation: row.mitigation,
            sentence: explain(conflict, ruleSet, names),
            safeSentence: explainWithoutFacts(conflict, ruleSet),
          },
        ]
      }),
    ]),
  )
}
