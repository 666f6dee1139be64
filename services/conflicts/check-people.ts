import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Prisma } from '#prisma/generated/client.ts'
import type { CheckMoment, ConflictStatus } from '#prisma/generated/enums.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { type Conflict, evaluatePrepared, strongestEffect } from './evaluate.ts'
import { explain, explainWithoutFacts, type Names } from './explain.ts'
import { type Activity, type CaseFacts, type PersonFacts, withoutOwnReview } from './facts.ts'
import { prepareCase } from './facts-case.ts'
import { gatherCase } from './gather-case.ts'
import { gatherPeople } from './gather-people.ts'
import { councilCodeIn, councilId } from './gather-register.ts'
import { restsOnHiddenCase } from './hidden-cases.ts'
import { asJson } from './json.ts'
import { keepConflicts, keyOf } from './keep-conflicts.ts'
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

/** To be managed, and not managed. */
export const isOpen = ({ effect, isManaged }: Pick<FoundConflict, 'effect' | 'isManaged'>): boolean =>
  effect === 'manage' && !isManaged

/** Whether somebody else has to approve how it is managed; an old declaration is renewed by whoever made it. */
export const needsApproval = (conflict: Pick<FoundConflict, 'effect' | 'isManaged' | 'ruleId'>): boolean =>
  isOpen(conflict) && conflict.ruleId !== 'STALE'

/** A person's facts without the kinds they have none of: what a check keeps. */
const compact = (facts: PersonFacts): Prisma.InputJsonObject =>
  asJson(Object.fromEntries(Object.entries(facts).filter(([, value]) => !(Array.isArray(value) && value.length === 0))))

/** How the services and people in these conflicts' facts are called. Two statements. */
export const namesFor = async (ctx: Ctx, conflicts: readonly Pick<Conflict, 'facts'>[]): Promise<Names> => {
  const facts = conflicts.flatMap((conflict) => conflict.facts)
  const yotCodes = [...new Set(facts.flatMap((fact) => [fact.yotCode ?? [], fact.hostYotCode ?? []].flat()))]
  const personIds = [...new Set(facts.flatMap((fact) => fact.personId ?? []))]
  const organisationIds = [...new Set(facts.flatMap((fact) => fact.organisationId ?? []))]
  const councils = organisationIds.flatMap((id) => councilCodeIn(id) ?? [])
  const others = organisationIds.filter((id) => councilCodeIn(id) === null)
  const [yots, people, authorities, organisations] = await Promise.all([
    yotCodes.length
      ? ctx.db.yot.findMany({ where: { code: { in: yotCodes } }, select: { code: true, name: true } })
      : [],
    personIds.length
      ? ctx.db.person.findMany({ where: { id: { in: personIds } }, select: { id: true, name: true } })
      : [],
    councils.length ? ctx.db.localAuthority.findMany({ where: { code: { in: councils } } }) : [],
    others.length
      ? ctx.db.organisation.findMany({ where: { id: { in: others } }, select: { id: true, name: true } })
      : [],
  ])
  const yotNames = new Map(yots.map((yot) => [yot.code, yot.name]))
  const personNames = new Map(people.map((person) => [person.id, person.name]))
  const organisationNames = new Map([
    ...authorities.map(({ code, name }) => [councilId(code), `the council of ${name}`] as const),
    ...organisations.map(({ id, name }) => [id, name] as const),
  ])
  return {
    yot: (code) => yotNames.get(code) ?? code,
    person: (id) => personNames.get(id) ?? 'someone who has left',
    organisation: (id) => organisationNames.get(id) ?? 'an organisation',
  }
}

/** What the rules in a set find on a day between each of these people and a case. */
export const evaluateAll = (
  people: ReadonlyMap<string, PersonFacts>,
  caseFacts: CaseFacts,
  ruleSet: RuleSet,
  on: string,
): Map<string, Conflict[]> => {
  const prepared = prepareCase(caseFacts)
  return new Map(
    [...people].map(([personId, facts]) => [
      personId,
      evaluatePrepared(withoutOwnReview(facts, caseFacts.caseId), prepared, ruleSet, on),
    ]),
  )
}

/**
 * Those of these checks that say something new. A person who opens a case again and again is checked each time, and one row a day
 * says so for as long as neither rules nor facts change. One statement.
 */
const withoutKnown = async <Check extends Prisma.ConflictCheckCreateManyInput>(
  ctx: Ctx,
  checks: readonly Check[],
): Promise<Check[]> => {
  const [first] = checks
  if (!first) return []
  const { caseKind, caseId, activity, moment, ruleSetVersion, caseFactsHash } = first
  const today = ctx.clock.today()
  const known = await tables(ctx).conflictCheck.findMany({
    where: {
      ...{ caseKind, caseId, activity, moment, ruleSetVersion, caseFactsHash },
      personId: { in: checks.map(({ personId }) => personId) },
      // London's day begins an hour before UTC's at most.
      checkedAt: { gte: new Date(dateFromIso(today).getTime() - 3_600_000) },
    },
    select: { personId: true, effect: true, facts: true, checkedAt: true },
  })
  return checks.filter(
    (check) =>
      !known.some(
        ({ personId, effect, facts, checkedAt }) =>
          personId === check.personId &&
          effect === check.effect &&
          londonDate(checkedAt) === today &&
          isDeepStrictEqual(facts, check.facts),
      ),
  )
}

export type CheckRequest = {
  case: CaseRef
  activity: Activity
  personIds: readonly string[]
  moment: CheckMoment
  /** Facts of these people, for work that checks the same people for many cases at once; read for this check when left out. */
  gathered?: ReadonlyMap<string, PersonFacts>
}

/** What the rules in force find today between each of these people and a case. */
type Examined = {
  caseFacts: CaseFacts
  people: ReadonlyMap<string, PersonFacts>
  ruleSet: RuleSet
  found: ReadonlyMap<string, Conflict[]>
}

/** Runs the rules and keeps nothing. A fixed number of statements; null when there is no such case. */
export const examine = async (
  ctx: Ctx,
  { case: about, activity, personIds, gathered }: Omit<CheckRequest, 'moment'>,
): Promise<Examined | null> => {
  const caseFacts = await gatherCase(ctx, about, activity)
  if (!caseFacts || personIds.length === 0) return null
  const wanted = new Set(personIds)
  const [people, ruleSet] = await Promise.all([
    gathered ? new Map([...gathered].filter(([id]) => wanted.has(id))) : gatherPeople(ctx, [...personIds]),
    ruleSetInForce(ctx),
  ])
  return { caseFacts, people, ruleSet, found: evaluateAll(people, caseFacts, ruleSet, ctx.clock.today()) }
}

/**
 * Runs the rules in force between each person and a case, today, and keeps a record of the check and of what it found (of opening a
 * case, once a day and change of facts).
 * A fixed number of statements for any number of people, more only where something changed.
 *
 * @returns every person asked about, with their conflicts; those marked false for the same facts are left out, and so is
 *   a note that rests on a review which must not exist for whoever asks (anything stronger is silent). Empty when there is
 *   no such case.
 */
export const checkPeople = async (ctx: Ctx, request: CheckRequest): Promise<Map<string, FoundConflict[]>> => {
  const examined = await examine(ctx, request)
  return examined ? keepExamined(ctx, request, examined) : new Map()
}

/** As `checkPeople`, of what has been examined. */
export const keepExamined = async (
  ctx: Ctx,
  { case: about, activity, moment }: CheckRequest,
  { caseFacts, people, ruleSet, found }: Examined,
): Promise<Map<string, FoundConflict[]>> => {
  const { standing } = await keepConflicts(
    ctx,
    [...found].map(([personId, conflicts]) => ({ about, personId, conflicts })),
    { kind: about.kind, caseIds: [about.id], personIds: [...found.keys()], activity, isSweep: false },
  )

  const facts = asJson(caseFacts)
  const caseFactsHash = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
  const checkedAt = ctx.clock.now()
  const checks = [...people].map(([personId, personFacts]) => ({
    id: newId(),
    personId,
    caseKind: about.kind,
    caseId: about.id,
    activity,
    moment,
    ruleSetVersion: ruleSet.version,
    effect: strongestEffect(found.get(personId) ?? []),
    facts: compact(personFacts),
    caseFactsHash,
    checkedAt,
    checkedById: ctx.actor.personId,
  }))
  const untold = moment === 'opening' ? await withoutKnown(ctx, checks) : checks
  if (untold.length > 0) {
    await tables(ctx).caseFacts.createMany({ data: [{ hash: caseFactsHash, facts }], skipDuplicates: true })
    await insertRows(ctx, 'ConflictCheck', untold)
  }

  const [names, isFromHidden] = await Promise.all([namesFor(ctx, [...found.values()].flat()), restsOnHiddenCase(ctx)])
  const today = ctx.clock.today()
  return new Map(
    [...found].map(([personId, conflicts]) => [
      personId,
      conflicts.flatMap((conflict): FoundConflict[] => {
        const row = standing.get(keyOf(about.id, personId, conflict))
        if (!row || row.status === 'false_alarm') return []
        const isUntold = isFromHidden(conflict.facts)
        if (isUntold && conflict.effect === 'note') return []
        const isSilent = conflict.isSilent || isUntold
        const safeSentence = explainWithoutFacts({ ...conflict, isSilent }, ruleSet)
        return [
          {
            ...conflict,
            isSilent,
            id: row.id,
            personId,
            status: row.status,
            isManaged: row.status === 'managed' && (row.reviewOn ?? '') >= today,
            mitigation: row.mitigation,
            sentence: isUntold ? safeSentence : explain(conflict, ruleSet, names),
            safeSentence,
          },
        ]
      }),
    ]),
  )
}
