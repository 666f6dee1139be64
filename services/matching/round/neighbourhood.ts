import type { Highs } from 'highs'
import { Calendar, type NeedTeam } from './assignment.ts'
import { integerMaster, solveInteger } from './integer.ts'
import { type RoundNeed, type RoundProblem, roleNames } from './round-problem.ts'
import type { Place } from './rows.ts'

/** Some needs of a round planned anew while the others stay: people have what the others leave of them. */
function partOf(problem: RoundProblem, ats: readonly number[], calendar: Calendar): RoundProblem {
  const { bank } = problem
  const held = new Int32Array(bank.count)
  const reviewsLeft = bank.reviewsLeft.slice()
  const daysLeft = bank.daysLeft.slice()
  for (let person = 0; person < bank.count; person += 1) {
    const { reviews, days } = calendar.loadOf(person)
    held[person] = reviews
    reviewsLeft[person] = (reviewsLeft[person] ?? 0) - reviews
    daysLeft[person] = (daysLeft[person] ?? 0) - days
  }
  const needs = ats.flatMap((at, index): RoundNeed[] => {
    const own = problem.needs[at]
    if (!own) return []
    const { scan } = own.setup
    const free = scan.free.slice()
    const people = own.people.filter((person) => {
      let isFree = false
      for (let window = 0; window < own.windows; window += 1) {
        if (calendar.isFree(own, window, person)) isFree = true
        else free[window * bank.count + person] = 0
      }
      return isFree
    })
    return [{ ...own, at: index, people, setup: { ...own.setup, scan: { ...scan, free } } }]
  })
  return { ...problem, bank: { ...bank, reviewsLeft, daysLeft }, needs, held }
}

export type ReplanOptions = {
  highs: Highs
  /** Places of each need that may be taken besides those it has. */
  placesOf: (need: number) => readonly Place[]
  relativeGap: number
  secondsLeft: () => number
  isStopped: () => boolean
}

/** Plans some needs anew over the places given, the others staying; undefined when the solver finds nothing in time. */
export function replanSome(
  problem: RoundProblem,
  teams: readonly NeedTeam[],
  ats: readonly number[],
  { highs, placesOf, relativeGap, secondsLeft, isStopped }: ReplanOptions,
): NeedTeam[] | undefined {
  const calendar = new Calendar(problem)
  const again = new Set(ats)
  for (const own of problem.needs) if (!again.has(own.at)) calendar.add(own, teams[own.at] ?? { window: 0, people: [] })
  const part = partOf(problem, ats, calendar)
  const start = ats.flatMap((at, need) => teamPlaces(need, teams[at]))
  const open = ats.flatMap((at, need) => {
    const own = problem.needs[at]
    if (!own) return []
    return placesOf(at)
      .filter(({ person, window }) => calendar.isFree(own, window, person))
      .map((place) => ({ ...place, need }))
  })
  const master = integerMaster(part, highs, [...start, ...open])
  const { places } = solveInteger(master, { relativeGap, secondsLeft, isStopped, start })
  master.linear.dispose()
  if (!places) return undefined
  const changed = [...teams]
  ats.forEach((at, need) => {
    changed[at] = teamOf(places.filter((place) => place.need === need))
  })
  return changed
}

/** The places of one need as its team. */
export const teamOf = (places: readonly Place[]): NeedTeam => ({
  window: places[0]?.window ?? 0,
  people: places.map(({ person, role }) => ({ index: person, role: roleNames[role] ?? 'peer' })),
})

export const teamPlaces = (need: number, team: NeedTeam | undefined): Place[] =>
  (team?.people ?? []).map(({ index, role }) => ({
    need,
    person: index,
    role: roleNames.indexOf(role),
    window: team?.window ?? 0,
  }))
