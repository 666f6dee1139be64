import { expect, it } from 'vitest'
import { prepareBank } from './bank.ts'
import { planRound } from './plan-round.ts'
import type { Candidate, Level, Need } from './problem.ts'

const rules = { maxPerYot: null, minOtherRegions: null, maxShareOfRegion: null }

const candidate = (id: string, themes: Record<string, Level>): Candidate => ({
  id,
  yot: null,
  region: 'London',
  lat: null,
  lng: null,
  maxKm: null,
  roles: ['peer'],
  themes,
  rating: null,
  days: null,
  reviews: 1,
  used: { days: 0, reviews: 0 },
  busy: [],
})

const need = (id: string, themes: string[]): Need => ({
  id,
  yot: null,
  region: 'Wales',
  lat: null,
  lng: null,
  mode: 'remote',
  leads: 0,
  peers: [1, 1],
  days: 3,
  windows: [{ from: '2027-03-02', to: '2027-03-05' }],
  themes,
  excluded: [],
  nominated: [],
  locked: [],
})

const planWith = async (candidates: Candidate[]) => {
  const bank = prepareBank(candidates, { asOf: '2026-11-01', themeNames: { G1: 'Custody', K2: 'Voice of the child' } })
  const needs = [need('Hull', ['G1']), need('Leeds', ['K2'])]
  const { teams } = await planRound({ bank, needs, conflicts: [], rules })
  return new Map(teams.map((team) => [team.request, team]))
}

it('says of somebody who would suit one team what another would lack without them', async () => {
  const teams = await planWith([
    candidate('both', { G1: 3, K2: 3 }),
    candidate('voice', { K2: 2 }),
    candidate('neither', {}),
  ])
  expect(teams.get('Hull')?.members.map(({ expert }) => expert)).toEqual(['both'])
  expect(teams.get('Leeds')?.passedOver).toEqual([
    {
      expert: 'both',
      role: 'peer',
      say: 'both would suit, but is needed more elsewhere in the round.',
      elsewhere: [{ request: 'Hull', say: 'With the next best there instead, custody would not be covered.' }],
    },
  ])
})

it('says that nobody else could take their place where nobody could', async () => {
  const teams = await planWith([candidate('both', { G1: 3, K2: 3 }), candidate('voice', { K2: 2 })])
  const [passed] = teams.get('Leeds')?.passedOver ?? []
  expect(passed?.elsewhere).toEqual([{ request: 'Hull', say: 'Nobody else could take their place there.' }])
})
