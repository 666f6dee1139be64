import { reducePool } from './pool.ts'
import type { Lock, TeamRules } from './problem.ts'
import type { Question } from './scan.ts'
import { type Apart, type Found, type Person, searchTeam } from './team-search.ts'
import { mayServe, type TeamSetup } from './team-setup.ts'

/** A team as people of the bank, before it is put into words. */
export type FoundTeam = Found & {
  window: number
  /** Locked choices that could not be kept. */
  lost: Lock[]
}

export type TeamQuestion = Question & { rules?: TeamRules }

/**
 * The best team for one need, exactly: over every window, every set of locked choices that can be kept and every number
 * of co-leads and reviewers. Always finds something, if only a team of nobody with everything missing.
 */
export function findBest(setup: TeamSetup, apart: readonly Apart[] = []): FoundTeam {
  let best: FoundTeam | undefined
  const locks = uniqueLocks(setup)
  const skip = new Set(setup.question.need.locked.flatMap(({ expert }) => setup.bank.indexOf.get(expert) ?? []))
  const apartPeople = new Set(apart.flatMap(({ people }) => [...people]))
  for (let window = 0; window < setup.scan.windows; window += 1) {
    const pool = reducePool(setup, window, skip, apartPeople)
    for (const kept of subsetsLargestFirst(keepable(setup, locks, window))) {
      for (const seats of compositions(setup, kept)) {
        const found = searchTeam({
          setup,
          pool,
          fixed: kept,
          ...seats,
          apart,
          lockedMissing: setup.question.need.locked.length - kept.length,
          above: best?.value ?? Number.NEGATIVE_INFINITY,
        })
        if (found) best = { ...found, window, lost: lostLocks(setup, kept) }
      }
    }
  }
  return best ?? emptyTeam(setup)
}

function emptyTeam(setup: TeamSetup): FoundTeam {
  return { value: Number.NEGATIVE_INFINITY, people: [], window: 0, lost: [...setup.question.need.locked] }
}

/** Locked choices of people the bank knows, one a person: the first is meant. */
function uniqueLocks({ bank, question }: TeamSetup): Person[] {
  const seen = new Map<number, Person>()
  for (const { expert, role } of question.need.locked) {
    const index = bank.indexOf.get(expert)
    if (index !== undefined && !seen.has(index)) seen.set(index, { index, role })
  }
  return [...seen.values()]
}

const keepable = (setup: TeamSetup, locks: readonly Person[], window: number): Person[] =>
  locks.filter(({ index, role }) => mayServe(setup, index, role, window))

/** Locked choices that a team does not keep. */
export function lostLocks({ bank, question }: TeamSetup, kept: readonly Person[]): Lock[] {
  const rest = [...kept]
  return question.need.locked.filter(({ expert, role }) => {
    const at = rest.findIndex((person) => person.index === bank.indexOf.get(expert) && person.role === role)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}

/** All locks, then all but one, and so on: whoever cannot be kept together is reported, never silently dropped. */
function subsetsLargestFirst(people: readonly Person[]): Person[][] {
  const subsets = Array.from({ length: 2 ** people.length }, (_, bits) =>
    people.filter((_person, at) => (bits & (1 << at)) !== 0),
  )
  return subsets.sort((a, b) => b.length - a.length)
}

/** How many seats are left to fill, from what was asked for to ever less, and with people beyond the least. */
function compositions({ question, bank }: TeamSetup, kept: readonly Person[]) {
  const { need } = question
  const count = (role: Person['role']) => kept.filter((person) => person.role === role).length
  const freeLeads = need.leads - count('lead')
  const freePeers = need.peers[1] - count('peer')
  const leastPeers = Math.max(0, need.peers[0] - count('peer'))
  if (freeLeads < 0 || freePeers < 0 || count('observer') > 1) return []
  const seats: { openLeads: number; openPeers: number; change: number }[] = []
  for (let openLeads = 0; openLeads <= Math.min(freeLeads, bank.count); openLeads += 1) {
    for (let openPeers = 0; openPeers <= Math.min(freePeers, bank.count); openPeers += 1) {
      const change = 2 * (freeLeads - openLeads) + Math.abs(openPeers - leastPeers)
      seats.push({ openLeads, openPeers, change })
    }
  }
  return seats.sort((a, b) => a.change - b.change)
}
