import { listed } from '#services/core/words.ts'
import { findAlternates } from './alternates.ts'
import type { Bank } from './bank.ts'
import { describeTeam } from './describe-team.ts'
import { type FoundTeam, findBest, type TeamQuestion } from './find-team.ts'
import { standardRules, type Team, type TeamProposal } from './problem.ts'
import type { Apart } from './team-search.ts'
import { countTeam, setUpTeam, type TeamSetup } from './team-setup.ts'
import { nameOf } from './team-words.ts'

/** Which team is best for this need, with what it lacks, in words. Exact. */
export function findTeam(bank: Bank, question: TeamQuestion): Team {
  const setup = setUpTeam(bank, question, question.rules ?? standardRules)
  return describeTeam(setup, findBest(setup))
}

/**
 * Up to `most` (3) genuinely different teams, best first, each the best that shares at most half of its members with each
 * one before, with alternates for every seat. A later proposal that lacks more than the first is left out.
 */
export function proposeTeams(bank: Bank, question: TeamQuestion, most = 3): TeamProposal[] {
  const setup = setUpTeam(bank, question, question.rules ?? standardRules)
  const proposals: TeamProposal[] = []
  const apart: Apart[] = []
  const locked = new Set(question.need.locked.map(({ expert }) => bank.indexOf.get(expert)))
  let first: FoundTeam | undefined
  while (proposals.length < most) {
    const found = findBest(setup, apart)
    if (first && (found.people.length === 0 || lacksMore(setup, found, first))) break
    const team = describeTeam(setup, found)
    const differs = first ? sayDifference(setup, first, found) : ''
    proposals.push({ ...team, alternates: findAlternates(setup, found), differs })
    first ??= found
    const people = new Set(found.people.map(({ index }) => index).filter((index) => !locked.has(index)))
    if (people.size === 0) break
    apart.push({ people, most: Math.floor(people.size / 2) })
  }
  return proposals
}

function lacksMore(setup: TeamSetup, found: FoundTeam, first: FoundTeam): boolean {
  const score = (team: FoundTeam) => countTeam(setup, team.people, team.lost.length).score
  const lack = (team: FoundTeam) => score(team) - team.value
  return lack(found) > lack(first)
}

function sayDifference({ bank, question }: TeamSetup, first: FoundTeam, other: FoundTeam): string {
  const before = new Set(first.people.map(({ index }) => index))
  const fresh = other.people.filter(({ index }) => !before.has(index)).map(({ index }) => nameOf(bank, index))
  const days = question.need.windows.length > 1 && first.window !== other.window ? ' Other dates.' : ''
  return `${listed(fresh)} instead of ${listed(
    first.people
      .filter(({ index }) => !other.people.some((person) => person.index === index))
      .map(({ index }) => nameOf(bank, index)),
  )}.${days}`
}
