import { expect, it } from 'vitest'
import { readInstance } from './instance.ts'

const request = {
  id: 'R1',
  yot: 'hull',
  region: 'Yorks Hum',
  lat: 53.74,
  lng: -0.33,
  mode: 'on-site',
  leads: 1,
  peers: [2, 4],
  days: 3,
  windows: [{ from: '2027-03-02', to: '2027-03-05' }],
  themes: ['G1'],
}
const expert = {
  id: 'E1',
  yot: 'leeds',
  region: 'NW',
  lat: 53.8,
  lng: -1.55,
  roles: ['lead', 'peer'],
  themes: { G1: 3 },
}
const other = { ...expert, id: 'E2', yot: 'kent' }
const sound = { format: 1, requests: [request], experts: [expert, other], conflicts: [], rules: {}, options: {} }

const problemsOf = (json: unknown) => {
  const read = readInstance(json)
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`)
}
const withRequest = (change: object) => ({ ...sound, requests: [{ ...request, ...change }] })
const withExpert = (change: object) => ({ ...sound, experts: [{ ...expert, ...change }, other] })

it('takes a sound file, and dates exactly as long as the work', () => {
  expect(problemsOf(sound)).toEqual([])
  expect(problemsOf(withRequest({ windows: [{ from: '2026-12-30', to: '2027-01-01' }], note: 'mine' }))).toEqual([])
  expect(problemsOf(withRequest({ windows: [], locked: [{ expert: 'E77', role: 'lead' }] }))).toEqual([])
})

it.each([
  [
    'somebody excluded who is nobody',
    withRequest({ excluded: ['E2', 'E77'] }),
    'requests[0].excluded[1]: "E77" is not an expert',
  ],
  [
    'somebody nominated who is nobody',
    withRequest({ nominated: ['E77'] }),
    'requests[0].nominated[0]: "E77" is not an expert',
  ],
  [
    'a name in other letters',
    withRequest({ nominated: ['e2'] }),
    'requests[0].nominated[0]: "e2" is not an expert; did you mean "E2"?',
  ],
  [
    'a locked name with a blank',
    withRequest({ locked: [{ expert: 'E1 ', role: 'lead' }] }),
    'requests[0].locked[0].expert: "E1 " is not an expert; did you mean "E1"?',
  ],
  [
    'a service in capitals',
    withExpert({ yot: 'Hull' }),
    'experts[0].yot: "Hull" differs from "hull" only in capitals or blanks',
  ],
  [
    'a service with a blank',
    withExpert({ yot: 'hull ' }),
    'experts[0].yot: "hull " differs from "hull" only in capitals or blanks',
  ],
  [
    'a service with a character nobody sees',
    withExpert({ yot: 'hu\u200bll' }),
    'experts[0].yot: "hu\u200bll" differs from "hull" only in capitals or blanks',
  ],
  [
    'a region with two blanks',
    withExpert({ region: 'yorks  hum' }),
    'experts[0].region: "yorks  hum" differs from "Yorks Hum" only in capitals or blanks',
  ],
  [
    'a theme in small letters',
    withExpert({ themes: { g1: 3 } }),
    'experts[0].themes.g1: "g1" differs from "G1" only in capitals or blanks',
  ],
  [
    'two people of one name',
    withExpert({ id: 'e2' }),
    'experts[1].id: "E2" differs from "e2" only in capitals or blanks',
  ],
  [
    'a conflict with a request in other letters',
    { ...sound, conflicts: [{ expert: 'E1', request: 'r1', effect: 'block' }] },
    'conflicts[0].request: "r1" is not a request; did you mean "R1"?',
  ],
  [
    'somebody kept in other letters',
    { ...sound, options: { keep: [{ request: 'R1', window: 0, members: [{ expert: 'e1', role: 'lead' }] }] } },
    'options.keep[0].members[0].expert: "e1" is not an expert; did you mean "E1"?',
  ],
  [
    'dates shorter than the work',
    withRequest({ windows: [request.windows[0], { from: '2027-03-02', to: '2027-03-03' }] }),
    'requests[0].windows[1]: lasts 2 days, and the work takes 3',
  ],
  ['half a place', withExpert({ lat: null }), 'experts[0].lat: is missing, though lng is given'],
  ['a rule that is none', { ...sound, rules: { sameRegion: 1 } }, 'rules.sameRegion: is not a rule'],
  [
    'a rule misspelt',
    { ...sound, rules: { minOtherRegion: 2 } },
    'rules.minOtherRegion: is not a rule; did you mean minOtherRegions?',
  ],
  [
    'a field misspelt',
    withRequest({ exluded: ['E2'] }),
    'requests[0].exluded: is not a field of the format; did you mean excluded?',
  ],
])('refuses %s, and says where', (_what, json, problem) => {
  expect(problemsOf(json)).toEqual([problem])
})
