import { expect, it } from 'vitest'
import { readInstance } from './instance.ts'
import { planInstance } from './plan-file.ts'

async function plan(json: unknown) {
  const read = readInstance(json)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return planInstance(read.instance)
}

const request = { id: 'R1', region: 'Wales', mode: 'remote', leads: 0, peers: [2, 4], days: 3, themes: ['K1', 'K2'] }
const experts = [
  { id: 'E1', region: 'North East', roles: ['peer'], themes: { K1: 3 } },
  { id: 'E2', region: 'North East', roles: ['peer'], themes: { K2: 3 } },
  { id: 'E3', region: 'Eastern', roles: ['peer'] },
  { id: 'E4', region: 'London', roles: ['peer'] },
]

it('takes a reviewer beyond the least where a region would be missing without them, and nobody else', async () => {
  const { teams, status } = await plan({ format: 1, requests: [request], experts })
  expect(status).toBe('optimal')
  expect(teams[0]?.missing).toEqual([])
  expect(teams[0]?.members).toHaveLength(3)
})

it('says of somebody in two teams of a round what they carry already, in both', async () => {
  const days = (from: string) => ({ peers: [1, 1], themes: [], windows: [{ from, to: `${from.slice(0, 8)}03` }] })
  const { teams } = await plan({
    format: 1,
    requests: [
      { ...request, ...days('2027-03-01') },
      { ...request, ...days('2027-05-01'), id: 'R2' },
    ],
    experts: experts.slice(0, 1).map((expert) => ({ ...expert, used: { reviews: 1, days: 0 } })),
  })
  expect(teams.map(({ members }) => members.map(({ expert }) => expert))).toEqual([['E1'], ['E1']])
  for (const { members } of teams) expect(members[0]?.reasons).toContain('One review already this year.')
})

it('does not depend on the order of any list but the windows', async () => {
  const asked = {
    ...request,
    leads: 1,
    excluded: ['E9', 'E8'],
    nominated: ['E2', 'E1'],
    locked: ['lead', 'peer'].map((role) => ({ expert: 'E1', role })),
  }
  const busy = ['2027-01-01', '2027-02-01'].map((from) => ({ from, to: from }))
  const unwanted = ['E8', 'E9'].map((id) => ({ id, region: 'London', roles: ['peer'] }))
  const people = [...experts, ...unwanted].map((expert) => ({ ...expert, roles: ['lead', 'peer'], busy }))
  const one = await plan({ format: 1, requests: [asked], experts: people })
  const turned = [asked].map(({ themes, excluded, nominated, locked, ...rest }) => {
    const [a, b, c, d] = [themes, excluded, nominated, locked].map((list) => [...list].reverse())
    return { ...rest, themes: a, excluded: b, nominated: c, locked: d }
  })
  const turnedPeople = people.map((person) => ({ ...person, roles: ['peer', 'lead'], busy: [...busy].reverse() }))
  const two = await plan({ format: 1, requests: turned, experts: turnedPeople.reverse() })
  expect({ ...two, milliseconds: null }).toEqual({ ...one, milliseconds: null })
  expect(one.teams[0]?.members[0]).toMatchObject({ expert: 'E1', role: 'lead' })
  expect(one.teams[0]?.missing).toMatchObject([{ what: 'locked', code: 'E1' }])
})

it('keeps to an earlier plan given as its teams or whole', async () => {
  const round = { format: 1, requests: [request], experts }
  const earlier = await plan(round)
  const kept = async (keep: unknown) => (await plan({ ...round, options: { keep, keepBonus: 7 } })).parts.kept
  expect(await Promise.all([kept(earlier.teams), kept(earlier), kept([]), kept({})])).toEqual([21, 21, 0, 0])
})

it('counts a kept place towards an alternate in that role only', async () => {
  const people = ['E1', 'E2'].map((id) => ({ id, roles: ['lead', 'peer'] }))
  const rules = { maxPerYot: null, minOtherRegions: null, maxShareOfRegion: null }
  const pairs = [
    ['R1', 'E1', 500],
    ['R1', 'E2', 400],
  ]
  const costs = async (leads: number, role: string) => {
    const requests = [{ ...request, leads, peers: [1 - leads, 1 - leads], themes: [] }]
    const keep = [{ request: 'R1', window: 0, members: [{ expert: 'E2', role }] }]
    const { teams } = await plan({
      format: 1,
      requests,
      experts: people,
      rules,
      pairs,
      options: { keep, keepBonus: 60 },
    })
    return teams[0]?.alternates
  }
  const is = (cost: number) => [{ for: 'E1', expert: 'E2', cost }]
  expect(await Promise.all([costs(0, 'peer'), costs(0, 'lead'), costs(1, 'lead'), costs(1, 'peer')])).toEqual(
    [40, 100, 40, 100].map(is),
  )
})
