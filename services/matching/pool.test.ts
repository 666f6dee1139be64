import { expect, it } from 'vitest'
import { prepareBank } from './bank.ts'
import { reducePool } from './pool.ts'
import { type Candidate, type Need, standardRules } from './problem.ts'
import { setUpTeam } from './team-setup.ts'

const need: Need = {
  id: 'R1',
  yot: null,
  region: 'elsewhere',
  lat: null,
  lng: null,
  mode: 'remote',
  leads: 0,
  peers: [2, 4],
  days: 1,
  windows: [],
  themes: ['G1'],
  excluded: [],
  nominated: [],
  locked: [],
}

const person = (at: number, region: string, level: 0 | 3): Candidate => ({
  id: `E${String(at).padStart(5, '0')}`,
  yot: `Y${at}`,
  region,
  lat: null,
  lng: null,
  maxKm: null,
  roles: ['peer'],
  themes: level === 0 ? {} : { G1: level },
  rating: null,
  days: null,
  reviews: null,
  used: { days: 0, reviews: 0 },
  busy: [],
})

it('keeps the only person of a region, however many regions there are', () => {
  const strong = Array.from({ length: 9 }, (_, at) => person(at, 'region 0', 3))
  const alone = Array.from({ length: 5000 }, (_, at) => person(at + 100, `region ${at + 1}`, 0))
  const bank = prepareBank([...strong, ...alone])
  const { person: kept } = reducePool(setUpTeam(bank, { need }, standardRules), 0, new Set())
  const ids = new Set(Array.from(kept, (index) => bank.candidates[index]?.id))
  expect(alone.filter(({ id }) => !ids.has(id))).toEqual([])
})
