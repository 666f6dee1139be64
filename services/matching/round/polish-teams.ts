import { type NeedTeam, worthOf } from './assignment.ts'
import type { KnownTeams } from './known-teams.ts'
import type { PersonLimits } from './person-limits.ts'
import type { PersonPrices } from './person-prices.ts'
import type { TeamPricer } from './relax-teams.ts'
import type { RoundNeed } from './round-problem.ts'
import type { TeamOptions } from './solve-teams.ts'
import { solveTeamProgram, solveWholeTeams } from './team-program.ts'

/** Teams that fall short of their need's best by no more than so many points are in the integer program. */
const nearPoints = 300

/** Needs planned anew at a time. */
const together = 100

/** How often teams are looked for that suit what the others leave, at prices no further than so many points from the round's. */
const turns = 2
const radius = 100

export type PolishOptions = Pick<TeamOptions, 'highs' | 'secondsLeft' | 'isStopped'> & {
  /** Whether a plan is good enough to stop. */
  isGood: (plan: NeedTeam[]) => boolean
}

/**
 * Betters a plan from place to place: needs whose teams fall furthest short of what they could have, with those who hold the people
 * they want, are planned anew while the others stay: teams that suit what is left are looked for, then an integer program chooses among them.
 */
export function polishTeams(
  pricer: TeamPricer,
  limits: PersonLimits,
  prices: PersonPrices,
  plan: readonly NeedTeam[],
  { highs, secondsLeft, isStopped, isGood }: PolishOptions,
): NeedTeam[] {
  const { known } = pricer
  const { problem } = known
  const isOver = () => isStopped() || secondsLeft() <= 0
  const teams = [...plan]
  known.addAll(teams)
  const tried = new Set<number>()
  while (!isGood(teams) && !isOver()) {
    const centre = furthestShort(known, prices, teams, tried)
    if (!centre) break
    tried.add(centre.at)
    const some = aroundOf(known, prices, teams, centre)
    const fixed = problem.needs.flatMap(({ at }) => (some.has(at) ? [] : (known.find(at, teams[at]) ?? [])))
    const modelOf = () => {
      return {
        problem,
        highs,
        limits,
        teams: [...some].flatMap((at) => openTeams(known, prices, at, teams[at])),
        fixed,
      }
    }
    const open = problem.needs.filter(({ at }) => some.has(at))
    for (let turn = 0; turn < turns; turn += 1) {
      const held = solveTeamProgram({ ...modelOf(), box: { centre: prices, radius } }, isOver, false)
      if (!held || known.addAll(pricer.price(held.prices, open).teams) === 0) break
    }
    const options = { relativeGap: 0, seconds: Math.max(0.1, secondsLeft()), isStopped }
    const chosen = solveWholeTeams(modelOf(), teams, options)
    const better = [...teams]
    for (const { need, team } of chosen ?? []) better[need] = team
    // A plan that is only different would be looked at for ever.
    if (worthOf(problem, better).objective > worthOf(problem, teams).objective) {
      for (const { need, team } of chosen ?? []) teams[need] = team
      for (const at of some) if (at !== centre.at) tried.delete(at)
    }
    if (some.size === problem.needs.length) break
  }
  return teams
}

function openTeams(known: KnownTeams, prices: PersonPrices, at: number, current: NeedTeam | undefined) {
  const own = known.problem.needs[at]
  if (!own) return []
  const held = known.find(at, current)
  return [...new Set([...known.near(own, prices, nearPoints), ...(held ? [held] : [])])]
}

/** The need not tried yet whose team falls furthest short of its best at these prices; undefined when all have what they could. */
function furthestShort(
  known: KnownTeams,
  prices: PersonPrices,
  teams: readonly NeedTeam[],
  tried: ReadonlySet<number>,
): RoundNeed | undefined {
  let furthest: RoundNeed | undefined
  let most = 1e-6
  for (const own of known.problem.needs) {
    if (tried.has(own.at)) continue
    const short = known.best(own, prices).value - known.netOf(own, teams[own.at], prices)
    if (short <= most) continue
    most = short
    furthest = own
  }
  return furthest
}

/** A need and those who hold people that it wants, then those who hold people that they want, until they are enough. */
function aroundOf(
  known: KnownTeams,
  prices: PersonPrices,
  teams: readonly NeedTeam[],
  centre: RoundNeed,
): ReadonlySet<number> {
  const { needs } = known.problem
  const holders = new Map<number, number[]>()
  teams.forEach(({ people }, need) => {
    for (const { index } of people) holders.set(index, [...(holders.get(index) ?? []), need])
  })
  const around = new Set([centre.at])
  for (const at of around) {
    const own = needs[at]
    if (!own) continue
    const wanted = new Set(known.near(own, prices, wantedPoints).flatMap(({ team }) => team.people.map((p) => p.index)))
    for (const person of wanted)
      for (const need of holders.get(person) ?? []) if (around.size < together) around.add(need)
    if (around.size >= together) break
  }
  return around
}

/** People of teams that fall short by no more than this are wanted. */
const wantedPoints = 40
