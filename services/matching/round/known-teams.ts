import type { NeedTeam } from './assignment.ts'
import type { PersonPrices } from './person-prices.ts'
import { type RoundNeed, type RoundProblem, roleNames } from './round-problem.ts'
import { teamWorth } from './team-worth.ts'

export type KnownTeam = { need: number; team: NeedTeam; worth: number }

/** Every team that has been found for a need of the round, with what it is worth by itself; nobody at all is a team too. */
export class KnownTeams {
  readonly of: KnownTeam[][]
  private readonly keys = new Set<string>()

  constructor(readonly problem: RoundProblem) {
    this.of = problem.needs.map(() => [])
    for (const { at } of problem.needs) this.add(at, { window: 0, people: [] })
  }

  /** Adds a team, unless it is there; true when it was new. */
  add(need: number, team: NeedTeam): boolean {
    const own = this.problem.needs[need]
    const key = teamKey(need, team)
    if (!own || this.keys.has(key)) return false
    this.keys.add(key)
    this.of[need]?.push({ need, team, worth: teamWorth(own, team) })
    return true
  }

  addAll(teams: readonly (NeedTeam | undefined)[]): number {
    return teams.reduce((sum, team, need) => sum + (team && this.add(need, team) ? 1 : 0), 0)
  }

  find(need: number, team: NeedTeam | undefined): KnownTeam | undefined {
    if (!team) return undefined
    const key = teamKey(need, team)
    return this.of[need]?.find((known) => teamKey(need, known.team) === key)
  }

  /** What a team, known or not, is worth beyond these prices. */
  netOf(own: RoundNeed, team: NeedTeam | undefined, prices: PersonPrices): number {
    const held = team ?? { window: 0, people: [] }
    return netWorth(own, { need: own.at, team: held, worth: teamWorth(own, held) }, prices)
  }

  /** The best team known of a need at some prices, and what it is worth beyond them. */
  best(own: RoundNeed, prices: PersonPrices): { known: KnownTeam | undefined; value: number } {
    let best: KnownTeam | undefined
    let value = Number.NEGATIVE_INFINITY
    for (const known of this.of[own.at] ?? []) {
      const here = netWorth(own, known, prices)
      if (here <= value) continue
      best = known
      value = here
    }
    return { known: best, value }
  }

  /** Nobody at all, so that something can always be taken, and teams that fall short of their need's best by no more than so many points. */
  near(own: RoundNeed, prices: PersonPrices, points: number): KnownTeam[] {
    const least = this.best(own, prices).value - points
    return (this.of[own.at] ?? []).filter((known, at) => at === 0 || netWorth(own, known, prices) >= least)
  }
}

/** What a team is worth less what its people are priced at. */
function netWorth(own: RoundNeed, { team: { people, window }, worth }: KnownTeam, prices: PersonPrices): number {
  let net = worth
  for (const { index } of people) net -= prices.of(own, index, window)
  return net
}

export const teamKey = (need: number, { window, people }: NeedTeam): string => {
  const seats = people.map(({ index, role }) => index * 3 + roleNames.indexOf(role)).sort((a, b) => a - b)
  return `${need},${window}:${seats.join(',')}`
}
