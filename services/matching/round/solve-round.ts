import type { Highs } from 'highs'
import { bestCharged, type NeedTeam, type Worth, worthOf } from './assignment.ts'
import { firstPlan } from './first-plan.ts'
import { integerMaster, solveInteger } from './integer.ts'
import { Master } from './master.ts'
import { chargedBound, personCharges, withBonus } from './person-charges.ts'
import { priceRound } from './pricing.ts'
import { type Relaxed, relaxRound } from './relax.ts'
import { type RoundProblem, roleNames } from './round-problem.ts'
import type { Place } from './rows.ts'
import { addFirstPlaces } from './start-prices.ts'

export type RoundStage = 'score' | 'price' | 'solve' | 'check'

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
  bound: number
  /** Points each person is charged for one more review: what having them elsewhere would be worth. */
  charges: (need: number, person: number, window: number) => number
  milliseconds: { price: number; solve: number }
}

/** A plan is good enough once no other can be better by more than this share. */
export const goodGap = 0.0001

/** Share of the gap that is aimed for, so that bound and answer together end within `goodGap`. */
const aimedGap = goodGap / 2

/** Rounds with no more places than this in the integer program are solved to the last point. */
const exactPlaces = 1500

/** Places this close to paying are in the first integer program. */
const nearPoints = 12

/** Plans all needs together and proves how good the plan is. */
export function solveRound(problem: RoundProblem, { highs, seconds, isStopped, say }: SolveOptions): SolvedRound {
  const begun = performance.now()
  const secondsLeft = () => seconds - (performance.now() - begun) / 1000
  const isOver = () => isStopped() || secondsLeft() <= 0
  const unkeepable = problem.needs.reduce((sum, { lostLocks }) => sum + lostLocks * problem.prices.locked, 0)
  const master = new Master(problem, highs)
  const startCharges = addFirstPlaces(master)
  let teams = firstPlan(problem, (_, person) => startCharges[person] ?? 0, isOver)
  let worth = worthOf(problem, teams)
  let bound = aloneBound(problem)
  say({ stage: 'price', bound, objective: worth.objective })
  const relaxed = relaxRound(master, {
    relativeGap: aimedGap / 5,
    isOver,
    say: (of) => {
      bound = Math.min(bound, of - unkeepable)
      say({ stage: 'price', bound, objective: worth.objective })
    },
  })
  const priced = performance.now()
  let charges: SolvedRound['charges'] = (_, person) => startCharges[person] ?? 0
  if (relaxed) {
    const person = personCharges(master, relaxed.solution)
    charges = (need, of, window) => {
      const own = problem.needs[need]
      return own ? person.of(own, of, window) : 0
    }
    if (!isOver()) bound = Math.min(bound, chargedBound(master, person))
    keepBetter(firstPlan(problem, (own, of, window) => person.of(own, of, window), isOver))
  }
  function keepBetter(other: NeedTeam[]): void {
    const otherWorth = worthOf(problem, other)
    if (otherWorth.objective <= worth.objective) return
    teams = other
    worth = otherWorth
    say({ stage: 'solve', bound, objective: worth.objective })
  }
  bound = Math.floor(bound + 1e-6)
  let near = nearPoints
  while (relaxed && !isOver() && bound > worth.objective) {
    const linear = relaxed.bound - unkeepable
    const reach = Math.min(near, linear - worth.objective)
    const places = nearPlaces(master, relaxed, reach)
    const integer = integerMaster(problem, highs, places)
    const answer = solveInteger(integer, {
      relativeGap: places.length <= exactPlaces ? 0 : aimedGap,
      secondsLeft,
      isStopped,
      start: placesOf(problem, teams),
    })
    integer.linear.dispose()
    if (answer.places) keepBetter(teamsOf(problem, answer.places))
    // A plan with any other place is worth at most the linear bound less what that place falls short.
    const proven = Math.max(
      answer.bound - unkeepable,
      reach >= linear - worth.objective ? worth.objective : linear - reach,
    )
    bound = Math.max(worth.objective, Math.min(bound, Math.floor(proven + 1e-6)))
    say({ stage: 'solve', bound, objective: worth.objective })
    if (bound - worth.objective <= goodGap * Math.abs(worth.objective) && places.length > exactPlaces) break
    if (reach >= linear - worth.objective) break
    near = Math.max(near * 2, linear - worth.objective)
  }
  master.linear.dispose()
  return {
    teams,
    worth,
    bound: Math.max(bound, worth.objective),
    charges,
    milliseconds: { price: priced - begun, solve: performance.now() - priced },
  }
}

/** Every need's best team as if it were alone: a bound before anything is known. */
const aloneBound = (problem: RoundProblem): number =>
  problem.needs.reduce(
    (sum, own) =>
      sum +
      bestCharged(
        own,
        withBonus(own, () => 0),
      ).value,
    0,
  )

function nearPlaces(master: Master, { solution }: Relaxed, points: number): Place[] {
  const places: Place[] = []
  priceRound(master, solution, 0, ({ place, reduced }) => {
    if (reduced >= -points - 1e-6) places.push(place)
  })
  return places
}

const placesOf = (problem: RoundProblem, teams: readonly NeedTeam[]): Place[] =>
  problem.needs.flatMap(({ at }) => {
    const team = teams[at]
    if (!team) return []
    return team.people.map(({ index, role }) => ({
      need: at,
      person: index,
      role: roleNames.indexOf(role),
      window: team.window,
    }))
  })

function teamsOf(problem: RoundProblem, places: readonly Place[]): NeedTeam[] {
  return problem.needs.map(({ at }) => {
    const own = places.filter(({ need }) => need === at)
    return {
      window: own[0]?.window ?? 0,
      people: own.map(({ person, role }) => ({ index: person, role: roleNames[role] ?? 'peer' })),
    }
  })
}
