import { describe, expect, it } from 'vitest'
import { type LadderFacts, ladderFrom } from './ladder.ts'

const facts: LadderFacts = { held: ['reviewer'], reviewsDone: {}, words: [], trainedOn: null, on: '2026-06-15' }
const next = (change: Partial<LadderFacts>) => ladderFrom({ ...facts, ...change }).find(({ state }) => state === 'next')

describe('the ladder', () => {
  it('has every rung up to the highest held behind it, and one next', () => {
    expect(ladderFrom(facts).map(({ role, state }) => [role, state])).toEqual([
      ['trainee', 'held'],
      ['observer', 'held'],
      ['reviewer', 'held'],
      ['co_lead', 'next'],
      ['facilitator', 'later'],
    ])
    expect(ladderFrom({ ...facts, held: ['mentor'] }).map(({ state }) => state)).toEqual([
      'next',
      ...Array(4).fill('later'),
    ])
    expect(next({ held: ['facilitator'] })).toBeUndefined()
  })

  it('says what there is of what the next asks for, each at its edge', () => {
    const none = 'Reviewer training in the last 3 years: none is known'
    expect(next({})?.asks).toEqual([
      { says: none, isMet: false },
      { says: '0 of 2 reviews as peer reviewer done in the exchange', isMet: false },
      {
        says: 'A co-lead’s word that you are ready: none yet. They are asked after each review you are on as peer reviewer',
        isMet: false,
      },
    ])
    expect(next({ reviewsDone: { reviewer: 1, observer: 9 } })?.asks[1]?.isMet).toBe(false)
    expect(next({ reviewsDone: { reviewer: 2 } })?.asks[1]).toEqual({
      says: '2 of 2 reviews as peer reviewer done in the exchange',
      isMet: true,
    })
    expect(next({ trainedOn: '2023-06-15' })?.asks[0]?.isMet).toBe(true)
    expect(next({ trainedOn: '2023-06-14' })?.asks[0]?.isMet).toBe(false)
    expect(next({ held: ['trainee'] })?.asks).toEqual([{ says: none, isMet: false }])
  })

  it('counts the words of co-leads of the rung below, and none of another', () => {
    const word = (seat: string, isReady: boolean) => ({ seat, isReady })
    expect(next({ words: [word('reviewer', false), word('observer', true)] })?.asks[2]).toEqual({
      says: '0 of 1 co-lead who said a word of you as peer reviewer say that you are ready',
      isMet: false,
    })
    expect(next({ words: [word('reviewer', false), word('reviewer', true)] })?.asks[2]).toEqual({
      says: '1 of 2 co-leads who said a word of you as peer reviewer says that you are ready',
      isMet: true,
    })
    // Nobody is asked of those who lead.
    expect(next({ held: ['co_lead'], words: [word('co_lead', true)] })?.asks).toHaveLength(2)
  })
})
