import { describe, expect, it } from 'vitest'
import { prepareBank } from './bank.ts'
import { sayOtherDates } from './other-dates.ts'
import type { Candidate, Need } from './problem.ts'
import { proposeTeams } from './propose-teams.ts'
import { rankCandidates } from './rank.ts'

const person = (id: string, facts: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  yot: `Y${id}`,
  region: `G${id}`,
  lat: null,
  lng: null,
  maxKm: null,
  roles: ['lead', 'peer'],
  themes: { T: 2 },
  rating: null,
  days: null,
  reviews: null,
  used: { days: 0, reviews: 0 },
  busy: [],
  ...facts,
})

const need: Need = {
  id: 'R',
  yot: 'H',
  region: 'H',
  lat: null,
  lng: null,
  mode: 'remote',
  leads: 1,
  peers: [2, 2],
  days: 2,
  windows: [
    { from: '2027-03-01', to: '2027-03-02' },
    { from: '2027-03-08', to: '2027-03-09' },
  ],
  themes: ['T', 'U'],
  excluded: [],
  nominated: [],
  locked: [],
}

const options = { asOf: '2027-01-01', themeNames: { T: 'Resettlement', U: 'Custody' } }

const saysOf = (facts: Partial<Candidate>) =>
  rankCandidates(prepareBank([person('A', facts)], options), { need }, { role: 'lead' }).ranked[0]?.reasons.map(
    ({ say }) => say,
  )

describe('reasons', () => {
  it('do not contradict each other', () => {
    const fresh = saysOf({})?.join(' ')
    expect(fresh).toContain('New to reviews, so given a fair chance.')
    expect(fresh).not.toContain('Not enough ratings')
    const known = saysOf({ done: 3, led: 2, ledOn: {} })?.join(' ')
    expect(known).toContain('Led two reviews before.')
    expect(known).toContain('Rarely rated so far')
    expect(known).not.toContain('New to')
  })

  it('say which reviews somebody led, when last, and their rating as it counts', () => {
    expect(saysOf({ done: 2, led: 2, lastLedOn: '2026-03-10', ledOn: { T: 2, U: 1, Z: 2 } })).toContain(
      'Led two reviews before, last in March 2026, on Resettlement.',
    )
    expect(saysOf({ done: 3, led: 3, lastLedOn: '2026-03-10', ledOn: { U: 1 } })).toContain(
      'Led three reviews before, last in March 2026, one of them on Custody.',
    )
    expect(saysOf({ done: 1, led: 1, lastLedOn: '2026-03-10', ledOn: { Z: 1 } })).toContain(
      'Led one review before, in March 2026.',
    )
    const bank = prepareBank([
      person('A', { rating: { mean: 5, count: 5 } }),
      person('B', { rating: { mean: 3, count: 5 } }),
    ])
    const [best] = rankCandidates(bank, { need }, { role: 'peer' }).ranked
    expect(best?.reasons.map(({ say }) => say)).toContain('Rated 4.5 by 5 hosts, drawn towards the bank’s mean.')
  })
})

describe('a proposal', () => {
  const busy = [{ from: '2027-03-08', to: '2027-03-09' }]
  const people = [
    person('A', { themes: { T: 3, U: 2 } }),
    person('B', { themes: { T: 2 }, roles: ['peer'] }),
    person('C', { themes: {}, roles: ['peer'] }),
    person('D', { themes: {}, roles: ['peer'] }),
  ]
  it('says who covers what, and gives alternates reasons of their own that name nobody else', () => {
    const [team] = proposeTeams(prepareBank(people, options), { need })
    expect(team?.covered).toEqual([
      { code: 'T', experts: ['A', 'B'] },
      { code: 'U', experts: ['A'] },
    ])
    const alternate = team?.alternates.find(({ expert }) => expert === 'D')
    expect(alternate?.say).toBe('Covers the same.')
    expect(alternate?.reasons.map(({ say }) => say).join()).toContain('No review yet this year.')
  })

  it('says why other dates gave none', () => {
    const without = prepareBank(
      people.map((each) => (each.id === 'A' ? { ...each, busy } : each)),
      options,
    )
    const teams = proposeTeams(without, { need })
    expect(teams.map(({ window }) => window)).toEqual([0])
    const [other] = sayOtherDates(without, { need }, teams)
    expect(other).toMatchObject({ window: 1, say: expect.stringContaining('No further co-lead is available') })
    const all = prepareBank(people, options)
    expect(sayOtherDates(all, { need }, proposeTeams(all, { need }))).toEqual([
      { window: 1, say: 'A complete team could be had, nearly as good as the first proposal.' },
    ])
  })
})
