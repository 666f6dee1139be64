import type { CheckFacts, Gap } from './check-plan.ts'
import type { Candidate, Conflict, Need, Role } from './problem.ts'
import type { Weights } from './weights.ts'

/** The points of people, gaps and further reviews, from the weights' own sentences. */
export function prepareScoring(facts: CheckFacts) {
  const { weights, candidates, pairs, asOf } = facts
  const ratings = candidates.reduce((sum, { rating }) => sum + (rating?.mean ?? 0) * (rating?.count ?? 0), 0)
  const count = candidates.reduce((sum, { rating }) => sum + (rating?.count ?? 0), 0)
  const bankMean = count === 0 ? 4 : ratings / count
  const meanUse = average(candidates.map(({ used }) => used.reviews))
  const isQuiet = new Map(
    [...new Set(candidates.map(({ region }) => region))].map((region) => [
      region,
      average(candidates.filter((person) => person.region === region).map(({ used }) => used.reviews)) < meanUse,
    ]),
  )
  const hasConflict = prepareConflicts(facts)
  const step = weights.workload.value.step
  const carried = (reviews: number) => (step * reviews * (reviews + 1)) / 2
  const score = (need: Need, person: Candidate, role: Role): number => {
    if (pairs) return pairs.get(need.id)?.get(person.id) ?? 0
    const { quality, newcomer, distance, experience } = weights
    const rating = person.rating ?? { mean: 0, count: 0 }
    const prior = quality.value.priorCount
    const all = rating.count + prior
    const mean = all === 0 ? bankMean : (rating.mean * rating.count + bankMean * prior) / all
    const reach = distance.value.zeroAtKm
    const percent = need.mode === 'hybrid' ? distance.value.hybridPercent : 100
    const isPlaced = person.lat !== null && person.lng !== null && need.lat !== null && need.lng !== null
    const km = isPlaced ? greatCircle(person, need) : reach / 2
    const far = Math.floor(Math.min(km, reach) * ((distance.value.nearest * percent) / 100 / reach))
    return (
      themePoints(weights, need, person, asOf ?? null) +
      Math.round(((mean - 1) / 4) * quality.value.best) +
      (rating.count < newcomer.value.below ? newcomer.value.points : 0) +
      distance.value.nearest -
      (need.mode === 'remote' ? 0 : far) +
      weights.workload.value.free -
      carried(person.used.reviews) +
      ((person.balanceHours ?? 0) < 0 ? weights.reciprocity.value : 0) +
      (isQuiet.get(person.region) ? weights.region.value : 0) +
      (role === 'lead' ? Math.min(person.led ?? 0, experience.value.most) * experience.value.perLed : 0) +
      (need.nominated.includes(person.id) ? weights.nominated.value : 0) +
      (need.servedBefore?.includes(person.id) ? weights.continuity.value : 0) +
      (hasConflict(need, person, 'manage') ? weights.managed.value : 0)
    )
  }
  const price = priceOfTeam(facts)
  const { prices } = weights
  const gapPrice: Record<string, number> = {
    locked: prices.value.locked,
    lead: prices.value.lead,
    peer: prices.value.peer,
    theme: prices.value.theme,
    region: prices.value.region,
  }
  const gapPoints = (need: Need, members: readonly { role: Role }[], gaps: readonly Gap[]): number => {
    const beyond = Math.max(0, members.filter(({ role }) => role === 'peer').length - need.peers[0])
    const missing = gaps.reduce((sum, { what }) => sum + (gapPrice[what] ?? 0), 0)
    return price * (missing + beyond * prices.value.beyondLeast)
  }
  const furtherPoints = (person: Candidate, reviews: number): number => {
    if (pairs) return 0
    let points = 0
    for (let more = 1; more < reviews; more += 1) {
      points += carried(person.used.reviews + more) - carried(person.used.reviews)
    }
    return points
  }
  return { score, gapPoints, furtherPoints }
}

function themePoints(weights: Weights, need: Need, person: Candidate, asOf: string | null): number {
  const { some, evidenced, strong, freshMonths, staleMonths, agedPercent, stalePercent } = weights.themes.value
  const codes = [...new Set(need.themes)]
  if (codes.length === 0) return 0
  const points = codes.map((code) => {
    const full = [0, some, evidenced, strong][person.themes[code] ?? 0] ?? 0
    const lastOn = person.lastOn?.[code]
    if (lastOn === undefined || asOf === null) return full
    const isOlderThan = (months: number) => addMonths(lastOn, months) <= asOf
    return Math.round(
      (full * (isOlderThan(staleMonths) ? stalePercent : isOlderThan(freshMonths) ? agedPercent : 100)) / 100,
    )
  })
  return Math.floor(points.reduce((sum, each) => sum + each, 0) / codes.length)
}

/** Whether a conflict of some effect stands between a need and a person: looked up, for a large round has tens of thousands. */
export function prepareConflicts({ conflicts }: CheckFacts) {
  const known = new Map<string, Set<string>>()
  for (const { request, expert, effect } of conflicts) {
    const ofNeed = known.get(request) ?? new Set()
    known.set(request, ofNeed.add(`${effect} ${expert}`))
  }
  return (need: Need, person: Candidate, effect: Conflict['effect']): boolean =>
    known.get(need.id)?.has(`${effect} ${person.id}`) ?? false
}

/** Bare pairs: no leads, no themes, no rules. Then the given pairs alone say who may do what, and dates do not clash. */
export const plainRound = ({ pairs, needs, rules }: CheckFacts): boolean =>
  pairs !== undefined &&
  Object.values(rules).every((rule) => rule === null) &&
  needs.every(({ leads, themes }) => leads === 0 && themes.length === 0)

/** A whole team of the best conceivable people, in a plain round a quarter of all teams: the unit of all prices. */
function priceOfTeam(facts: CheckFacts): number {
  const { weights, needs, pairs, keepBonus } = facts
  const largest = Math.max(1, ...needs.map(({ leads, peers }) => leads + peers[1] + 1))
  const greatestPair = () => {
    let greatest = 1 + (keepBonus ?? 0)
    for (const scores of pairs?.values() ?? [])
      for (const score of scores.values()) greatest = Math.max(greatest, Math.abs(score))
    return greatest
  }
  const greatest =
    weights.themes.value.strong +
    weights.quality.value.best +
    weights.newcomer.value.points +
    weights.distance.value.nearest +
    weights.workload.value.free +
    weights.experience.value.perLed * weights.experience.value.most +
    weights.nominated.value +
    weights.continuity.value +
    weights.reciprocity.value +
    weights.region.value
  const teams = plainRound(facts) ? Math.max(1, Math.ceil(needs.length / 4)) : 1
  return (Math.max(1, pairs ? greatestPair() : greatest) + weights.kept.value) * largest * teams
}

const average = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** The same day so many months on, which may not exist: '2027-02-31' sorts where it should. */
function addMonths(iso: string, months: number): string {
  const all = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 + months
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}-${iso.slice(8)}`
}
export function greatCircle(
  a: { lat: number | null; lng: number | null },
  b: { lat: number | null; lng: number | null },
): number {
  if (a.lat === null || a.lng === null || b.lat === null || b.lng === null) return 0
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const across = Math.sin(radians(b.lat - a.lat) / 2) ** 2
  const along = Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(across + along)))
}
