import { describe, expect, it } from 'vitest'
import { type AssessorFacts, type RankingFacts, rankAssessors } from './rank-assessors.ts'

const assessor = (personId: string, change: Partial<AssessorFacts> = {}): AssessorFacts => ({
  personId,
  name: `Assessor ${personId}`,
  regions: ['Wales'],
  regionCode: 'Wales',
  sharedRegions: [],
  openCases: 0,
  casesThisYear: 0,
  assessed: 0,
  lastAssessedOn: null,
  themes: {},
  lastOn: {},
  ...change,
})

const rank = (assessors: AssessorFacts[], change: Partial<RankingFacts> = {}) =>
  rankAssessors({
    applicationId: 'case',
    assessors,
    themes: ['A1', 'K2'],
    conflicts: [],
    beforeIds: [],
    today: '2026-07-14',
    themeNames: { A1: 'Resettlement', K2: 'Voice of the child' },
    regionNames: {},
    ...change,
  })

const ids = (assessors: readonly { personId: string }[]) => assessors.map(({ personId }) => personId)

describe('rankAssessors', () => {
  it('puts those with the least to do first, what waits now counting twice', () => {
    const all = [
      assessor('a', { openCases: 2, casesThisYear: 2 }),
      assessor('b', { casesThisYear: 3 }),
      assessor('c', { casesThisYear: 1 }),
      assessor('d'),
    ]
    expect(ids(rank(all))).toEqual(['d', 'c', 'b', 'a'])
    expect(ids(rank([...all].reverse()))).toEqual(['d', 'c', 'b', 'a'])
  })

  it('lets shared themes tip the load, and not turn it over', () => {
    const knows = { themes: { A1: 3, K2: 3 } } as const
    expect(ids(rank([assessor('a'), assessor('b', { ...knows, casesThisYear: 1 })]))).toEqual(['b', 'a'])
    expect(ids(rank([assessor('a'), assessor('b', { ...knows, casesThisYear: 3 })]))).toEqual(['a', 'b'])
  })

  it('tips equal loads towards the region that was given less, and does not turn a load over', () => {
    const wales = [assessor('a', { casesThisYear: 1 }), assessor('c', { casesThisYear: 3 })]
    const london = (casesThisYear: number) =>
      assessor('b', { regionCode: 'London', regions: ['London'], casesThisYear })
    expect(ids(rank([...wales, london(1)]))).toEqual(['b', 'a', 'c'])
    expect(ids(rank([...wales, london(2)]))).toEqual(['a', 'b', 'c'])
  })

  it('says why in words, whose points add up', () => {
    const [best] = rank([
      assessor('a', {
        openCases: 1,
        casesThisYear: 4,
        assessed: 3,
        lastAssessedOn: '2026-03-10',
        themes: { A1: 3 },
        lastOn: { A1: '2026-05-01' },
      }),
    ])
    expect(best?.reasons).toEqual([
      'Strong in Resettlement (last in May 2026).',
      'Has assessed 3 applications, last in March 2026.',
      '1 application to assess now; 4 given in the last 12 months.',
    ])
    expect(rank([assessor('a')])[0]?.reasons).toEqual([
      'Nothing to assess now; none given in the last 12 months.',
      'No evidence in the bank for the applicant’s themes.',
      'Has not assessed an application yet.',
    ])
  })

  it('puts whoever assessed it before first, with why', () => {
    const [first] = rank([assessor('a'), assessor('b', { casesThisYear: 6 })], { beforeIds: ['b'] })
    expect(first?.personId).toBe('b')
    expect(first?.reasons[0]).toBe('Assessed it before more information was asked for.')
  })

  it('rules out the applicant’s region and conflicts, and says which unless it may not', () => {
    const conflict = { request: 'case', effect: 'block', why: 'They served the applicant.' } as const
    const all = rank(
      [
        assessor('a', { sharedRegions: ['Wales'] }),
        assessor('b', { sharedRegions: ['Wales'] }),
        assessor('c', { sharedRegions: ['Wales'] }),
        assessor('d'),
      ],
      {
        conflicts: [
          { ...conflict, expert: 'b' },
          { ...conflict, expert: 'c', silent: true },
        ],
      },
    )
    expect(all.map(({ personId, bars }) => [personId, bars])).toEqual([
      ['d', []],
      ['a', ['From the applicant’s region, Wales.']],
      ['b', ['They served the applicant.', 'From the applicant’s region, Wales.']],
      ['c', ['Not available.']],
    ])
  })

  it('marks a managed conflict, and lets others come first', () => {
    const conflicts = [
      { expert: 'a', request: 'case', effect: 'manage', why: 'They are friends.', isManaged: true } as const,
    ]
    const all = rank([assessor('a'), assessor('b')], { conflicts })
    expect(all.map(({ personId, hasManaged }) => [personId, hasManaged])).toEqual([
      ['b', false],
      ['a', true],
    ])
    expect(all[1]?.reasons).toContain('A conflict is managed: They are friends.')
  })
})
