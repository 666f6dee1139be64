import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { visiblePairs } from './pairs.ts'
import { changes } from './schema.ts'
import { tables } from './tables.ts'

/** Answers are counted in batches of so many, and an answer that fewer gave tells of somebody. */
export const enoughAnswers = 5

/** What hosts said half a year to a year later: how many, how much had changed, and what they let be quoted. */
export type WhatChanged = {
  /** In batches of five; null while there are fewer. */
  said: number | null
  /** By how much, where no answer is rarer than five. */
  answers: { says: string; count: number }[] | null
  /** The latest first; only where the host said that the association may. */
  quotes: { pairId: string; text: string; kind: 'review' | 'engagement'; host: string; year: string }[]
}

const quotesShown = 20

/** Counted by fives in the order in which they were said, so that no two looks differ by one. Pure. */
export const countChanges = (said: readonly number[]): Pick<WhatChanged, 'said' | 'answers'> => {
  const shown = said.slice(0, said.length - (said.length % enoughAnswers))
  const counts = changes.map((says, at) => ({ says, count: shown.filter((change) => change === at + 1).length }))
  const isTelling = counts.some(({ count }) => count > 0 && count < enoughAnswers)
  return { said: shown.length === 0 ? null : shown.length, answers: shown.length === 0 || isTelling ? null : counts }
}

/** What changed, for members. Nothing of work that must not exist for the reader is counted or quoted. */
export const whatChanged = async (ctx: Ctx): Promise<WhatChanged> => {
  const rows = await tables(ctx).laterWord.findMany({
    where: { pair: await visiblePairs(ctx) },
    orderBy: [{ at: 'asc' }, { pairId: 'asc' }],
    select: {
      pairId: true,
      change: true,
      text: true,
      mayQuote: true,
      at: true,
      pair: { select: { work: true, host: { select: { name: true } } } },
    },
  })
  return {
    ...countChanges(rows.map(({ change }) => change)),
    quotes: rows
      .filter(({ mayQuote }) => mayQuote)
      .reverse()
      .slice(0, quotesShown)
      .map(({ pairId, text, at, pair }) => ({
        pairId,
        text,
        kind: pair.work,
        host: pair.host.name,
        year: londonDate(at).slice(0, 4),
      })),
  }
}
