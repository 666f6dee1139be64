import { expect, it } from 'vitest'
import { generate, type Shape } from '#tests/matching/generate.ts'
import { loadCost, prepareBank } from './bank.ts'
import { overlaps } from './calendar.ts'
import { checkPlan } from './check-plan.ts'
import { findBreaches } from './evaluate-team.ts'
import { factsOf, planRound } from './plan-round.ts'
import { type Candidate, type Need, type Seat, standardRules } from './problem.ts'
import { findTeam } from './propose-teams.ts'
import { bestCharged } from './round/assignment.ts'
import { integerMaster, solveInteger } from './round/integer.ts'
import { NeedSearches } from './round/need-search.ts'
import { teamOf } from './round/neighbourhood.ts'
import { isOpenTo, type RoundInput, setUpRound } from './round/round-problem.ts'
import { loadSolver } from './round/solver.ts'
import { countTeam } from './team-setup.ts'

type Facts = ReturnType<typeof generate>

const roundOf = ({ needs, candidates, conflicts }: Facts): RoundInput & Facts => ({
  needs,
  candidates,
  conflicts,
  bank: prepareBank(candidates),
  rules: standardRules,
})

const small: Omit<Shape, 'seed'> = { requests: 4, experts: 30, yots: 14, regions: 5, leadShare: 0.4 }

it('finds for one request what the solver finds over every place, on two hundred of them with region limits', async () => {
  const highs = await loadSolver()
  for (let seed = 1; seed <= 200; seed += 1) {
    const input = roundOf(generate({ ...small, seed, requests: 1, experts: 10 + (seed % 16), regions: 3 + (seed % 4) }))
    const problem = setUpRound(input)
    const [own] = problem.needs
    if (!own) throw new Error('no need')
    const places = [0, 1].flatMap((role) =>
      [...own.people].flatMap((person) =>
        own.need.windows.flatMap((_, window) =>
          isOpenTo(own, person, role, window) ? [{ need: 0, person, role, window }] : [],
        ),
      ),
    )
    const master = integerMaster(problem, highs, places)
    const options = { relativeGap: 0, secondsLeft: () => 60, isStopped: () => false, start: [] }
    const solved = teamOf(solveInteger(master, options).places ?? [])
    master.linear.dispose()
    const team = findTeam(input.bank, { need: own.need, conflicts: input.conflicts })
    expect(countTeam(own.setup, solved.people).value, `seed ${seed}`).toBe(team.value)
  }
})

it('finds the same team when it is asked again and again at other charges', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const problem = setUpRound(roundOf(generate({ ...small, seed, requests: 2, experts: 60 })))
    const searches = new NeedSearches(problem)
    for (let turn = 0; turn < 8; turn += 1) {
      const charge = (person: number, window: number) =>
        (person + turn) % 11 === 0
          ? Number.POSITIVE_INFINITY
          : ((person * 7919 + turn * 31 + window) % 400) * (turn % 3)
      for (const own of problem.needs) {
        const { value } = bestCharged(own, charge)
        expect(searches.best(own, charge)?.value, `seed ${seed}, turn ${turn}`).toBe(value)
        expect(searches.best(own, charge, value - 1)?.value, `seed ${seed}, turn ${turn}`).toBe(value)
        expect(searches.best(own, charge, value)).toBeUndefined()
      }
    }
  }
})

it('finds the best plan that trying every pair of teams finds', async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const facts = generate({ ...small, seed, requests: 2, experts: 6, yots: 5, regions: 3, reviews: 2, leadShare: 0.5 })
    const needs = facts.needs.map((need): Need => ({ ...need, leads: 1, peers: [1, 2], mode: 'remote' }))
    const input = roundOf({ ...facts, needs })
    const plan = await planRound(input)
    expect([plan.status, plan.objective], `seed ${seed}`).toEqual(['optimal', bestByTrying(input)])
  }
})

it('never plans somebody who is blocked, and gains nothing from it', async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const input = roundOf(generate({ ...small, seed }))
    const plan = await planRound(input)
    const blocked = plan.teams.flatMap(({ request, members }) =>
      members.slice(0, 2).map(({ expert }) => ({ expert, request, effect: 'block' as const })),
    )
    const second = { ...input, conflicts: [...input.conflicts, ...blocked] }
    const after = await planRound(second)
    for (const { request, members } of after.teams) {
      const names = members.map(({ expert }) => expert)
      for (const each of blocked) if (each.request === request) expect(names).not.toContain(each.expert)
    }
    expect(after.objective).toBeLessThanOrEqual(plan.bound)
    expect(checkPlan(factsOf(second), after)).toEqual([])
  }
})

it('is never worse off for one person more', async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const facts = generate({ ...small, seed })
    const newcomer = generate({ ...small, seed: seed + 500, experts: 1 }).candidates[0]
    if (!newcomer) throw new Error('nobody')
    // Without ratings or reviews carried, so that nobody else's points move with the bank's means.
    const candidates = [...facts.candidates, { ...newcomer, id: 'newcomer', rating: null }]
    const [before, after] = [await planRound(roundOf(facts)), await planRound(roundOf({ ...facts, candidates }))]
    expect(after.objective, `seed ${seed}`).toBeGreaterThanOrEqual(before.objective)
  }
})

type Option = { window: number; seats: Seat[]; value: number }

/** Every team of each need that breaks nothing, and every pair of those that the people in both can do. */
function bestByTrying(input: RoundInput & Facts): number {
  const problem = setUpRound(input)
  const [first = [], second = []] = problem.needs.map(({ setup, need }) => {
    const options: Option[] = []
    const extend = (window: number, at: number, seats: Seat[]) => {
      const person = input.candidates[at]
      if (!person) {
        if (findBreaches(setup, window, seats).length > 0) return
        const people = seats.map(({ expert, role }) => ({ index: input.bank.indexOf.get(expert) ?? -1, role }))
        options.push({ window, seats, value: countTeam(setup, people).value })
        return
      }
      extend(window, at + 1, seats)
      for (const role of person.roles) {
        const most = role === 'lead' ? need.leads : need.peers[1]
        if (seats.filter((seat) => seat.role === role).length < most)
          extend(window, at + 1, [...seats, { expert: person.id, role }])
      }
    }
    for (let window = 0; window < need.windows.length; window += 1) extend(window, 0, [])
    return options
  })
  const [one, two] = input.needs
  if (!one || !two) throw new Error('two needs are wanted')
  let best = Number.NEGATIVE_INFINITY
  for (const here of first) {
    for (const there of second) {
      if (here.value + there.value <= best) continue
      const both = here.seats.filter(({ expert }) => there.seats.some((seat) => seat.expert === expert))
      const people = both.flatMap(({ expert }) => input.candidates.find(({ id }) => id === expert) ?? [])
      if (people.some((person) => !canDoBoth(person, one, here.window, two, there.window))) continue
      const further = people.reduce((sum, person) => sum + furtherPoints(person, input), 0)
      best = Math.max(best, here.value + there.value - further)
    }
  }
  return best
}

function canDoBoth({ reviews, days, used }: Candidate, one: Need, window: number, two: Need, other: number): boolean {
  const [a, b] = [one.windows[window], two.windows[other]]
  if (a && b && overlaps(a, b)) return false
  return (reviews ?? 99) - used.reviews >= 2 && (days ?? 999) - used.days >= one.days + two.days
}

const furtherPoints = ({ used }: Candidate, { bank }: RoundInput): number =>
  loadCost(used.reviews + 1, bank.weights) - loadCost(used.reviews, bank.weights)
