import type { Bank } from './bank.ts'
import { describeTeam } from './describe-team.ts'
import { findBest, type TeamQuestion } from './find-team.ts'
import { standardRules, type Team } from './problem.ts'
import { setUpTeam } from './team-setup.ts'

/** What the dates that no proposal is for would have given, by index of the need's windows. */
export type OtherDates = { window: number; say: string }

/**
 * For each of the host's dates that none of the proposals is for: the best team that those dates give, against the first proposal, in
 * words. Exact: each is searched by itself.
 */
export function sayOtherDates(bank: Bank, question: TeamQuestion, proposals: readonly Team[]): OtherDates[] {
  const used = new Set(proposals.map(({ window }) => window))
  const first = proposals[0]
  if (!first) return []
  return question.need.windows.flatMap((days, window): OtherDates[] => {
    if (used.has(window)) return []
    const need = { ...question.need, windows: [days] }
    const setup = setUpTeam(bank, { ...question, need }, question.rules ?? standardRules)
    return [{ window, say: sayAgainst(describeTeam(setup, findBest(setup)), first) }]
  })
}

function sayAgainst(there: Team, first: Team): string {
  const price = ({ missing }: Team) => missing.reduce((sum, gap) => sum + gap.price, 0)
  if (price(there) > price(first)) {
    const known = new Set(first.missing.map(({ say }) => say))
    const gaps = [...new Set(there.missing.map(({ say }) => say).filter((say) => !known.has(say)))]
    if (there.members.length === 0) return `Nobody could come. ${gaps[0] ?? ''}`.trim()
    return gaps.length === 0 ? 'The best team there lacks more.' : gaps.slice(0, 2).join(' ')
  }
  const cost = first.value - there.value
  const lacks = there.missing.length === 0 ? 'A complete team' : 'A team that lacks no more'
  if (cost < 60) return `${lacks} could be had, nearly as good as the first proposal.`
  return `${lacks} could be had, ${cost < 300 ? 'a little' : 'clearly'} worse than the first proposal.`
}
