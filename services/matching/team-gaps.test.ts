import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generate } from '#tests/matching/generate.ts'
import { prepareBank } from './bank.ts'
import { evaluateTeam } from './evaluate-team.ts'
import type { Candidate, Need, Seat } from './problem.ts'
import { findTeam } from './propose-teams.ts'
import { rankCandidates } from './rank.ts'
import { readGaps } from './team-gaps.ts'

/** What a team covers, counted here anew: themes asked for at level 2 or more, and regions other than the host's. */
const covered = (need: Need, candidates: readonly Candidate[], seats: readonly Seat[]) => {
  const people = seats.flatMap(({ expert, role }) =>
    role === 'observer' ? [] : candidates.filter(({ id }) => id === expert),
  )
  return {
    themes: need.themes.filter((code) => people.some(({ themes }) => (themes[code] ?? 0) >= 2)),
    regions: new Set(people.map(({ region }) => region).filter((region) => region !== need.region)).size,
  }
}

it('lets in only who keeps everything that the team covered, and finds everyone who does', () => {
  let replaced = 0
  let asked = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      (seed, drops) => {
        const { needs, candidates, conflicts } = generate({ seed, requests: 1, experts: 40, yots: 25, leadShare: 0.4 })
        const need = needs[0]
        if (!need) return
        const bank = prepareBank(candidates)
        const question = { need, conflicts }
        const team = findTeam(bank, question)
        const gaps = readGaps(bank, question, team.window)
        let seats: Seat[] = team.members.map(({ expert, role }) => ({ expert, role }))
        const gone = new Set<string>()
        for (const drop of drops) {
          const lost = seats[drop % Math.max(1, seats.length)]
          if (!lost) return
          gone.add(lost.expert)
          const others = seats.filter((seat) => seat !== lost)
          const had = covered(need, candidates, seats)
          const inTeam = new Set(others.map(({ expert }) => expert))
          const free = rankCandidates(bank, question, { role: lost.role, limit: bank.count }).ranked.filter(
            ({ id }) => !gone.has(id) && !inTeam.has(id),
          )
          for (const { id } of free) {
            const after = [...others, { expert: id, role: lost.role }]
            const has = covered(need, candidates, after)
            const keeps =
              had.themes.every((code) => has.themes.includes(code)) && has.regions >= Math.min(2, had.regions)
            const { breaches } = evaluateTeam(bank, question, { window: team.window, seats: after })
            expect(gaps.restores(others, { expert: id, role: lost.role }, lost.expert)).toBe(
              keeps && breaches.length === 0,
            )
          }
          const next = free.find(({ id }) => gaps.restores(others, { expert: id, role: lost.role }, lost.expert))
          if (next) replaced += 1
          else asked += 1
          seats = next ? [...others, { expert: next.id, role: lost.role }] : others
        }
      },
    ),
    { numRuns: 60, seed: 7 },
  )
  expect(replaced).toBeGreaterThan(20)
  expect(asked).toBeGreaterThan(5)
})

it('names the same lack by the same key, and says each in a sentence', () => {
  const person = (id: string, themes: Candidate['themes'], region: string): Candidate => ({
    id,
    yot: id,
    region,
    lat: null,
    lng: null,
    maxKm: null,
    roles: ['lead', 'peer'],
    themes,
    rating: null,
    days: null,
    reviews: null,
    used: { days: 0, reviews: 0 },
    busy: [],
  })
  const need: Need = {
    id: 'R',
    yot: null,
    region: 'North',
    lat: null,
    lng: null,
    mode: 'remote',
    leads: 1,
    peers: [2, 2],
    days: 3,
    windows: [],
    themes: ['G1', 'K2'],
    excluded: [],
    nominated: [],
    locked: [],
  }
  const bank = prepareBank([person('a', { G1: 2 }, 'South'), person('b', { K2: 3, G1: 1 }, 'East')])
  const { gapsOf } = readGaps(bank, { need }, null)
  const seats: Seat[] = [
    { expert: 'a', role: 'lead' },
    { expert: 'b', role: 'peer' },
  ]
  expect(gapsOf(seats).map(({ key }) => key)).toEqual(['peer:1'])
  expect(gapsOf(seats.slice(0, 1))).toEqual([
    { key: 'peer:1', what: 'peer', say: 'A reviewer is missing.' },
    { key: 'peer:2', what: 'peer', say: 'A reviewer is missing.' },
    { key: 'theme:K2', what: 'theme', code: 'K2', say: 'Nobody covers K2.' },
    { key: 'region:1', what: 'region', say: 'People from one more region than the host’s own are missing.' },
  ])
  expect(gapsOf([...seats, { expert: 'z', role: 'peer' }]).map(({ key }) => key)).toEqual(['peer:1', 'rule:unknown:z'])
})
