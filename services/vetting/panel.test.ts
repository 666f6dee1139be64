import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssessmentView } from '#prisma/generated/enums.ts'
import { type Assessor, mayReadViews, type Place, panelState, proposeAssessors } from './panel.ts'

const assessor = (personId: string, change: Partial<Assessor> = {}): Assessor => ({
  personId,
  name: `Assessor ${personId}`,
  regions: ['Wales'],
  openCases: 0,
  casesThisYear: 0,
  score: 100,
  reasons: [],
  hasManaged: false,
  bars: [],
  ...change,
})

const ids = (assessors: readonly Assessor[]) => assessors.map(({ personId }) => personId)

describe('proposeAssessors', () => {
  it('asks those who rank best', () => {
    const all = [
      assessor('a', { score: 10 }),
      assessor('b', { score: 50 }),
      assessor('c', { score: 80 }),
      assessor('d', { score: -20 }),
    ]
    expect(ids(proposeAssessors(all, 2))).toEqual(['c', 'b'])
    expect(ids(proposeAssessors(all, 9))).toEqual(['c', 'b', 'a', 'd'])
  })

  it('takes another region between equals, never against the ranking', () => {
    const equal = [assessor('a'), assessor('b'), assessor('c', { regions: ['London'] })]
    expect(ids(proposeAssessors(equal, 2))).toEqual(['a', 'c'])
    const worse = [assessor('a'), assessor('b'), assessor('c', { regions: ['London'], score: 99 })]
    expect(ids(proposeAssessors(worse, 2))).toEqual(['a', 'b'])
  })

  it('never asks whoever is barred or already on the panel', () => {
    const all = [assessor('a', { bars: ['From the applicant’s region.'] }), assessor('b'), assessor('c')]
    expect(ids(proposeAssessors(all, 2, [assessor('b')]))).toEqual(['c'])
    expect(ids(proposeAssessors([], 2))).toEqual([])
  })

  it('gives the same answer in whatever order they come', () => {
    const some = fc.uniqueArray(
      fc.record({
        personId: fc.constantFrom(...'abcdefgh'),
        score: fc.nat(4),
        regions: fc.constantFrom<string[]>(['Wales'], ['London'], []),
        isBarred: fc.boolean(),
      }),
      { selector: ({ personId }) => personId },
    )
    fc.assert(
      fc.property(some, fc.nat(3), (given, count) => {
        const all = given.map(({ personId, isBarred, ...rest }) =>
          assessor(personId, { ...rest, bars: isBarred ? ['No'] : [] }),
        )
        const chosen = ids(proposeAssessors(all, count))
        expect(ids(proposeAssessors([...all].reverse(), count))).toEqual(chosen)
        expect(chosen).toHaveLength(Math.min(count, all.filter(({ bars }) => bars.length === 0).length))
        expect(new Set(chosen).size).toBe(chosen.length)
      }),
    )
  })
})

const panel = (...views: Place['view'][]): Place[] => views.map((view, index) => ({ assessorId: `${index}`, view }))

describe('panelState', () => {
  it.each<[string, Place['view'][], ReturnType<typeof panelState>]>([
    ['nobody yet', [null, null], { kind: 'waiting', outstanding: 2 }],
    ['one', ['approve', null], { kind: 'waiting', outstanding: 1 }],
    ['one place empty', ['approve'], { kind: 'waiting', outstanding: 1 }],
    ['two alike', ['approve', 'approve'], { kind: 'agreed', view: 'approve' }],
    ['two apart', ['approve', 'approve_with_conditions'], { kind: 'split' }],
    ['two apart and a third to come', ['approve', 'decline', null], { kind: 'waiting', outstanding: 1 }],
    ['two of three', ['approve', 'decline', 'decline'], { kind: 'agreed', view: 'decline' }],
    ['three apart', ['approve', 'decline', 'defer'], { kind: 'open', views: ['approve', 'decline', 'defer'] }],
  ])('%s', (_name, views, state) => {
    expect(panelState(panel(...views))).toEqual(state)
  })

  it('lets views be read only when nobody is left to record one', () => {
    const anyView = fc.option(fc.constantFrom(...Object.values(AssessmentView)))
    fc.assert(
      fc.property(fc.array(anyView, { maxLength: 3 }), (views) => {
        if (views.includes(null) || views.length < 2) expect(mayReadViews(panel(...views))).toBe(false)
      }),
    )
    expect(mayReadViews(panel('approve', 'decline'))).toBe(false)
    expect(mayReadViews(panel('approve', 'approve'))).toBe(true)
  })
})
