import type { Ctx } from '#services/core/context.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { invalid, notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { auditEngagement } from './audit-engagement.ts'
import { possibleDeliverers } from './deliverers.ts'
import { engagementLife } from './lifecycle.ts'
import { engagements, findForActor, type LockedEngagement } from './move-engagement.ts'
import { engagementSidesOf } from './people.ts'
import type { SaveTermsInput } from './schema.ts'
import { tables } from './tables.ts'
import { partsIn, type TermsParts } from './terms.ts'

/** What the terms of an engagement are the text of. */
export const termsOf = (engagementId: string) => ({ kind: 'engagement-terms', subjectId: engagementId })

const emptyParts: TermsParts = {
  people: [],
  work: '',
  sessions: [],
  period: null,
  lines: [],
  expenses: '',
  cancellation: null,
  documents: '',
  data: '',
  conflicts: '',
}

/** The side of the two that the actor speaks from; null where they are on neither. */
export const ownSide = (ctx: Ctx, engagement: LockedEngagement): 'host' | 'provider' | null => {
  const sides = engagementSidesOf(ctx.actor, engagement)
  return sides.includes('provider') ? 'provider' : sides.includes('host') ? 'host' : null
}

export type Draft = { parts: TermsParts; basedOn: number; version: number }

/** What a side has typed of the next terms; begun from the newest terms where it has typed nothing yet. */
export const readDraft = async (ctx: Ctx, engagementId: string, side: 'host' | 'provider'): Promise<Draft> => {
  const row = await tables(ctx).termsDraft.findUnique({ where: { engagementId_side: { engagementId, side } } })
  if (row) return { parts: row.parts as unknown as TermsParts, basedOn: row.basedOn, version: row.version }
  const newest = await readText(ctx, termsOf(engagementId))
  return { parts: newest ? partsIn(newest) : emptyParts, basedOn: newest?.number ?? 0, version: 0 }
}

const partsFrom = (input: SaveTermsInput, people: TermsParts['people']): TermsParts => ({
  people,
  work: input.work,
  sessions: [...input.sessions].sort((a, b) => `${a.on} ${a.from}`.localeCompare(`${b.on} ${b.from}`)),
  period:
    input.periodFrom !== undefined && input.periodTo !== undefined
      ? { from: input.periodFrom, to: input.periodTo }
      : null,
  lines: input.lines.map(({ price, ...line }) => ({ ...line, pricePence: price })),
  expenses: input.expenses,
  cancellation:
    input.cancelDays === undefined && input.cancelPercent === undefined
      ? null
      : { days: input.cancelDays ?? 0, percent: input.cancelPercent ?? 0 },
  documents: input.documents,
  data: input.data,
  conflicts: input.conflicts,
})

/**
 * Saves what a side has typed of the next terms; nobody else sees it before it is sent. Not found for others; stale when a
 * colleague saved since, with what was typed kept on the page.
 */
export const saveTerms = async (ctx: Ctx, ref: string, input: SaveTermsInput): Promise<Result<{ ref: string }>> => {
  const found = await findForActor(ctx, ref)
  const side = found && ownSide(ctx, found)
  const { personId } = ctx.actor
  if (!found || side === null || personId === null) return notFound()
  if (input.periodFrom !== undefined && input.periodTo === undefined) return invalid({ periodTo: 'Enter the last day' })
  if (input.periodTo !== undefined && input.periodFrom === undefined)
    return invalid({ periodFrom: 'Enter the first day' })
  if (input.periodFrom !== undefined && input.periodTo !== undefined && input.periodTo < input.periodFrom)
    return invalid({ periodTo: 'The last day must not be before the first' })
  const possible = new Map((await possibleDeliverers(ctx, found)).map((one) => [one.personId, one]))
  const people = input.people.flatMap((id) => possible.get(id) ?? [])
  if (people.length < input.people.length)
    return invalid({ people: 'Somebody you chose does not belong to the provider at present. Choose again' })
  return inTransaction(ctx, async (ctx) => {
    const row = await engagements.lock(ctx, found.id)
    if (!row) return notFound()
    if (row.status !== 'terms_proposed' && row.status !== 'agreed')
      return refused(engagementLife.whyNot('proposed', row.status))
    const before = await readDraft(ctx, row.id, side)
    if (before.version !== input.version)
      return stale('A colleague saved these terms since you opened them. Read what they wrote, then save yours again.')
    const data = {
      parts: partsFrom(input, people),
      basedOn: before.basedOn,
      savedAt: ctx.clock.now(),
      savedById: personId,
      version: before.version + 1,
    }
    await tables(ctx).termsDraft.upsert({
      where: { engagementId_side: { engagementId: row.id, side } },
      create: { engagementId: row.id, side, ...data },
      update: data,
    })
    await auditEngagement(ctx, row, 'engagement.terms-saved', { side })
    return ok({ ref })
  })
}
