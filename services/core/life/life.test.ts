import { describe, expect, it } from 'vitest'
import { lifeOf } from './life.ts'
import { isUnsealed } from './sealed.ts'

const pact = lifeOf({
  noun: 'pact',
  called: 'this pact',
  states: { proposed: 'Proposed', agreed: 'Agreed', over: 'Over' },
  marks: { open: ['proposed', 'agreed'] },
  moves: {
    proposed: { from: [null], to: 'proposed', by: ['either'], says: 'Propose' },
    changed: { from: ['proposed'], to: 'same', by: ['either'], says: 'Change it', due: { workingDays: 5 } },
    accepted: { from: ['proposed'], to: ['same', 'agreed'], by: ['either'], says: 'Accept' },
    lapsed: { from: ['proposed', 'agreed'], to: 'over', by: ['system'], says: 'Lapse', due: { days: 30 } },
  },
  whyNot: { over: 'This pact is over.' },
})

describe('a life', () => {
  it('says what a side may do in a state, and where each move leads', () => {
    expect(pact.openTo(null, ['either'])).toEqual(['proposed'])
    expect(pact.openTo('proposed', ['either'])).toEqual(['changed', 'accepted'])
    expect(pact.openTo('proposed', ['either', 'system'])).toContain('lapsed')
    expect(pact.openTo('over', ['either', 'system'])).toEqual([])
    expect(pact.targetsOf('accepted', 'proposed')).toEqual(['proposed', 'agreed'])
    expect(pact.targetsOf('changed', 'proposed')).toEqual(['proposed'])
    expect([pact.is('open', 'agreed'), pact.is('open', 'over'), pact.marked('open')]).toEqual([
      true,
      false,
      ['proposed', 'agreed'],
    ])
  })

  it('says why a move is not possible, the state’s own sentence first', () => {
    expect(pact.whyNot('changed', 'agreed')).toBe('“Change it” is not possible now: this pact stands at “agreed”.')
    expect(pact.whyNot('changed', 'over')).toBe('This pact is over.')
    expect(pact.overtaken('agreed')).toContain('stands at “agreed” now')
  })

  it('counts by when a move is due, in days or in working days', () => {
    expect(pact.dueOn('lapsed', '2026-12-20')).toBe('2027-01-19')
    expect(pact.dueOn('changed', '2026-12-23')).toBe('2027-01-04')
    expect(pact.dueOn('accepted', '2026-12-23')).toBeNull()
  })
})

describe('a sealed set', () => {
  it('opens when all are in or on its day, and not before', () => {
    expect(isUnsealed({ given: 1, wanted: 2 }, '2030-01-01')).toBe(false)
    expect(isUnsealed({ given: 2, wanted: 2 })).toBe(true)
    expect(isUnsealed({ given: 0, wanted: 2, opensOn: '2026-06-15' }, '2026-06-14')).toBe(false)
    expect(isUnsealed({ given: 0, wanted: 2, opensOn: '2026-06-15' }, '2026-06-15')).toBe(true)
    expect(isUnsealed({ given: 0, wanted: 0 })).toBe(false)
  })
})
