import type { Bank } from '#services/matching/bank.ts'
import type { Conflict, Need, Role } from '#services/matching/problem.ts'
import {
  isPlainRound,
  type KeptTeam,
  type RoundInput,
  reviewCap,
  roundPrices,
} from '#services/matching/round/round-problem.ts'
import { mayServe, type PricePoints, setUpTeam, type TeamSetup } from '#services/matching/team-setup.ts'
import { PairTable } from './pair-table.ts'
import type { PlainProblem } from './plain-problem.ts'

/** A plain round as a flow. Rows are the needs, then one for each need that an observer is locked to. */
export type PlainRound = {
  input: RoundInput
  prices: PricePoints
  problem: PlainProblem
  /** Row → need, and the role that its people take. */
  rowNeed: readonly number[]
  rowRole: readonly Role[]
  /** Need → window that all of its teams work in. */
  window: readonly number[]
  setUp: (need: number) => TeamSetup
  /** What a place's gain holds beside the score. */
  bonus: (need: number, person: number, role: Role) => number
  /** Points that the objective starts from: everything missing. */
  start: number
}
