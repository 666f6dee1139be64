import { findAlternates } from '#services/matching/alternates.ts'
import { describeTeam } from '#services/matching/describe-team.ts'
import { lostLocks } from '#services/matching/find-team.ts'
import type { Role } from '#services/matching/problem.ts'
import type { Worth } from '#services/matching/round/assignment.ts'
import type { PlannedTeam } from '#services/matching/round/describe-round.ts'
import type { PassedOver } from '#services/matching/round/passed-over.ts'
import { keptBonus, type RoundInput, type RoundNeed, roleNames } from '#services/matching/round/round-problem.ts'
import type { RoundProgress } from '#services/matching/round/solve-round.ts'
import type { Person } from '#services/matching/team-search.ts'
import { countTeam } from '#services/matching/team-setup.ts'
import { bestFloor, pairsAbove } from './fair-floor.ts'
import { fillGreedily } from './fill-greedily.ts'
import { flowBound, flowPoints } from './plain-problem.ts'
import { type PlainRound, setUpPlain } from './set-up-plain.ts'
import { bestFlow } from './shortest-paths.ts'

export type PlainOptions = {
  isOver: () => boolean
  say: (progress: RoundProgress) => void
}

export type PlainPlan = {
  teams: (PlannedTeam & { passedOver: PassedOver[] })[]
  worth: Worth
  bound: number
  /** With fairness: the worst pair's score. */
  floor: number | undefined
  solver: { name: 'shortest-paths'; version: string }
  milliseconds: { score: number; price: number; solve: number }
}

/** Raised when another plan could come of the same input. */
const version = '1'

const mostAlternates = 3

/**
 * Plans a round of bare pairs as the flow that it is, exactly, with the prices that prove it; undefined when it is not a flow. Stopped early,
 * what is left is filled in order and the bound still holds.
 */
export function planPlain(input: RoundInput, { isOver, say }: PlainOptions): PlainPlan | undefined {
  const begun = performance.now()
  const round = setUpPlain(input)
  if (!round) return undefined
  const { problem, start } = round
  const scored = performance.now()
  say({ stage: 'price', bound: undefined, objective: undefined })
  const floor = input.isFair ? bestFloor(problem, isOver) : undefined
  const above = floor === undefined ? undefined : pairsAbove(problem, floor)
  const open = above?.problem ?? problem
  const flow = bestFlow(open, isOver)
  if (!flow.isBest) fillGreedily(open, flow.isChosen)
  const priced = performance.now()
  const objective = start + flowPoints(open, flow.isChosen)
  const bound = start + flowBound(open, flow.price)
  const isChosen = above ? new Uint8Array(problem.person.length) : flow.isChosen
  above?.pairs.forEach((pair, at) => {
    isChosen[pair] = flow.isChosen[at] ?? 0
  })
  say({ stage: 'solve', bound, objective })
  const { teams, score, kept } = new Describer(round, isChosen).describe()
  const worth = { objective, score, kept, further: 0, missing: score + kept - objective, short: 0 }
  const solved = performance.now()
  return {
    teams,
    worth,
    bound,
    floor,
    solver: { name: 'shortest-paths', version },
    milliseconds: { score: scored - begun, price: priced - scored, solve: solved - priced },
  }
}

/** Puts a flow into teams with words. Given scores have no reasons, so nothing is said of who was passed over. */
class Describer {
  private readonly spare: Int32Array
  private readonly serves: Int32Array[]
  private score = 0
  private kept = 0

  constructor(
    private readonly round: PlainRound,
    isChosen: Uint8Array,
  ) {
    const { start, person, most, rows } = round.problem
    this.spare = most.slice()
    this.serves = Array.from({ length: rows }, (_, row) => {
      const from = start[row] ?? 0
      return person.subarray(from, start[row + 1]).filter((_person, at) => isChosen[from + at] === 1)
    })
    for (const people of this.serves) for (const each of people) this.spare[each] = (this.spare[each] ?? 0) - 1
  }

  describe() {
    const people = this.peopleByNeed()
    const teams = people.flatMap((team, at) => {
      const own = this.round.needs.need(at)
      return own ? [this.team(own, team)] : []
    })
    return { teams, score: this.score, kept: this.kept }
  }

  private peopleByNeed(): Person[][] {
    const people: Person[][] = this.round.needs.input.needs.map(() => [])
    this.round.rows.forEach(({ need, role }, row) => {
      for (const index of this.serves[row] ?? []) people[need]?.push({ index, role })
    })
    return people
  }

  private team(own: RoundNeed, people: Person[]) {
    const window = this.round.windows[own.at] ?? 0
    const lost = lostLocks(own.setup, people)
    const bonus = (index: number, role: Role) => keptBonus(own, index, roleNames.indexOf(role), window)
    for (const { index, role } of people) {
      this.score += own.setup.scan.score[index] ?? 0
      this.kept += bonus(index, role)
    }
    const found = { window, people, lost, value: countTeam(own.setup, people, lost.length).value }
    const alternates = findAlternates(own.setup, found, {
      among: this.free(own, people, (index) => bonus(index, 'peer')),
      charge: (index, role) => -bonus(index, role),
      saving: (index, role) => -bonus(index, role),
    })
    return { ...describeTeam(own.setup, found), alternates, passedOver: [] }
  }

  /** The best few who have a place to spare and are not in the team: who could stand in for any of it. */
  private free(own: RoundNeed, people: readonly Person[], bonus: (index: number) => number): number[] {
    const inTeam = new Set(people.map(({ index }) => index))
    const { score } = own.setup.scan
    const worth = (index: number) => (score[index] ?? 0) + (own.kept.size === 0 ? 0 : bonus(index))
    const best: number[] = []
    for (const index of own.people) {
      if ((this.spare[index] ?? 0) <= 0 || inTeam.has(index) || own.lockedRole.has(index)) continue
      insert(best, index, worth)
    }
    return best.sort((a, b) => a - b)
  }
}

/** Keeps the best few, best first; who came first stays first. */
function insert(best: number[], index: number, worth: (index: number) => number): void {
  const own = worth(index)
  if (best.length >= mostAlternates && own <= worth(best.at(-1) ?? 0)) return
  let at = best.length
  while (at > 0 && worth(best[at - 1] ?? 0) < own) at -= 1
  best.splice(at, 0, index)
  if (best.length > mostAlternates) best.pop()
}
