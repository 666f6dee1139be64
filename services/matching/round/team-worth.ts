import { countTeam } from '#services/matching/team-setup.ts'
import { lockedMissing, type NeedTeam } from './assignment.ts'
import { keptBonus, type RoundNeed, roleNames } from './round-problem.ts'

/** What a team is worth by itself, kept places counted; further reviews are for the round to charge. */
export function teamWorth(own: RoundNeed, { window, people }: NeedTeam): number {
  const bonus = people.reduce((sum, { index, role }) => sum + keptBonus(own, index, roleNames.indexOf(role), window), 0)
  return countTeam(own.setup, people, lockedMissing(own, people)).value + bonus
}
