import type { Highs } from 'highs'
import { seatScore } from '#services/matching/team-setup.ts'
import { aimOf, bestCharged, mostShort, type NeedTeam, type Worth, worthOf } from './assignment.ts'
import { dive } from './dive.ts'
import { firstPlan } from './first-plan.ts'
import { integerMaster, solveInteger } from './integer.ts'
import { Master } from './master.ts'
import { NeedSearches } from './need-search.ts'
import { replanSome, teamOf, teamPlaces } from './neighbourhood.ts'
import { chargedBound, type PersonCharges, personCharges, withBonus } from './person-charges.ts'
import { priceRound } from './pricing.ts'
import { type Relaxed, relaxRound } from './relax.ts'
import type { RoundProblem } from './round-problem.ts'
import { floorName } from './row-sides.ts'
import type { Place } from './rows.ts'
import { solveTeams } from './solve-teams.ts'
import type { LinearSolution } from './solver.ts'
import { addFirstPlaces } from './start-prices.ts'

type RoundStage = 'score' | 'price' | 'solve' | 'check'

/** How far a run is, for people waiting. `bound` and `objective` are points, undefined while there is none yet. */
export type RoundProgress = { stage: RoundStage; bound: number | undefined; objective: number | undefined }

export type SolveOptions = {
  highs: Highs
  seconds: number
  isStopped: () => boolean
  say: (progress: RoundProgress) => void
}

export type SolvedRound = {
  teams: NeedTeam[]
  worth: Worth
  /** No plan is worth more; with fairness, none whose weakest team is no weaker than this one's. */
  bound: number
  /** No plan lifts the weakest team above this total; undefined when fairness was not asked for. */
  floor: number | undefined
  /** Points a person is charged for one more place in a window of a need: what having them elsewhere would be worth. */
  charges: (need: number, person: number, window: number) => number
  milliseconds: { price: number; solve: number }
}

/** A plan is good enough once no other can be better by more than this share. */
export const goodGap = 0.0001

/** Rounds of no more needs than this are planned to the last point. */
const smallRound = 60

/** Integer programs with no more places than this are solved to the last point. */
const exactPlaces = 1500

/** Places this close to paying, in points, are always in an integer program. */
const nearPoints = 12

/** How close to paying places are that fill what rounding left open, tried in turn. */
const fillPoints = [nearPoints, 50, 200]

/** Plans all needs together and proves how good the plan is. */
export function solveRound(problem: RoundProblem, options: SolveOptions): SolvedRound {
  return new RoundSolver(problem, options).solve()
}

class RoundSolver {
  private readonly begun = performance.now()
  private readonly unkeepable: number
  private readonly searches: NeedSearches
  private teams: NeedTeam[]
  private worth: Worth
  private bound = Number.POSITIVE_INFINITY
  private charges: SolvedRound['charges'] = () => 0
  private bestFloor: number | undefined
  private made: Master | undefined
  private pricedAt: number | undefined
  private unliftedBound = Number.POSITIVE_INFINITY

  constructor(
    private problem: RoundProblem,
    private readonly options: SolveOptions,
  ) {
    this.unkeepable = problem.needs.reduce((sum, { lostLocks }) => sum + lostLocks * problem.prices.locked, 0)
    if (problem.input.isFair) this.problem = withPlaceWorth(problem)
    this.searches = new NeedSearches(problem)
    this.teams = problem.needs.map(() => ({ window: 0, people: [] }))
    this.worth = worthOf(problem, this.teams)
  }

  solve(): SolvedRound {
    const { input, needs } = this.problem
    this.say('price')
    // The plain assignment problem is solved whole by its linear program of places.
    const isByTeams = !this.problem.isPlain && needs.length > 0
    if (isByTeams) this.planByTeams()
    else this.lower(aloneBound(this.problem, this.searches))
    const isDone = isByTeams && !input.isFair && this.isGood()
    if (needs.length > 0 && !this.isOver() && !isDone) this.planByPlaces(isByTeams)
    this.made?.linear.dispose()
    const bound = Math.max(Math.floor(this.bound + this.worth.short + 1e-6), this.worth.objective)
    const ended = performance.now()
    const priced = this.pricedAt ?? ended
    const milliseconds = { price: priced - this.begun, solve: ended - priced }
    return { teams: this.teams, worth: this.worth, bound, floor: this.bestFloor, charges: this.charges, milliseconds }
  }

  private planByTeams(): void {
    solveTeams(this.problem, {
      ...this.limits(),
      searches: this.searches,
      goodGap: this.isSmall() ? 0 : goodGap,
      onBound: (bound, prices) => {
        this.lower(bound)
        this.charges = this.chargesOf(prices.of)
        this.say('price')
      },
      onPriced: () => {
        this.pricedAt = performance.now()
      },
      onPlan: (teams) => this.keepBetter(teams),
    })
  }

  private planByPlaces(isPriced: boolean): void {
    const { master, problem } = this
    const start = addFirstPlaces(master)
    if (!isPriced) {
      const charge = (_: unknown, person: number) => start[person] ?? 0
      this.charges = this.chargesOf(charge)
      this.keepBetter(firstPlan(problem, this.searches, charge, this.isOver))
    }
    for (const [need, team] of this.teams.entries()) for (const place of teamPlaces(need, team)) master.addPlace(place)
    let relaxed = this.relax()
    if (relaxed && problem.input.isFair) relaxed = this.liftFloor(relaxed)
    this.pricedAt ??= performance.now()
    if (!relaxed) return
    if (!isPriced || problem.input.isFair) {
      const charges = personCharges(master, relaxed.solution)
      this.charges = this.chargesOf(charges.of)
      if (!this.isOver()) this.lower(chargedBound(this.problem, this.searches, charges))
    }
    this.round(relaxed)
    this.prove(relaxed)
  }

  /** The model of places, made when it is first asked for. */
  private get master(): Master {
    this.made ??= new Master(this.problem, this.options.highs)
    return this.made
  }

  private chargesOf(of: PersonCharges['of']): SolvedRound['charges'] {
    return (at, person, window) => {
      const own = this.problem.needs[at]
      return own ? of(own, person, window) : 0
    }
  }

  private relax(): Relaxed | undefined {
    return relaxRound(this.master, {
      relativeGap: goodGap / 20,
      isOver: this.isOver,
      say: (bound) => {
        this.lower(bound - this.unkeepable)
        this.say('price')
      },
    })
  }

  /** Asks every team to reach the best least total that the linear program can give to all, and prices people anew for that. */
  private liftFloor(unlifted: Relaxed): Relaxed {
    const { master } = this
    this.unliftedBound = this.bound
    master.aimAtFloor()
    const lifted = relaxRound(master, { relativeGap: goodGap / 20, isOver: this.isOver, say: () => {} })
    if (!lifted || this.isOver()) return unlifted
    const column = master.extraColumn(floorName)
    this.bestFloor = Math.floor((lifted.solution.value[column ?? -1] ?? 0) + 1e-6)
    const high = this.relaxAbove(this.bestFloor)
    if (!high) return unlifted
    this.round(high)
    if (this.worth.short === 0) return high
    // Nobody reaches it whole: from here on no team may be weaker than the weakest of the plan found.
    return this.relaxAbove(this.bestFloor - mostShort(this.problem, this.teams)) ?? high
  }

  private relaxAbove(floor: number): Relaxed | undefined {
    this.master.aimAtSum(floor)
    this.problem = { ...this.problem, needs: this.problem.needs.map((own) => ({ ...own, floor })) }
    this.worth = worthOf(this.problem, this.teams)
    this.bound = this.unliftedBound
    return this.isOver() ? undefined : this.relax()
  }

  /** A whole plan near the linear program's: what rounds cheaply is fixed, the rest is an integer program of its own. */
  private round(relaxed: Relaxed): void {
    if (this.isOver()) return
    const dived = dive(this.master, relaxed, this.isOver)
    const rest = dived.teams.flatMap((team, at) => (team ? [] : [at]))
    const teams = dived.teams.map((team) => team ?? { window: 0, people: [] })
    if (rest.length === 0) {
      this.keepBetter(teams)
      return
    }
    for (const points of fillPoints) {
      if (this.isOver() || this.isGood()) return
      const near = this.nearPlaces(dived.solution, points)
      const filled = replanSome(this.problem, teams, rest, {
        ...this.limits(),
        placesOf: (need) => near[need] ?? [],
        relativeGap: goodGap / 5,
      })
      if (filled) this.keepBetter(filled)
    }
  }

  /** Integer programs over ever more places near to paying, until the plan is good enough or the best. */
  private prove(relaxed: Relaxed): void {
    const linear = relaxed.bound - this.unkeepable
    let reach = Math.max(nearPoints, 0.4 * (linear - aimOf(this.worth)))
    while (!this.isOver() && !this.isGood()) {
      reach = Math.min(reach, Math.max(0, linear - aimOf(this.worth)))
      const places = this.nearPlaces(relaxed.solution, reach).flat()
      const integer = integerMaster(this.problem, this.options.highs, places)
      const isSmall = places.length <= exactPlaces
      const start = this.teams.flatMap((team, need) => teamPlaces(need, team))
      const answer = solveInteger(integer, { ...this.limits(), relativeGap: isSmall ? 0 : 0.8 * goodGap, start })
      integer.linear.dispose()
      if (answer.places)
        this.keepBetter(
          this.problem.needs.map(({ at }) => teamOf(answer.places?.filter(({ need }) => need === at) ?? [])),
        )
      // A plan with any other place is worth at most the linear bound less what that place falls short.
      const isComplete = reach >= linear - aimOf(this.worth)
      this.lower(Math.max(answer.bound - this.unkeepable, isComplete ? aimOf(this.worth) : linear - reach))
      this.say('solve')
      if (isComplete) return
      const wanted = isSmall ? aimOf(this.worth) : aimOf(this.worth) + 0.8 * goodGap * Math.abs(aimOf(this.worth))
      reach = Math.max(1.5 * reach, linear - wanted)
    }
  }

  /** Small rounds are solved to the last point, large ones until the gap is good. */
  private isGood(): boolean {
    const gap = Math.floor(this.bound + 1e-6) - aimOf(this.worth)
    return gap <= 0 || (!this.isSmall() && gap <= goodGap * Math.abs(aimOf(this.worth)))
  }

  private isSmall(): boolean {
    return this.problem.needs.length <= smallRound
  }

  private limits() {
    const { highs, isStopped } = this.options
    return { highs, isStopped, secondsLeft: this.secondsLeft }
  }

  private readonly secondsLeft = (): number => this.options.seconds - (performance.now() - this.begun) / 1000

  private readonly isOver = (): boolean => this.options.isStopped() || this.secondsLeft() <= 0

  private lower(bound: number): void {
    this.bound = Math.min(this.bound, bound)
  }

  private keepBetter(teams: NeedTeam[]): void {
    const worth = worthOf(this.problem, teams)
    if (aimOf(worth) <= aimOf(this.worth)) return
    this.teams = teams
    this.worth = worth
    this.say('solve')
  }

  private say(stage: RoundStage): void {
    const bound = Number.isFinite(this.bound) ? this.bound + this.worth.short : undefined
    this.options.say({ stage, bound, objective: this.worth.objective })
  }

  /** Places that fall short of paying by no more than so many points, by need. */
  private nearPlaces(solution: LinearSolution, points: number): Place[][] {
    const near: Place[][] = this.problem.needs.map(() => [])
    priceRound(this.master, solution, 0, ({ place, reduced }) => {
      if (reduced >= -points - 1e-6) near[place.need]?.push(place)
    })
    return near
  }
}

/** Says of each need what an average place of its best team would be worth. */
const withPlaceWorth = (problem: RoundProblem): RoundProblem => ({
  ...problem,
  needs: problem.needs.map((own) => {
    const { people } = bestCharged(own, () => 0)
    const score = people.reduce((sum, { index, role }) => sum + seatScore(own.setup, index, role), 0)
    return { ...own, placeWorth: Math.floor(Math.max(0, score) / Math.max(1, people.length)) }
  }),
})

/** Every need's best team as if it were alone: a bound before anything is known. */
const aloneBound = ({ needs }: RoundProblem, searches: NeedSearches): number =>
  needs.reduce(
    (sum, own) =>
      sum +
      (searches.best(
        own,
        withBonus(own, () => 0),
      )?.value ?? 0),
    0,
  )
