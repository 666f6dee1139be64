import { greatCircle, plainRound, prepareConflicts, prepareScoring } from './check-points.ts'
import type { Candidate, Conflict, Need, Role, TeamRules } from './problem.ts'
import type { Weights } from './weights.ts'

/** The raw facts a plan is checked against: the same that were planned from, not anything that planning made of them. */
export type CheckFacts = {
  needs: readonly Need[]
  candidates: readonly Candidate[]
  conflicts: readonly Conflict[]
  rules: TeamRules
  weights: Weights
  asOf?: string | null
  pairs?: ReadonlyMap<string, ReadonlyMap<string, number>>
  keep?: readonly { request: string; window: number | null; members: readonly { expert: string; role: Role }[] }[]
  keepBonus?: number
}

export type CheckedPlan = {
  objective: number
  minimum: number
  teams: readonly {
    request: string
    window: number | null
    members: readonly { expert: string; role: Role; score: number }[]
    missing: readonly { what: string; code?: string }[]
  }[]
}

type Serving = { need: Need; window: number | null }

/**
 * Checks a plan against the raw facts and returns what is wrong with it, in words; empty when every rule holds, everything missing is
 * said and the objective adds up. It shares no code with planning: rules and points are written down here a second time.
 */
export function checkPlan(facts: CheckFacts, plan: CheckedPlan): string[] {
  const wrong: string[] = []
  const people = new Map(facts.candidates.map((person) => [person.id, person]))
  const seen = new Set<string>()
  const serving = new Map<string, Serving[]>()
  const isPlain = plainRound(facts)
  const scoring = prepareScoring(facts)
  const hasConflict = prepareConflicts(facts)
  let objective = 0
  let minimum = Number.POSITIVE_INFINITY
  for (const team of plan.teams) {
    const need = facts.needs.find(({ id }) => id === team.request)
    if (!need || seen.has(team.request)) {
      wrong.push(`${team.request}: not asked for, or planned twice.`)
      continue
    }
    seen.add(need.id)
    const say = (words: string) => void wrong.push(`${need.id}: ${words}`)
    const window = team.window === null ? undefined : need.windows[team.window]
    if (need.windows.length > 0 && !window) say('its window is not one of the host’s.')
    let total = 0
    for (const { expert, role, score } of team.members) {
      const person = people.get(expert)
      if (!person) {
        say(`${expert} is not in the bank.`)
        continue
      }
      const standing = { isPlain, isBlocked: hasConflict(need, person, 'block') }
      for (const bar of barsOf(facts, need, person, role, window, standing)) say(`${expert} ${bar}`)
      if (score !== scoring.score(need, person, role))
        say(`${expert} scores ${scoring.score(need, person, role)}, not ${score}.`)
      total += score
      serving.set(expert, [...(serving.get(expert) ?? []), { need, window: team.window }])
    }
    const members = team.members.flatMap(({ expert, role }) => {
      const person = people.get(expert)
      return person ? [{ person, role }] : []
    })
    for (const breach of teamBreaches(facts, need, members)) say(breach)
    const gaps = gapsOf(facts, need, members)
    if (tally(gaps) !== tally(team.missing))
      say(`lacks ${tally(gaps) || 'nothing'} but says ${tally(team.missing) || 'nothing'}.`)
    const idle = idleBeyond(facts, need, members, gaps)
    if (idle !== undefined) say(`${idle} is beyond the least and helps no coverage.`)
    objective += total + keptPoints(facts, need, team) - scoring.gapPoints(need, members, gaps)
    minimum = Math.min(minimum, total)
  }
  for (const { id } of facts.needs) if (!seen.has(id)) wrong.push(`${id}: has no team.`)
  for (const [expert, held] of serving) {
    const person = people.get(expert)
    if (!person) continue
    for (const breach of overload(person, held, isPlain)) wrong.push(`${expert}: ${breach}`)
    objective -= scoring.furtherPoints(person, held.length)
  }
  if (objective !== plan.objective) wrong.push(`The objective is ${objective}, not ${plan.objective}.`)
  if (plan.teams.length > 0 && minimum !== plan.minimum)
    wrong.push(`The least team total is ${minimum}, not ${plan.minimum}.`)
  return wrong
}

function barsOf(
  { pairs }: CheckFacts,
  need: Need,
  person: Candidate,
  role: Role,
  window: { from: string; to: string } | undefined,
  { isPlain, isBlocked }: { isPlain: boolean; isBlocked: boolean },
): string[] {
  const bars: string[] = []
  if (isBlocked) bars.push('has a blocking conflict.')
  if (need.excluded.includes(person.id)) bars.push('is excluded by the host.')
  if (person.barred !== undefined) bars.push('is barred.')
  if (!isPlain && person.yot !== null && person.yot === need.yot) bars.push('works for the host.')
  if (!person.roles.includes(role)) bars.push(`may not serve as ${role}.`)
  if (pairs && !pairs.get(need.id)?.has(person.id)) bars.push('is not among the pairs given.')
  const lock = need.locked.find(({ expert }) => expert === person.id)
  if (lock ? lock.role !== role : role === 'observer') bars.push('takes a role they were not locked for.')
  if (need.mode === 'on-site' && person.maxKm !== null && greatCircle(person, need) > person.maxKm + 1e-6) {
    bars.push('is too far away.')
  }
  if (window) {
    const meets = ({ from, to }: { from: string; to: string }, days: number) =>
      addDays(from, -days) <= window.to && addDays(to, days) >= window.from
    if (person.busy.some((span) => meets(span, 0))) bars.push('is busy then.')
    if (person.booked?.some((span) => meets(span, person.restDays ?? 0))) bars.push('is booked then, or resting.')
  }
  return bars
}

function teamBreaches(
  { rules }: CheckFacts,
  need: Need,
  members: readonly { person: Candidate; role: Role }[],
): string[] {
  const breaches: string[] = []
  const inRole = (role: Role) => members.filter((member) => member.role === role).length
  if (inRole('lead') > need.leads) breaches.push('has too many co-leads.')
  if (inRole('peer') > need.peers[1]) breaches.push('has too many reviewers.')
  if (inRole('observer') > 1) breaches.push('has more than one observer.')
  if (new Set(members.map(({ person }) => person.id)).size < members.length) breaches.push('has someone twice.')
  const size = inRole('lead') + inRole('peer')
  for (const { person } of members) {
    const same = (key: 'yot' | 'region') => members.filter((other) => other.person[key] === person[key]).length
    if (rules.maxPerYot !== null && person.yot !== null && same('yot') > rules.maxPerYot) {
      breaches.push(`has ${same('yot')} people of ${person.yot}.`)
    }
    const cap = Math.max(1, Math.ceil(size * (rules.maxShareOfRegion ?? 1) - 1e-9))
    if (rules.maxShareOfRegion !== null && same('region') > cap) {
      breaches.push(`has ${same('region')} of ${size} from ${person.region}.`)
    }
  }
  return [...new Set(breaches)]
}

export type Gap = { what: string; code?: string }

/** What a team lacks, counted from the facts. */
function gapsOf({ rules }: CheckFacts, need: Need, members: readonly { person: Candidate; role: Role }[]): Gap[] {
  const serving = members.filter(({ role }) => role !== 'observer')
  const inRole = (role: Role) => members.filter((member) => member.role === role).length
  const others = new Set(serving.map(({ person }) => person.region).filter((region) => region !== need.region))
  const isHeld = ({ expert, role }: { expert: string; role: Role }) =>
    members.some((member) => member.person.id === expert && member.role === role)
  const repeats = need.locked.filter(({ expert }, at) => need.locked.findIndex((lock) => lock.expert === expert) < at)
  return [
    ...need.locked
      .filter((lock) => !isHeld(lock) || repeats.includes(lock))
      .map(({ expert }) => ({ what: 'locked', code: expert })),
    ...times(need.leads - inRole('lead'), { what: 'lead' }),
    ...times(need.peers[0] - inRole('peer'), { what: 'peer' }),
    ...[...new Set(need.themes)]
      .filter((code) => !serving.some(({ person }) => (person.themes[code] ?? 0) >= 2))
      .map((code) => ({ what: 'theme', code })),
    ...times((rules.minOtherRegions ?? 0) - others.size, { what: 'region' }),
  ]
}

const times = (count: number, gap: Gap): Gap[] => Array.from({ length: Math.max(0, count) }, () => gap)

const tally = (gaps: readonly Gap[]): string =>
  gaps
    .map(({ what, code }) => (code === undefined ? what : `${what} ${code}`))
    .sort()
    .join(', ')

/** With more reviewers than the least, one who could go without a theme, a region, a rule or a lock being lost. */
function idleBeyond(
  facts: CheckFacts,
  need: Need,
  members: readonly { person: Candidate; role: Role }[],
  gaps: readonly Gap[],
): string | undefined {
  if (members.filter(({ role }) => role === 'peer').length <= need.peers[0]) return undefined
  const idle = members.find(({ person, role }) => {
    if (role !== 'peer' || need.locked.some(({ expert }) => expert === person.id)) return false
    const rest = members.filter((other) => other.person.id !== person.id)
    return uncovered(gapsOf(facts, need, rest)) === uncovered(gaps) && teamBreaches(facts, need, rest).length === 0
  })
  return idle?.person.id
}

const uncovered = (gaps: readonly Gap[]): number =>
  gaps.filter(({ what }) => what === 'theme' || what === 'region').length

function overload(person: Candidate, held: readonly Serving[], isPlain: boolean): string[] {
  const breaches: string[] = []
  const days = held.reduce((sum, { need }) => sum + need.days, person.used.days)
  if (person.days !== null && days > person.days) breaches.push(`works ${days} of ${person.days} days.`)
  const reviews = person.used.reviews + held.length
  if (person.reviews !== null && reviews > person.reviews)
    breaches.push(`does ${reviews} of ${person.reviews} reviews.`)
  const open = (person.open ?? 0) + held.length
  if (person.maxOpen !== undefined && open > person.maxOpen) breaches.push(`has ${open} of ${person.maxOpen} open.`)
  if (isPlain) return breaches
  held.forEach(({ need, window }, at) => {
    const days = window === null ? undefined : need.windows[window]
    for (const other of held.slice(at + 1)) {
      const others = other.window === null ? undefined : other.need.windows[other.window]
      if (!days || !others) continue
      const rest = person.restDays ?? 0
      if (addDays(days.from, -rest) <= others.to && others.from <= addDays(days.to, rest)) {
        breaches.push(`is in ${need.id} and ${other.need.id} at once, or without rest.`)
      }
    }
  })
  return breaches
}

function keptPoints({ keep, keepBonus, weights }: CheckFacts, need: Need, team: CheckedPlan['teams'][number]): number {
  const kept = keep?.filter(({ request }) => request === need.id).at(-1)
  if (!kept || (kept.window !== null && kept.window !== (team.window ?? 0))) return 0
  const isKept = ({ expert, role }: { expert: string; role: Role }) =>
    kept.members.some((member) => member.expert === expert && member.role === role)
  return team.members.filter(isKept).length * (keepBonus ?? weights.kept.value)
}

function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
