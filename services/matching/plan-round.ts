import { checkPlan } from './check-plan.ts'
import { planPlain } from './plain/plan-plain.ts'
import type { Worth } from './round/assignment.ts'
import { describeRound, type PlannedTeam } from './round/describe-round.ts'
import { findPassedOver, type PassedOver } from './round/passed-over.ts'
import { type RoundInput, setUpRound } from './round/round-problem.ts'
import { goodGap, type RoundProgress, solveRound } from './round/solve-round.ts'
import { loadSolver } from './round/solver.ts'

export type RoundOptions = {
  /** Time for the solver; the best plan found so far is returned when it is over. 60 when left out. */
  seconds?: number
  onProgress?: (progress: RoundProgress) => void
  /** Asked often; the best plan found so far is returned once it says yes. */
  isStopped?: () => boolean
}

export type RoundPlan = {
  /** `optimal`: no plan is better. `within-gap`: none is better by more than 0.01%. `time-limit`: stopped before that was proven. */
  status: 'optimal' | 'within-gap' | 'time-limit'
  objective: number
  /** No plan that keeps the rules is worth more. */
  bound: number
  /** (bound - objective) / |objective| */
  gap: number
  /** The least total of a team's scores. */
  minimum: number
  /** With fairness: no plan lifts the weakest team above this total (places that are missing count as if filled well). */
  floor?: number
  worth: Worth
  teams: (PlannedTeam & { passedOver: PassedOver[] })[]
  /** Plain rounds that are flows have a solver of their own. */
  solver: { name: 'highs' | 'shortest-paths'; version: string }
  milliseconds: { score: number; price: number; solve: number; check: number }
}

/**
 * Plans all requests of a round together: who serves where and when, what is missing, and proof of how good it is. The same input gives
 * the same plan in any process unless time runs out. Throws when the plan fails its own independent check.
 */
export async function planRound(input: RoundInput, options: RoundOptions = {}): Promise<RoundPlan> {
  const { seconds = 60, onProgress, isStopped = () => false } = options
  const begun = performance.now()
  const say = (progress: RoundProgress) => onProgress?.(progress)
  say({ stage: 'score', bound: undefined, objective: undefined })
  const plain = planPlain(input, { isOver: () => isStopped() || performance.now() - begun > 1000 * seconds, say })
  if (plain) return assess(input, plain, say)
  const problem = setUpRound(input)
  const highs = await loadSolver()
  const score = performance.now() - begun
  const solved = solveRound(problem, { highs, seconds: seconds - score / 1000, isStopped, say })
  const described = describeRound(problem, solved.teams)
  const passedOver = findPassedOver(problem, solved.teams, described, solved.charges)
  const teams = described.map((team, at) => ({ ...team, passedOver: passedOver[at] ?? [] }))
  const solver = { name: 'highs' as const, version: highs.version.string }
  return assess(input, { ...solved, teams, solver, milliseconds: { score, ...solved.milliseconds } }, say)
}

type Solved = Pick<RoundPlan, 'worth' | 'bound' | 'teams' | 'solver'> & {
  floor?: number | undefined
  milliseconds: Omit<RoundPlan['milliseconds'], 'check'>
}

/** Says how good a plan is, once it has been checked from the raw facts. */
function assess(input: RoundInput, solved: Solved, say: (progress: RoundProgress) => void): RoundPlan {
  const { worth, bound, teams } = solved
  const begun = performance.now()
  say({ stage: 'check', bound, objective: worth.objective })
  const totals = teams.map(({ members }) => members.reduce((sum, member) => sum + member.score, 0))
  const minimum = totals.reduce((least, total) => Math.min(least, total), totals[0] ?? 0)
  const wrong = checkPlan(factsOf(input), { objective: worth.objective, minimum, teams })
  if (wrong.length > 0) throw new Error(`The plan fails its own check: ${wrong.slice(0, 5).join(' ')}`)
  const gap = (bound - worth.objective) / Math.max(1, Math.abs(worth.objective))
  return {
    status: gap === 0 ? 'optimal' : gap <= goodGap ? 'within-gap' : 'time-limit',
    objective: worth.objective,
    bound,
    gap,
    minimum,
    ...(solved.floor === undefined ? {} : { floor: solved.floor }),
    worth,
    teams,
    solver: solved.solver,
    milliseconds: { ...solved.milliseconds, check: performance.now() - begun },
  }
}

/** The raw facts of a round, for the checker. */
export const factsOf = ({ bank, needs, conflicts, rules, pairs, keep, keepBonus }: RoundInput) => ({
  needs,
  candidates: bank.candidates,
  conflicts,
  rules,
  weights: bank.weights,
  asOf: bank.asOf,
  ...(pairs ? { pairs } : {}),
  ...(keep ? { keep } : {}),
  ...(keepBonus === undefined ? {} : { keepBonus }),
})
