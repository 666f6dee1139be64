import { describe, expect, it } from 'vitest'
import { suggestThemes } from './suggest-themes.ts'

const skills = [
  { code: 'C1', name: 'Data quality and case management systems', synonyms: ['CMS'] },
  { code: 'G1', name: 'Constructive resettlement', synonyms: ['resettlement', 'release planning'] },
  { code: 'G2', name: 'Custody and secure estate liaison', synonyms: ['YOI', 'custody visits'] },
  { code: 'G4', name: 'Accommodation', synonyms: ['housing'] },
]
const suggested = (question: string) => suggestThemes(question, skills)

describe('themes that a question’s words point to', () => {
  it.each([
    ['Are children ready for coming home?', 'G1'],
    ['How early do we plan for release?', 'G1'],
    ['What happens when they leave custody?', 'G1'],
    ['Does every child have somewhere to live?', 'G4'],
    ['Does every child have somewhere safe to live?', 'G4'],
    ['How good is our housing offer?', 'G4'],
    ['Is resettlement planned early enough?', 'G1'],
  ])('%s', (question, first) => {
    expect(suggested(question)[0]).toBe(first)
  })

  it('brings resettlement and accommodation together where people speak of either', () => {
    expect(suggested('Do they have somewhere to live on release?')).toEqual(expect.arrayContaining(['G1', 'G4']))
  })

  it('offers none where the words point nowhere', () => {
    expect(suggested('How well do we live up to our values at home?')).toEqual([])
  })
})
