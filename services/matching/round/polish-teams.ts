import type { NeedTeam } from './assignment.ts'
import type { RelaxedTeams } from './relax-teams.ts'
import type { TeamOptions } from './solve-teams.ts'
import { TeamMaster } from './team-master.ts'

/** Teams that fall short of their need's best by no more than so many points are in the integer program. */
const nearPoints = 40

/** The best plan of teams near to paying, from a plan there is already; undefined when none is found in time. */
export function polishTeams(
  master: TeamMaster,
  { prices }: RelaxedTeams,
  plan: readonly NeedTeam[],
  { highs, secondsLeft, isStopped, goodGap }: Pick<TeamOptions, 'highs' | 'secondsLeft' | 'isStopped' | 'goodGap'>,
): NeedTeam[] | undefined {
  const { problem } = master
  const near = new TeamMaster(problem, highs)
  for (const own of problem.needs) {
    near.addTeam(own.at, plan[own.at] ?? { window: 0, people: [] })
    const values = (master.teamsOf[own.at] ?? []).map(({ team, worth }) => {
      const charge = team.people.reduce((sum, { index }) => sum + prices.of(own, index, team.window), 0)
      return { team, value: worth - charge }
    })
    const least = values.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY) - nearPoints
    for (const { team, value } of values) if (value >= least) near.addTeam(own.at, team)
  }
  const teams = near.solveWhole(plan, {
    relativeGap: goodGap / 5,
    seconds: Math.max(0.1, secondsLeft()),
    isStopped,
  })
  near.linear.dispose()
  return teams
}
