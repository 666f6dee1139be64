import type { Ctx } from '#services/core/context.ts'
import { evaluateAll } from './check-people.ts'
import type { Conflict } from './evaluate.ts'
import { enquiryFacts } from './gather-case.ts'
import { gatherPeople } from './gather-people.ts'
import { ruleSetInForce } from './rule-sets.ts'

/**
 * What the rules would find today between people who would be paid and a service that asks through the actor: before anybody
 * is asked, so nothing is kept. The check that counts runs, and is kept, when the enquiry is sent. Facts are left out:
 * whoever thinks of asking may not read them. The same statements for any number of people.
 */
export const previewEnquiry = async (
  ctx: Ctx,
  { yotCode, personIds }: { yotCode: string; personIds: readonly string[] },
): Promise<Map<string, Pick<Conflict, 'ruleId' | 'effect'>[]>> => {
  const { personId: fromId } = ctx.actor
  if (fromId === null || personIds.length === 0) return new Map()
  const [[facts], people, ruleSet] = await Promise.all([
    enquiryFacts(ctx, [{ id: '', yotCode, fromId }], 'paid-delivery'),
    gatherPeople(ctx, [...personIds]),
    ruleSetInForce(ctx),
  ])
  if (!facts) return new Map()
  const found = evaluateAll(people, facts, ruleSet, ctx.clock.today())
  return new Map(
    [...found].map(([personId, conflicts]) => [personId, conflicts.map(({ ruleId, effect }) => ({ ruleId, effect }))]),
  )
}
