import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { readPair } from './pairs.ts'
import { sideOf } from './policy.ts'
import { tables } from './tables.ts'

/**
 * A host says something in private about one person who came. It goes to the association, is in no figure and on no page of theirs; a
 * serious one is looked into at once. The last word about a person counts.
 */
export const sayPrivately = (
  ctx: Ctx,
  input: { pairId: string; personId: string; text: string; isSerious: boolean },
): Promise<Result<{ isSerious: boolean }>> =>
  inTransaction(ctx, async (ctx) => {
    const pair = await readPair(ctx, input.pairId)
    const { personId } = ctx.actor
    if (!pair || sideOf(ctx.actor, pair) !== 'host' || personId === null) return notFound()
    if (!pair.people.some((one) => one.personId === input.personId))
      return invalid({ personId: 'Choose one of those who came' })
    const { pairId, personId: aboutId, text, isSerious } = input
    const said = { text, isSerious, byId: personId, at: ctx.clock.now() }
    await tables(ctx).privateWord.upsert({
      where: { pairId_personId: { pairId, personId: aboutId } },
      create: { pairId, personId: aboutId, ...said },
      update: said,
    })
    await audit(ctx, {
      event: 'rating.private-word-given',
      subject: { kind: 'rating-pair', id: pairId },
      ...(pair.caseKind && pair.caseId ? { case: { kind: pair.caseKind, id: pair.caseId } } : {}),
      yotCode: pair.hostYotCode,
      data: { isSerious },
    })
    return ok({ isSerious })
  })

/** What hosts said in private about somebody, for those who decide about their place in the bank. ISO days. */
export const privateWordsAbout = async (ctx: Ctx, personId: string): Promise<{ on: string; text: string }[]> => {
  const rows = await tables(ctx).privateWord.findMany({ where: { personId }, orderBy: { at: 'desc' } })
  return rows.map(({ at, text }) => ({ on: londonDate(at), text }))
}
