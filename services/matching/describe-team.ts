import type { FoundTeam } from './find-team.ts'
import type { Member, Role, Team } from './problem.ts'
import { managedOf } from './rank.ts'
import { explainScore } from './reasons.ts'
import { countTeam, type TeamSetup } from './team-setup.ts'
import { sayMissing } from './team-words.ts'

const roleOrder: Record<Role, number> = { lead: 0, peer: 1, observer: 2 }

/** Puts people into a team with scores, reasons and what is missing. */
export function describeTeam(setup: TeamSetup, { people, window, lost, value }: FoundTeam, isByHand = false): Team {
  const { bank, question } = setup
  const isLocked = (expert: string) => question.need.locked.some((lock) => lock.expert === expert)
  const members = [...people]
    .sort((a, b) => roleOrder[a.role] - roleOrder[b.role] || a.index - b.index)
    .map(({ index, role }): Member => {
      const expert = bank.candidates[index]?.id ?? ''
      const reasons = explainScore(bank, question, index, role === 'lead')
      const score = reasons.reduce((sum, { points }) => sum + points, 0)
      return { expert, role, score, reasons, managed: managedOf(question, expert), locked: isLocked(expert) }
    })
  const count = countTeam(setup, people, lost.length)
  return {
    request: question.need.id,
    window: question.need.windows.length === 0 ? null : window,
    members,
    missing: sayMissing(setup, window, people, count, lost, isByHand),
    covered: setup.themes.map((code, bit) => ({
      code,
      experts: members
        .filter(({ expert, role }) => {
          const mask = setup.masks[bank.indexOf.get(expert) ?? -1] ?? 0
          return role !== 'observer' && (mask & (1 << bit)) !== 0
        })
        .map(({ expert }) => expert),
    })),
    value: Number.isFinite(value) ? value : count.value,
  }
}
