import { describe, expect, it } from 'vitest'
import { timelineOf } from './timeline.ts'

const noAnchors = { startsOn: null, endsOn: null, reachedOn: {} }
const at = (status: Parameters<typeof timelineOf>[0]['status'], anchors = {}, today = '2026-06-01') =>
  timelineOf({ kind: 'review', status, postponedFrom: null }, { ...noAnchors, ...anchors }, today)
const due = (steps: ReturnType<typeof at>, title: string) => steps.find((step) => step.title === title)?.on

describe('the timeline of a review', () => {
  it('has one step now, those before done and those after to come', () => {
    const steps = at('approved', { reachedOn: { submitted: '2026-05-01', approved: '2026-05-20' } })
    expect(steps.filter(({ state }) => state === 'now').map(({ title }) => title)).toEqual(['Scoping call'])
    expect(steps.filter(({ state }) => state === 'done').map(({ title }) => title)).toEqual([
      'Request sent',
      'Checked by the coordinator',
      'Decided by the programme board',
    ])
    expect(steps[0]).toMatchObject({ on: '2026-05-01' })
  })

  it('dates what is to come by the association’s defaults', () => {
    const visit = { startsOn: '2026-10-05', endsOn: '2026-10-07' }
    const steps = at('preparing', visit)
    expect(due(steps, 'Self-assessment sent')).toBe('2026-09-14')
    expect(due(steps, 'Team call')).toBe('2026-09-28')
    expect(due(steps, 'Visit begins')).toBe('2026-10-05')
    expect(due(steps, 'Letter with the main points')).toBe('2026-10-21')
    expect(due(steps, 'Draft report sent')).toBe('2026-10-28')
    expect(due(steps, 'Comments on factual accuracy')).toBe('2026-11-11')
    expect(due(steps, 'Progress review')).toBe('2027-08-09')
    const final = at('final', { ...visit, reachedOn: { final: '2026-11-30' } })
    expect(due(final, 'Action plan')).toBe('2027-03-01')
  })

  it('puts no day by which something is due on a weekend or a bank holiday', () => {
    // Three weeks before is the Monday after Easter: documents are due on the Thursday before it.
    const spring = at('preparing', { startsOn: '2026-04-27', endsOn: '2026-04-29' })
    expect(due(spring, 'Self-assessment sent')).toBe('2026-04-02')
    // Three weeks after is Christmas Day, a Friday; two weeks later a Tuesday.
    const winter = at('presented', { reachedOn: { presented: '2026-12-04' } })
    expect(due(winter, 'Draft report sent')).toBe('2026-12-29')
  })

  it('says that a call is to come, not done, while its day is ahead', () => {
    const scoped = at('scoping', { reachedOn: { scoping: '2026-06-08' } }, '2026-06-01')
    expect(scoped.find(({ title }) => title === 'Scoping call')).toMatchObject({ state: 'to-come', on: '2026-06-08' })
    const held = at('scoping', { reachedOn: { scoping: '2026-06-01' } }, '2026-06-01')
    expect(held.find(({ title }) => title === 'Scoping call')).toMatchObject({ state: 'done' })
  })

  it('shows a step that is past and that nobody said was done', () => {
    const visit = { startsOn: '2026-10-05', endsOn: '2026-10-07' }
    const stateOf = (steps: ReturnType<typeof at>, title: string) => steps.find((step) => step.title === title)?.state
    expect(stateOf(at('preparing', visit, '2026-09-14'), 'Self-assessment sent')).toBe('to-come')
    expect(stateOf(at('preparing', visit, '2026-09-15'), 'Self-assessment sent')).toBe('unsaid')
    expect(stateOf(at('on_site', visit, '2026-09-01'), 'Team call')).toBe('unsaid')
  })

  it('counts from what happened rather than from what was planned', () => {
    const anchors = { startsOn: '2026-10-05', endsOn: '2026-10-07', reachedOn: { presented: '2026-10-08' } }
    expect(due(at('presented', anchors), 'Draft report sent')).toBe('2026-10-29')
  })

  it('says what is late, and only of what comes now', () => {
    const anchors = { reachedOn: { submitted: '2026-05-01' } }
    // Ten working days on: 4 May is a bank holiday.
    expect(at('submitted', anchors, '2026-05-18').some(({ isLate }) => isLate)).toBe(false)
    expect(at('submitted', anchors, '2026-05-19').filter(({ isLate }) => isLate)).toMatchObject([
      { title: 'Checked by the coordinator' },
    ])
  })

  it('has nothing coming now when the work is over or stands still', () => {
    for (const status of ['withdrawn', 'declined', 'closed'] as const) {
      expect(at(status).some(({ state }) => state === 'now')).toBe(false)
    }
  })
})
