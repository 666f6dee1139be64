import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { ann, atLeeds } from './facts-examples.ts'
import {
  type ConflictEvent,
  type ConflictState,
  type ConflictStatus,
  conflictMoves,
  conflictStatuses,
  type Decider,
  moveConflict,
  movesFrom,
} from './lifecycle.ts'
import { firstRuleSet } from './rule-set-first.ts'

const on = '2024-06-01'
const free: Decider = { personId: 'kit', conflicts: [] }
const state = (facts: Partial<ConflictState> = {}): ConflictState => ({
  status: 'detected',
  ruleId: 'PERSONAL',
  effect: 'manage',
  personId: 'ann',
  reason: null,
  mitigation: null,
  decidedById: null,
  decidedOn: null,
  reviewOn: null,
  ...facts,
})
const plan = { mitigation: 'Will not read the finance key line', reviewOn: '2024-09-01' }
const managed = state({ status: 'managed', ...plan, decidedById: 'kit', decidedOn: on })

/** One event of each kind, whose guards all hold. */
const events: readonly ConflictEvent[] = [
  { event: 'confirm', by: free, on },
  { event: 'mark-false', reason: 'Another person of that name', by: free, on },
  { event: 'reopen', reason: 'It was the same person after all', by: free, on },
  { event: 'manage', ...plan, by: free, on },
  { event: 'renew', ...plan, by: free, on },
  { event: 'end-mitigation', reason: 'The team changed', by: free, on },
  { event: 'review-passed', on: '2024-09-02' },
  { event: 'become-block', effect: 'block', on },
  { event: 'expire', on },
  { event: 'find-again', on },
]

describe('the table of moves', () => {
  test.each(conflictStatuses.flatMap((status) => events.map((event) => [status, event.event, event] as const)))(
    '%s, %s',
    (status, name, event) => {
      const move = conflictMoves.find((row) => row.event === name && row.from.includes(status))
      const before = status === 'managed' ? managed : state({ status })
      const result = moveConflict(before, event)
      if (move) expect(result).toMatchObject({ ok: true, value: { status: move.to } })
      else expect(result).toMatchObject({ ok: false, problem: { kind: 'refused' } })
    },
  )

  test('every status can be reached, and offers its moves', () => {
    const reached = new Set<ConflictStatus>(['detected', 'declared', ...conflictMoves.map((move) => move.to)])
    expect([...reached].sort()).toEqual([...conflictStatuses].sort())
    expect(movesFrom('confirmed').map((move) => move.event)).toEqual(['mark-false', 'manage', 'expire'])
    expect(movesFrom('false_alarm').map((move) => move.event)).toEqual(['reopen'])
  })
})

const problemOf = (before: ConflictState, event: ConflictEvent) => {
  const result = moveConflict(before, event)
  return result.ok ? null : result.problem
}

describe('guards', () => {
  test('a block cannot be managed, nor a managed one that became a block be renewed', () => {
    const block = state({ status: 'confirmed', effect: 'block' })
    expect(problemOf(block, { event: 'manage', ...plan, by: free, on })).toMatchObject({ kind: 'refused' })
    const renewed = problemOf({ ...managed, effect: 'block' }, { event: 'renew', ...plan, by: free, on })
    expect(renewed).toMatchObject({ kind: 'refused' })
    expect(moveConflict(managed, { event: 'become-block', effect: 'block', on })).toMatchObject({
      ok: true,
      value: { status: 'confirmed', effect: 'block', mitigation: null, reviewOn: null },
    })
    expect(problemOf(managed, { event: 'become-block', effect: 'note', on })).toMatchObject({ kind: 'refused' })
  })

  const family = ann({
    personId: 'kit',
    declaredOn: ['2024-01-01'],
    interests: [{ kind: 'family', with: { kind: 'person', personId: 'hal' }, from: null, to: null }],
  })
  const friend = { ...family, interests: family.interests.map((one) => ({ ...one, kind: 'personal' as const })) }
  const neighbour = { ...family, interests: family.interests.map((one) => ({ ...one, kind: 'gift' as const })) }
  const conflictsOf = (person: typeof family, activity: 'deciding' | 'review' = 'deciding') =>
    evaluate(person, atLeeds({ activity }), firstRuleSet, on)

  const decided = events.filter((event) => 'by' in event)
  test.each(decided.map((event) => [event.event, event] as const))('%s: nobody conflicted decides', (name, event) => {
    const from = conflictMoves.find((move) => move.event === name)?.from[0] ?? 'detected'
    const before = from === 'managed' ? managed : state({ status: from })
    const by = (decider: Decider) => problemOf(before, { ...event, by: decider })
    expect(by({ personId: 'ann', conflicts: [] })).toMatchObject({ kind: 'refused' })
    expect(by({ personId: 'kit', conflicts: conflictsOf(family) })).toMatchObject({ kind: 'refused' })
    expect(by({ personId: 'kit', conflicts: conflictsOf(friend) })).toMatchObject({ kind: 'refused' })
    expect(by({ personId: 'kit', conflicts: conflictsOf(neighbour, 'review') })).toBeNull()
  })

  test.each(['HOST_OBJECTION', 'SELF_DECLINED'] as const)('%s is taken back only by whoever said it', (ruleId) => {
    const before = state({ ruleId, effect: 'block' })
    expect(problemOf(before, { event: 'mark-false', reason: 'No', by: free, on })).toMatchObject({ kind: 'refused' })
  })

  test.each(['mark-false', 'reopen', 'end-mitigation'] as const)('%s asks for a reason', (name) => {
    const before = { 'mark-false': state(), reopen: state({ status: 'false_alarm' }), 'end-mitigation': managed }[name]
    expect(problemOf(before, { event: name, reason: ' ', by: free, on })).toMatchObject({
      kind: 'invalid',
      fields: { reason: expect.any(String) },
    })
  })

  test.each([
    ['no words', { ...plan, mitigation: ' ' }, ['mitigation']],
    ['a review today', { ...plan, reviewOn: on }, ['reviewOn']],
    ['a review in twelve months', { ...plan, reviewOn: '2025-06-01' }, []],
    ['a review in more than twelve months', { ...plan, reviewOn: '2025-06-02' }, ['reviewOn']],
    ['neither', { mitigation: '', reviewOn: '2024-05-31' }, ['mitigation', 'reviewOn']],
  ])('managing with %s', (_, input, fields) => {
    const problem = problemOf(state({ status: 'confirmed' }), { event: 'manage', ...input, by: free, on })
    expect(problem?.kind === 'invalid' ? Object.keys(problem.fields) : []).toEqual(fields)
  })

  test('a mitigation holds through its review date', () => {
    expect(problemOf(managed, { event: 'review-passed', on: '2024-09-01' })).toMatchObject({ kind: 'refused' })
    expect(problemOf(managed, { event: 'review-passed', on: '2024-09-02' })).toBeNull()
  })
})

test('keeps who decided, when and why', () => {
  expect(moveConflict(state(), { event: 'mark-false', reason: ' Another Ann ', by: free, on })).toEqual({
    ok: true,
    value: state({ status: 'false_alarm', reason: 'Another Ann', decidedById: 'kit', decidedOn: on }),
  })
})
