import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generate, seeded } from '#tests/matching/generate.ts'
import { type Bank, prepareBank } from './bank.ts'
import { evaluateTeam } from './evaluate-team.ts'
import type { TeamQuestion } from './find-team.ts'
import {
  type Candidate,
  type Conflict,
  type Level,
  type Need,
  type Role,
  type Seat,
  standardRules,
  type TeamRules,
} from './problem.ts'
import { findTeam, proposeTeams } from './propose-teams.ts'
import { setUpTeam } from './team-setup.ts'

type Small = { bank: Bank; question: TeamQuestion & { rules: TeamRules } }

const week = (at: number) => ({ from: `2027-03-${String(1 + 7 * at).padStart(2, '0')}`, to: `2027-03-0${3 + at}` })

/** A need and a handful of people, crowded into few services and regions so that every rule bites. */
function small(seed: number): Small {
  const random = seeded(seed)
  const pick = (most: number) => Math.floor(random() * most)
  const codes = ['A', 'B', 'C', 'D'].slice(0, pick(5))
  const people = 4 + pick(5)
  const candidates = Array.from({ length: people }, (_, at): Candidate => {
    const roles: Role[] = random() < 0.4 ? ['lead', 'peer'] : random() < 0.1 ? ['observer', 'peer'] : ['peer']
    const yot = pick(6)
    return {
      id: `E${at}`,
      yot: `Y${yot}`,
      region: `G${yot % 3}`,
      lat: 52 + random(),
      lng: -1 - random(),
      maxKm: 40 + pick(100),
      roles,
      themes: Object.fromEntries(
        codes.map((code): [string, Level] => [code, pick(4) === 0 ? 3 : pick(3) === 0 ? 2 : 0]),
      ),
      rating: random() < 0.5 ? null : { mean: 1 + 4 * random(), count: pick(6) },
      days: 3 + pick(8),
      reviews: 1 + pick(2),
      used: { days: pick(3), reviews: pick(2) },
      busy: random() < 0.3 ? [week(pick(3))] : [],
    }
  })
  const least = pick(3)
  const id = () => `E${pick(people)}`
  const need: Need = {
    id: 'R',
    yot: `Y${pick(8)}`,
    region: `G${pick(4)}`,
    lat: 52.5,
    lng: -1.5,
    mode: random() < 0.5 ? 'on-site' : 'remote',
    leads: pick(3),
    peers: [least, least + pick(3)],
    days: 3,
    windows: [0, 1, 2].slice(0, 1 + pick(3)).map(week),
    themes: codes,
    excluded: random() < 0.2 ? [id()] : [],
    nominated: random() < 0.2 ? [id()] : [],
    locked: random() < 0.3 ? [{ expert: id(), role: random() < 0.5 ? 'lead' : 'peer' }] : [],
  }
  const conflicts: Conflict[] =
    random() < 0.5
      ? [
          { expert: id(), request: 'R', effect: 'block' },
          { expert: id(), request: 'R', effect: 'manage' },
        ]
      : []
  const rules: TeamRules = {
    maxPerYot: random() < 0.8 ? 1 : null,
    minOtherRegions: random() < 0.8 ? pick(3) : null,
    maxShareOfRegion: random() < 0.8 ? 0.5 : null,
  }
  return { bank: prepareBank(candidates), question: { need, conflicts, rules } }
}

/** The greatest worth over every subset of people, role by role and window by window, that breaks no rule. */
function bestByTrying({ bank, question }: Small): number {
  const setup = setUpTeam(bank, question, question.rules)
  let best = Number.NEGATIVE_INFINITY
  const extend = (window: number, at: number, seats: Seat[]) => {
    const person = bank.candidates[at]
    if (!person) {
      const value = worth(bank, question, window, seats, setup.prices)
      if (value !== undefined && value > best) best = value
      return
    }
    extend(window, at + 1, seats)
    for (const role of person.roles)
      if (role !== 'observer') extend(window, at + 1, [...seats, { expert: person.id, role }])
  }
  for (let window = 0; window < Math.max(1, question.need.windows.length); window += 1) extend(window, 0, [])
  return best
}

/** Rules and worth told again from the facts, for the oracle. */
function worth(
  bank: Bank,
  { need, conflicts, rules }: Small['question'],
  window: number,
  seats: Seat[],
  prices: Record<string, number>,
): number | undefined {
  const evaluated = seats.map(({ expert, role }) => ({ role, person: bank.candidates.find(({ id }) => id === expert) }))
  const leads = seats.filter(({ role }) => role === 'lead').length
  const peers = seats.length - leads
  if (leads > need.leads || peers > need.peers[1]) return undefined
  const days = need.windows[window]
  for (const { person } of evaluated) {
    if (!person) return undefined
    if (need.excluded.includes(person.id) || person.yot === need.yot) return undefined
    if (conflicts?.some(({ expert, effect }) => expert === person.id && effect === 'block')) return undefined
    if (days && person.busy.some(({ from, to }) => from <= days.to && to >= days.from)) return undefined
    if ((person.days ?? 99) - person.used.days < need.days || (person.reviews ?? 99) - person.used.reviews < 1)
      return undefined
    if (need.mode === 'on-site' && haversine(person, need) > (person.maxKm ?? 9999)) return undefined
    const count = (key: 'yot' | 'region') => evaluated.filter((other) => other.person?.[key] === person[key]).length
    if (rules.maxPerYot !== null && count('yot') > rules.maxPerYot) return undefined
    if (rules.maxShareOfRegion !== null && count('region') > Math.ceil(seats.length * rules.maxShareOfRegion))
      return undefined
    const lock = need.locked.find(({ expert }) => expert === person.id)
    if (lock && !seats.some(({ expert, role }) => expert === lock.expert && role === lock.role)) return undefined
  }
  const price = (name: string) => prices[name] ?? 0
  const uncovered = need.themes.filter(
    (code) => !evaluated.some(({ person }) => (person?.themes[code] ?? 0) >= 2),
  ).length
  const regions = new Set(evaluated.map(({ person }) => person?.region).filter((region) => region !== need.region)).size
  const lost = need.locked.filter(({ expert }) => !seats.some((seat) => seat.expert === expert)).length
  const scores = evaluateTeam(bank, { need, rules, ...(conflicts ? { conflicts } : {}) }, { window, seats }).members
  return (
    scores.reduce((sum, { score }) => sum + score, 0) -
    price('lead') * (need.leads - leads) -
    price('peer') * Math.max(0, need.peers[0] - peers) -
    price('beyondLeast') * Math.max(0, peers - need.peers[0]) -
    price('theme') * uncovered -
    price('region') * Math.max(0, (rules.minOtherRegions ?? 0) - regions) -
    price('locked') * lost
  )
}

function haversine(
  a: { lat: number | null; lng: number | null },
  b: { lat: number | null; lng: number | null },
): number {
  const rad = (degrees: number | null) => ((degrees ?? 0) * Math.PI) / 180
  const h =
    Math.sin((rad(b.lat) - rad(a.lat)) / 2) ** 2 +
    Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin((rad(b.lng) - rad(a.lng)) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(h))
}

it('finds the best team that trying every team finds', () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const instance = small(seed)
    const team = findTeam(instance.bank, instance.question)
    expect(team.value, `seed ${seed}`).toBe(bestByTrying(instance))
  }
})

it('proposes only teams that break nothing, whose parts add up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 1_000_000 }), (seed) => {
      const { bank, question } = small(seed)
      for (const proposal of proposeTeams(bank, question)) {
        const evaluation = evaluateTeam(bank, question, { window: proposal.window, seats: proposal.members })
        expect(evaluation.breaches).toEqual([])
        const parts = proposal.members.reduce((sum, { score }) => sum + score, 0)
        const gaps = proposal.missing.reduce((sum, { price }) => sum + price, 0)
        const peers = proposal.members.filter(({ role }) => role === 'peer').length
        const beyond = Math.max(0, peers - question.need.peers[0])
        const { prices } = setUpTeam(bank, question, question.rules)
        expect(parts - gaps - beyond * prices.beyondLeast).toBe(proposal.value)
        for (const alternate of proposal.alternates) {
          const seats = proposal.members.map(({ expert, role }) => ({
            expert: expert === alternate.for ? alternate.expert : expert,
            role,
          }))
          const changed = evaluateTeam(bank, question, { window: proposal.window, seats })
          expect(changed.breaches).toEqual([])
          expect(proposal.value - changed.value).toBe(alternate.cost)
        }
      }
    }),
    { numRuns: 60 },
  )
})

it('says of a team edited by hand that two come from one service, where the rules allow one', () => {
  const facts = generate({ seed: 3, requests: 1, experts: 30, yots: 2, leadShare: 0 })
  const [need] = facts.needs
  if (!need) throw new Error('no need')
  const asked = { ...need, yot: null, leads: 0 }
  const seats = facts.candidates
    .filter(({ yot }) => yot === 'Y00001')
    .slice(0, 2)
    .map(({ id }) => ({ expert: id, role: 'peer' as const }))
  const services = (maxPerYot: number | null) =>
    evaluateTeam(
      prepareBank(facts.candidates),
      { need: asked, rules: { ...standardRules, maxPerYot } },
      { window: 0, seats },
    ).breaches.filter(({ rule }) => rule === 'services')
  expect(services(1)).toEqual([{ rule: 'services', say: 'E00000 and E00001 are from one service; at most 1 may be.' }])
  expect([services(2), services(null)]).toEqual([[], []])
})
