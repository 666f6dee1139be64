import { expect, it } from 'vitest'
import { ApplicationStatus, AssessmentView } from '#prisma/generated/enums.ts'
import { may } from '#services/core/access.ts'
import { applicationMoves, eventOfView, moveFor, movesFrom, openStatuses, statusWords } from './lifecycle.ts'

const statuses = Object.values(ApplicationStatus)

it('reaches every state from a draft', () => {
  const reached = new Set<ApplicationStatus>(['draft'])
  for (const status of reached) for (const move of movesFrom(status)) reached.add(move.to)
  expect([...reached].sort()).toEqual([...statuses].sort())
})

it('ends where it is decided or withdrawn, and nowhere else; only an appeal goes on from there', () => {
  const appeals = ['hear-anew', 'approve-on-appeal']
  const ends = statuses.filter((status) => movesFrom(status).every(({ event }) => appeals.includes(event)))
  expect(ends.sort()).toEqual(['approved', 'approved_with_conditions', 'declined', 'deferred', 'withdrawn'])
  expect(statuses.filter((status) => !openStatuses.includes(status)).sort()).toEqual(ends)
})

it('refuses every move that is not in the table, with a sentence that says how things stand', () => {
  for (const status of statuses) {
    for (const { event } of applicationMoves) {
      const allowed = applicationMoves.some((move) => move.event === event && move.from.includes(status))
      const result = moveFor(event, status)
      expect(result.ok).toBe(allowed)
      if (!result.ok) expect(result.problem).toMatchObject({ kind: 'refused', why: /^This application (is|has) .*\.$/ })
    }
  }
})

it('gives every button a text and every state a name, and asks for reasons where an officer decides', () => {
  for (const move of applicationMoves) {
    expect(move.says === '').toBe(move.who === 'exchange')
    if (move.who === 'application.decide') expect(move.needsReasons).toBe(true)
  }
  for (const status of statuses) expect(statusWords[status]).not.toBe('')
})

it('carries out every view of a panel, and only the panel’s administrator may', () => {
  const administrator = {
    kind: 'person' as const,
    personId: 'a',
    name: 'A',
    grants: [{ role: 'administrator' as const }],
  }
  const assessor = { ...administrator, grants: [{ role: 'assessor' as const }] }
  for (const view of Object.values(AssessmentView)) {
    const move = moveFor(eventOfView[view], 'panel')
    expect(move.ok && move.value.who).toBe('application.decide')
  }
  expect(may(administrator, 'application.decide')).toBe(true)
  expect(may(assessor, 'application.decide')).toBe(false)
})
