/** The front door of matching: who, which team, which round, repair. Pure: facts in, plans out. */
export { type Bank, type BankOptions, prepareBank, shrunkMean } from './bank.ts'
export { checkPlan } from './check-plan.ts'
export { kilometresBetween } from './distance.ts'
export { evaluateTeam } from './evaluate-team.ts'
export type { TeamQuestion } from './find-team.ts'
export { readInstanceFile, roundOf } from './instance.ts'
export { sayOtherDates } from './other-dates.ts'
export { planInstance } from './plan-file.ts'
export { factsOf, planRound, type RoundPlan } from './plan-round.ts'
export type {
  Candidate,
  Conflict,
  Level,
  Mode,
  Need,
  Reason,
  Role,
  Seat,
  Team,
  TeamProposal,
  TeamRules,
} from './problem.ts'
export { standardRules } from './problem.ts'
export { findTeam, proposeTeams } from './propose-teams.ts'
export { rankCandidates } from './rank.ts'
export {
  type Repair,
  repairTeam,
} from './repair.ts'
export { bestCharged, Calendar, worthOf } from './round/assignment.ts'

export { RepairDesk } from './round/repair-round.ts'
export { type KeptTeam, type RoundInput, setUpRound } from './round/round-problem.ts'
export { type RoundProgress, solveRound } from './round/solve-round.ts'
export { loadSolver } from './round/solver.ts'
export { type RoundRun, type RoundTask, runRound } from './run-round.ts'

export { type Gap, type GapReader, readGaps } from './team-gaps.ts'
export { withWords } from './weight-words.ts'
export { standardWeights, type Weights, type WeightValues, weightsSchema } from './weights.ts'
