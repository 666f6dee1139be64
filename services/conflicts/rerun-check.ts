import { z } from 'zod'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Conflict, evaluate } from './evaluate.ts'
import { activities, type CaseFacts, noCaseFacts, noPersonFacts, type PersonFacts, withoutOwnReview } from './facts.ts'
import { ruleSetOf } from './rule-sets.ts'
import { tables } from './tables.ts'

const isObject = (value: unknown) => typeof value === 'object' && value !== null

/** Facts come back as a check wrote them; the kinds that were empty were left out. */
const keptPerson = z.custom<Partial<PersonFacts>>(isObject)
const keptCase = z.custom<Partial<CaseFacts>>(isObject)

/**
 * Runs an old check again on the facts it saw, on its day, under its version of the rules: the same answer, whatever has
 * changed since. Null when there is no such check.
 */
export const rerunCheck = async (ctx: Ctx, checkId: string): Promise<Conflict[] | null> => {
  const check = await tables(ctx).conflictCheck.findUnique({ where: { id: checkId }, include: { caseFacts: true } })
  const ruleSet = check && (await ruleSetOf(ctx, check.ruleSetVersion))
  const activity = activities.find((known) => known === check?.activity)
  if (!check || !ruleSet || !activity) return null
  const person: PersonFacts = { ...noPersonFacts, ...keptPerson.parse(check.facts), personId: check.personId }
  const caseFacts: CaseFacts = {
    ...noCaseFacts,
    ...keptCase.parse(check.caseFacts.facts),
    caseId: check.caseId,
    activity,
  }
  return evaluate(withoutOwnReview(person, check.caseId), caseFacts, ruleSet, londonDate(check.checkedAt))
}
