import { describe, expect, it } from 'vitest'
import { OfferingStatus } from '#prisma/generated/enums.ts'
import { offeringEvents, offeringMoveOf, offeringMovesOpenTo, whyOfferingNotOpen } from './lifecycle.ts'

const states = Object.values(OfferingStatus)

describe('the life of an offering', () => {
  it('reaches every state from a draft, and only archived is an end', () => {
    const reached = new Set<OfferingStatus>(['draft'])
    for (const _ of states)
      for (const event of offeringEvents) {
        const { from, to } = offeringMoveOf(event)
        if (from.some((state) => reached.has(state))) reached.add(to)
      }
    expect([...reached].sort()).toEqual([...states].sort())
    expect(states.filter((state) => offeringMovesOpenTo(state, 'provider').length === 0)).toEqual(['archived'])
  })

  it('lets the exchange itself only pause', () => {
    expect(states.flatMap((state) => offeringMovesOpenTo(state, 'system'))).toEqual(['paused'])
  })

  it('says why a move is not possible', () => {
    expect(whyOfferingNotOpen('paused', 'draft')).toBe('“Pause” is not possible now: this offering is a draft.')
    expect(whyOfferingNotOpen('published', 'archived')).toContain('is archived')
  })
})
