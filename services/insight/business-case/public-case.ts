import type { Ctx } from '#services/core/context.ts'
import { publishedQuarters } from '#services/insight/snapshot/publish-quarter.ts'
import { quarterWords } from '#services/insight/snapshot/windows.ts'
import { termsOn } from '#services/memberships/index.ts'
import { type Assumed, allAssumptions, inForce, inputsOf } from './keep-case.ts'
import { type CaseLine, type CaseResult, linesOf, makeCase } from './model.ts'

export type PublicCase = {
  quarter: string
  publishedOn: string
  /** Of the published figures, which are multiples of five. */
  facts: { groupMembers: number; individualMembers: number; reviews: number; coursePlaces: number; inKindHours: number }
  lines: CaseLine[]
  result: CaseResult
  assumed: Assumed[]
}

/**
 * The business case as everybody may read it: worked out from the figures published last, in steps of five, beside what is assumed; null while no
 * quarter came out. At most three statements.
 */
export const publicCase = async (ctx: Ctx): Promise<PublicCase | null> => {
  const [[newest], rows, terms] = await Promise.all([
    publishedQuarters(ctx),
    allAssumptions(ctx),
    termsOn(ctx, ctx.clock.today()),
  ])
  if (!newest) return null
  const of = (key: string) => newest.figures[key] ?? 0
  const facts = {
    groupMembers: of('groupMembers'),
    individualMembers: of('individualMembers'),
    reviews: of('reviews'),
    coursePlaces: of('coursePlaces'),
    inKindHours: of('inKindHours'),
  }
  const assumed = inForce(rows)
  const { inKindHours, ...counts } = facts
  const inputs = inputsOf(
    {
      ...counts,
      services: 0,
      groupFeePence: terms.groupFeePence,
      individualFeePence: terms.individualFeePence,
      reviewDays: of('reviewDays'),
      inKindMinutes: inKindHours * 60,
    },
    assumed,
  )
  const result = makeCase(inputs)
  return {
    lines: linesOf(result),
    quarter: quarterWords(newest.quarter),
    publishedOn: newest.publishedOn,
    facts,
    result,
    assumed,
  }
}
