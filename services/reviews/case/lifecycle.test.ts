import { describe, expect, it } from 'vitest'
import { ReviewStatus } from '#prisma/generated/enums.ts'
import { servedStatuses } from '#services/conflicts/index.ts'
import { queueGroups } from '#services/reviews/request/requests-queue.ts'
import { resumesAt } from '#services/reviews/team/resume-review.ts'
import { reviewLife } from './lifecycle.ts'

const states = Object.values(ReviewStatus)

const nextOf = (state: ReviewStatus): ReviewStatus[] =>
  reviewLife.events.flatMap((event) =>
    reviewLife.moveOf(event).from.includes(state) ? reviewLife.targetsOf(event, state) : [],
  )

describe('the lifecycle of a review', () => {
  it('ends only where the work is over', () => {
    const ends = states.filter((state) => nextOf(state).length === 0)
    expect(ends.sort()).toEqual(['closed', 'declined', 'redirected', 'withdrawn'])
  })

  it('can be withdrawn or put off until somebody is on site, and never after', () => {
    const path: ReviewStatus[] = [
      'submitted',
      'coordinator_checked',
      'approved',
      'scoping',
      'team_proposed',
      'inviting',
    ]
    for (const state of [...path, 'confirmed', 'preparing', 'deferred'] as const) {
      expect(reviewLife.openTo(state, ['host'])).toEqual(expect.arrayContaining(['withdrawn', 'postponed']))
    }
    for (const state of ['on_site', 'presented', 'draft_report', 'accuracy', 'final', 'closed'] as const) {
      const open = reviewLife.openTo(state, ['host', 'case-holder'])
      expect(open).not.toContain('withdrawn')
      expect(open).not.toContain('postponed')
    }
  })

  it('takes up a postponed review where it stood, or at scoping when its team must be found for other dates', () => {
    expect(resumesAt('submitted')).toBe('submitted')
    expect(resumesAt('approved')).toBe('approved')
    for (const state of ['team_proposed', 'inviting', 'confirmed', 'preparing'] as const) {
      expect(resumesAt(state)).toBe('scoping')
    }
  })

  it('leaves the decision to the board alone', () => {
    for (const event of ['approved', 'support-approved', 'deferred', 'redirected', 'declined'] as const) {
      expect(reviewLife.moveOf(event).by).toEqual(['board'])
    }
  })

  it('has a team that served, for the rules of conflicts, where every place was confirmed', () => {
    expect(servedStatuses).toEqual(reviewLife.marked('teamComplete'))
  })

  it('is in one group of the queue in every state but the draft', () => {
    const grouped = Object.values(queueGroups).flatMap(({ statuses }) => statuses)
    expect(grouped.sort()).toEqual(states.filter((state) => state !== 'draft').sort())
  })

  it('says every state in words and every refusal in a sentence', () => {
    for (const state of states) {
      expect(reviewLife.states[state]).not.toBe('')
      for (const event of reviewLife.events) expect(reviewLife.whyNot(event, state)).toMatch(/^[A-Z“].*\.$/)
    }
  })
})
