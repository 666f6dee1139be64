import { findReplacements } from '#services/matching/alternates.ts'
import type { FoundTeam } from '#services/matching/find-team.ts'
import { type Role, type Seat, standardRules } from '#services/matching/problem.ts'
import { mayServe, seatScore } from '#services/matching/team-setup.ts'
import { nameOf } from '#services/matching/team-words.ts'
import { Calendar, type NeedTeam } from './assignment.ts'
import { type RoundInput, type RoundNeed, type RoundProblem, setUpRound } from './round-problem.ts'

/** A planned team and who in it has said yes. */
export type RoundSeats = {
  request: string
  window: number | null
  members: readonly (Seat & { hasAgreed?: boolean })[]
}

export type RoundRepair = {
  kind: 'swap' | 'chain'
  /** Who goes where: `from` and `to` are requests, null for nowhere. */
  changes: { expert: string; role: Role; from: string | null; to: string | null; say: string }[]
  /** Points the plan loses beyond those of the person lost. */
  cost: number
}

/** A plan ready to be mended: prepare once, then each drop-out is answered in milliseconds. */
export class RepairDesk {
  private readonly problem: RoundProblem
  private readonly teams: FoundTeam[]
  private readonly calendar: Calendar
  private readonly agreed = new Set<string>()

  constructor(input: RoundInput, plan: readonly RoundSeats[]) {
    this.problem = setUpRound({ ...input, rules: input.rules ?? standardRules })
    this.calendar = new Calendar(this.problem)
    const byRequest = new Map(plan.map((team) => [team.request, team]))
    this.teams = this.problem.needs.map((own) => {
      const seats = byRequest.get(own.need.id)
      const team = this.teamOf(own, seats)
      this.calendar.add(own, team)
      for (const { expert, hasAgreed } of seats?.members ?? []) if (hasAgreed) this.agreed.add(key(own.need.id, expert))
      return { ...team, lost: [], value: 0, people: [...team.people] }
    })
  }

  /**
   * What could fill the place of someone who drops out of a request: the best swap with someone free, and the best chain of two, in which
   * somebody comes over from another team of the round and someone free takes their place there. Nobody who said yes
   * is moved.
   */
  repair(request: string, expert: string): RoundRepair[] {
    const own = this.problem.needs.find(({ need }) => need.id === request)
    const person = this.problem.bank.indexOf.get(expert)
    const team = own && this.teams[own.at]
    const at = team?.people.findIndex(({ index }) => index === person) ?? -1
    if (!own || !team || person === undefined || at < 0) return []
    const repairs: RoundRepair[] = []
    const swap = this.bestFor(own, team, at, person)
    if (swap) repairs.push({ kind: 'swap', cost: swap.cost, changes: [this.join(own, team, at, swap.index)] })
    const chain = this.bestChain(own, team, at, person, swap?.cost ?? Number.POSITIVE_INFINITY)
    if (chain) repairs.push(chain)
    return repairs
  }

  private teamOf({ setup }: RoundNeed, seats: RoundSeats | undefined): NeedTeam {
    const people = (seats?.members ?? []).flatMap(({ expert, role }) => {
      const index = setup.bank.indexOf.get(expert)
      return index === undefined ? [] : [{ index, role }]
    })
    return { window: seats?.window ?? 0, people }
  }

  /** The best person free for one seat, not counting some. */
  private bestFor(own: RoundNeed, team: FoundTeam, at: number, ...not: number[]) {
    return findReplacements(own.setup, team, at, {
      most: 1,
      among: own.people,
      charge: (person) =>
        not.includes(person) || !this.calendar.isFree(own, team.window, person)
          ? Number.POSITIVE_INFINITY
          : this.calendar.furtherCost(person),
    })[0]
  }

  private join({ need, setup }: RoundNeed, team: FoundTeam, at: number, index: number, from: RoundNeed | null = null) {
    const role = team.people[at]?.role ?? 'peer'
    const name = nameOf(setup.bank, index)
    const where = need.name ?? need.id
    const say = from ? `${name} moves from ${from.need.name ?? from.need.id} to ${where}.` : `${name} joins ${where}.`
    return { expert: setup.bank.candidates[index]?.id ?? '', role, from: from?.need.id ?? null, to: need.id, say }
  }

  private bestChain(own: RoundNeed, team: FoundTeam, at: number, lost: number, below: number): RoundRepair | undefined {
    const role = team.people[at]?.role ?? 'peer'
    let best: RoundRepair | undefined
    let least = below
    for (const { other, otherTeam, place, mover } of this.movers(own, team, role, lost)) {
      this.calendar.remove(other, { window: otherTeam.window, people: [{ index: mover, role }] })
      const here = this.costHere(own, team, at, mover)
      // Whoever takes the mover's place scores at most the best of that need.
      const bound = here + seatScore(other.setup, mover, role) - this.bestScore(other)
      if (here < Number.POSITIVE_INFINITY && bound < least) {
        const there = this.bestFor(other, otherTeam, place, lost, mover)
        if (there && here + there.cost < least) {
          least = here + there.cost
          const changes = [this.join(own, team, at, mover, other), this.join(other, otherTeam, place, there.index)]
          best = { kind: 'chain', cost: least, changes }
        }
      }
      this.calendar.add(other, { window: otherTeam.window, people: [{ index: mover, role }] })
    }
    return best
  }

  /** People of other teams who could come over, by how well they would do here. */
  private movers(own: RoundNeed, team: FoundTeam, role: Role, lost: number) {
    const found: { other: RoundNeed; otherTeam: FoundTeam; place: number; mover: number; score: number }[] = []
    for (const other of this.problem.needs) {
      const otherTeam = this.teams[other.at]
      if (!otherTeam || other.at === own.at) continue
      otherTeam.people.forEach(({ index }, place) => {
        if (index === lost || this.agreed.has(key(other.need.id, this.problem.bank.candidates[index]?.id ?? ''))) return
        if (other.lockedRole.has(index) || !mayServe(own.setup, index, role, team.window)) return
        found.push({ other, otherTeam, place, mover: index, score: seatScore(own.setup, index, role) })
      })
    }
    return found.sort((a, b) => b.score - a.score || a.mover - b.mover)
  }

  /** What putting one person into a seat costs this team; infinity when they do not fit. */
  private costHere(own: RoundNeed, team: FoundTeam, at: number, mover: number): number {
    const only = findReplacements(own.setup, team, at, {
      most: 1,
      among: [mover],
      charge: (person) =>
        this.calendar.isFree(own, team.window, person) ? this.calendar.furtherCost(person) : Number.POSITIVE_INFINITY,
    })[0]
    return only?.cost ?? Number.POSITIVE_INFINITY
  }

  private readonly best = new Map<number, number>()

  private bestScore({ at, setup, people }: RoundNeed): number {
    const known = this.best.get(at)
    if (known !== undefined) return known
    let best = 0
    for (const person of people)
      best = Math.max(best, seatScore(setup, person, 'lead'), seatScore(setup, person, 'peer'))
    this.best.set(at, best)
    return best
  }
}

const key = (request: string, expert: string): string => JSON.stringify([request, expert])
