import type { Highs } from 'highs'
import { Calendar, type NeedTeam } from './assignment.ts'
import type { KnownTeam } from './known-teams.ts'
import type { PersonLimits, Share } from './person-limits.ts'
import type { RelaxedTeams, TeamPricer } from './relax-teams.ts'
import type { RoundNeed } from './round-problem.ts'
import { solveTeamProgram } from './team-program.ts'

/** Share of the needs still open that is fixed at each step, and what counts as all but whole. */
const share = 0.1
const nearlyWhole = 0.9

/** Teams that fall short of their need's best by more points than this are left out of the program. */
const nearPoints = 200

/** How far prices of what is still open may be from those of the whole round when new teams are looked for. */
const radius = 30

export type DiveOptions = { highs: Highs; isOver: () => boolean }

/**
 * A whole plan near the linear program's: teams that are nearly whole and the surest of the rest are fixed, the program is solved
 * again with the teams that pay now, until every need has its team. Undefined when time runs out.
 */
export function diveTeams(
  pricer: TeamPricer,
  limits: PersonLimits,
  { prices }: RelaxedTeams,
  { highs, isOver }: DiveOptions,
): NeedTeam[] | undefined {
  const { known } = pricer
  const { problem } = known
  const fixed = new Map<number, KnownTeam>()
  const calendar = new Calendar(problem)
  const fits = ({ need, team }: KnownTeam) => {
    const own = problem.needs[need]
    return own !== undefined && team.people.every(({ index }) => calendar.isFree(own, team.window, index))
  }
  // Teams found on the way pay only beside those that are fixed, however far from paying they were before.
  const found = problem.needs.map(() => new Set<KnownTeam>())
  const programOf = (open: readonly RoundNeed[]) => ({
    problem,
    highs,
    limits,
    teams: open.flatMap((own) =>
      [...new Set([...known.near(own, prices, nearPoints), ...(found[own.at] ?? [])])].filter(fits),
    ),
    fixed: [...fixed.values()],
  })
  while (fixed.size < problem.needs.length) {
    const open = problem.needs.filter(({ at }) => !fixed.has(at))
    const model = programOf(open)
    const answer = solveTeamProgram(model, isOver, true)
    const held = answer && solveTeamProgram({ ...model, box: { centre: prices, radius } }, isOver, false)
    if (!answer || !held) return undefined
    const { teams } = pricer.price(held.prices, open)
    teams.forEach((team, need) => {
      if (!team || !known.add(need, team)) return
      const added = known.find(need, team)
      if (added) found[need]?.add(added)
    })
    const isBroken = limits.addBroken([...model.fixed.map((one) => ({ known: one, amount: 1 })), ...answer.shares])
    if (isBroken) continue
    // Two that are taken in parts may be too much for somebody when taken whole.
    for (const one of surest(answer.shares)) {
      const own = problem.needs[one.need]
      if (!own || !fits(one)) continue
      fixed.set(one.need, one)
      calendar.add(own, one.team)
    }
  }
  return problem.needs.map(({ at }) => fixed.get(at)?.team ?? { window: 0, people: [] })
}

/** Each open need's surest team where that is nearly whole, and the surest few of the others. */
function surest(shares: readonly Share[]): KnownTeam[] {
  const best = new Map<number, Share>()
  for (const one of shares) {
    const { need } = one.known
    if (one.amount > (best.get(need)?.amount ?? Number.NEGATIVE_INFINITY)) best.set(need, one)
  }
  const open = [...best.values()].sort((a, b) => b.amount - a.amount || a.known.need - b.known.need)
  const least = Math.ceil(open.length * share)
  return open.filter(({ amount }, at) => at < least || amount >= nearlyWhole).map(({ known }) => known)
}
