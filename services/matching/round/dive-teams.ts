import type { NeedTeam } from './assignment.ts'
import type { RelaxedTeams, TeamPricer } from './relax-teams.ts'
import type { LinearSolution } from './solver.ts'
import type { TeamColumn, TeamMaster } from './team-master.ts'

/** Share of the needs still open that is fixed at each step, and what counts as all but whole. */
const share = 0.1
const nearlyWhole = 0.9

/**
 * A whole plan near the linear program's: teams that are nearly whole and the surest of the rest are fixed, the program is solved
 * again with the teams that pay now, until every need has its team. Undefined when time runs out.
 */
export function diveTeams(
  master: TeamMaster,
  pricer: TeamPricer,
  relaxed: RelaxedTeams,
  isOver: () => boolean,
): NeedTeam[] | undefined {
  const { needs } = master.problem
  const fixed = new Map<number, TeamColumn>()
  let solution: LinearSolution | undefined = relaxed.solution
  while (solution && fixed.size < needs.length) {
    const surest = nextToFix(master, solution, fixed)
    master.linear.fix(
      surest.map(({ column }) => column),
      true,
    )
    for (const team of surest) fixed.set(team.need, team)
    solution = master.solve(isOver)
    if (!solution) break
    const open = needs.filter(({ at }) => !fixed.has(at))
    const { teams } = pricer.price(master.prices(solution), open)
    const added = teams.filter((team, at) => team && master.addTeam(open[at]?.at ?? 0, team)).length
    if (added > 0) solution = master.solve(isOver)
  }
  master.linear.fix(
    [...fixed.values()].map(({ column }) => column),
    false,
  )
  return solution && needs.map(({ at }) => fixed.get(at)?.team ?? { window: 0, people: [] })
}

/** Each open need's surest team where that is nearly whole, and the surest few of the others. */
function nextToFix(
  master: TeamMaster,
  { value }: LinearSolution,
  fixed: ReadonlyMap<number, TeamColumn>,
): TeamColumn[] {
  const open = master.teamsOf.flatMap((teams, need) => {
    if (fixed.has(need)) return []
    const surest = teams.reduce((best, team) => ((value[team.column] ?? 0) > (value[best.column] ?? 0) ? team : best))
    return [{ team: surest, amount: value[surest.column] ?? 0 }]
  })
  open.sort((a, b) => b.amount - a.amount || a.team.need - b.team.need)
  const least = Math.ceil(open.length * share)
  return open.filter(({ amount }, at) => at < least || amount >= nearlyWhole).map(({ team }) => team)
}
