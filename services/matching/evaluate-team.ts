import { listed } from '#services/core/words.ts'
import type { Bank } from './bank.ts'
import { describeTeam } from './describe-team.ts'
import { findBest, type TeamQuestion } from './find-team.ts'
import { type Breach, type Role, type Seat, standardRules, type Team, type TeamEvaluation } from './problem.ts'
import type { Person } from './team-search.ts'
import { countTeam, regionCap, setUpTeam, sizeOf, type TeamSetup } from './team-setup.ts'
import { barsOf, dateBar } from './why-not.ts'

const roleWords: Record<Role, string> = { lead: 'co-lead', peer: 'reviewer', observer: 'observer' }

/**
 * A team put together by hand: what it breaks, what it lacks, and what it costs against the best team for the same need.
 * `window` is an index of the need's windows (null or 0 when it has none).
 */
export function evaluateTeam(
  bank: Bank,
  question: TeamQuestion,
  team: { window: number | null; seats: readonly Seat[] },
): TeamEvaluation {
  const setup = setUpTeam(bank, question, question.rules ?? standardRules)
  const window = team.window ?? 0
  const people = team.seats.flatMap(({ expert, role }): Person[] => {
    const index = bank.indexOf.get(expert)
    return index === undefined ? [] : [{ index, role }]
  })
  const lost = question.need.locked.filter(
    ({ expert, role }) => !team.seats.some((seat) => seat.expert === expert && seat.role === role),
  )
  const count = countTeam(setup, people, lost.length)
  const described = describeTeam(setup, { people, window, lost, value: count.value }, true)
  const breaches = findBreaches(setup, window, team.seats)
  const best = findBest(setup)
  const cost = best.value - count.value
  return { ...described, breaches, cost, say: sayCost(breaches, described, cost) }
}

function sayCost(breaches: readonly Breach[], { missing }: Team, cost: number): string {
  if (breaches.length > 0) return 'This team breaks a rule and cannot be used as it is.'
  if (cost <= 0) return missing.length === 0 ? 'As good as the best team.' : 'Nothing better can be had.'
  if (cost < 60) return 'Nearly as good as the best team.'
  if (cost < 300) return 'A little worse than the best team.'
  return cost < 2000 ? 'Clearly worse than the best team.' : 'Lacks something that another team would have.'
}

/** Every rule that a set of seats breaks in a window, in words; empty when it may be used. */
export function findBreaches(setup: TeamSetup, window: number, seats: readonly Seat[]): Breach[] {
  const { bank, question, rules } = setup
  const { need } = question
  const breaches: Breach[] = []
  const seen = new Set<string>()
  for (const { expert, role } of seats) {
    const index = bank.indexOf.get(expert)
    if (seen.has(expert)) breaches.push({ rule: 'twice', expert, say: 'Takes two places.' })
    seen.add(expert)
    if (index === undefined) {
      breaches.push({ rule: 'unknown', expert, say: 'Not in the bank.' })
      continue
    }
    const bars = barsOf(bank, question, expert, role)
    const person = bank.candidates[index]
    const isSaid = bars.some(({ bar }) => bar === 'dates' || bar === 'rest')
    const dates = person && !isSaid ? dateBar(person, need.windows, window) : undefined
    for (const { bar, say } of dates ? [...bars, dates] : bars) breaches.push({ rule: bar, expert, say })
  }
  const inRole = (role: Role) => seats.filter((seat) => seat.role === role).length
  const tooMany = (role: Role, most: number) => {
    if (inRole(role) <= most) return
    breaches.push({ rule: 'too-many', say: `More than ${most} ${roleWords[role]}${most === 1 ? '' : 's'}.` })
  }
  tooMany('lead', need.leads)
  tooMany('peer', need.peers[1])
  tooMany('observer', 1)
  const people = seats.flatMap(({ expert }) => bank.candidates[bank.indexOf.get(expert) ?? -1] ?? [])
  for (const [yot, count] of tally(people.flatMap((person) => person.yot ?? []))) {
    if (rules.maxPerYot !== null && count > rules.maxPerYot) {
      breaches.push({
        rule: 'services',
        say: `${listed(people.filter((person) => person.yot === yot).map(({ name, id }) => name ?? id))} are from one service; at most ${rules.maxPerYot} may be.`,
      })
    }
  }
  for (const [region, count] of tally(people.map((person) => person.region))) {
    const cap = regionCap(rules, sizeOf(seats))
    if (count > cap)
      breaches.push({
        rule: 'region-share',
        say: `${count} of ${seats.length} are from ${bank.regionNames[region] ?? region}; at most ${cap} may be.`,
      })
  }
  return breaches
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
