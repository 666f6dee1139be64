import { expect, test } from 'vitest'
import { membershipAfter } from './membership-changes.ts'

const terms = {
  version: 1,
  inForceFrom: '2000-01-01',
  individualFeePence: 15_000,
  groupFeePence: 40_000,
  noticeDays: 60,
  graceDays: 90,
}
const on = { today: '2026-06-15', terms, hasLeft: false }

test.each([
  ['paid until', { paidUntil: '2027-03-31' }, { status: 'active', startsOn: '2026-04-01', endsOn: '2027-03-31' }],
  ['paid until, about to end', { paidUntil: '2026-07-31' }, { status: 'due' }],
  ['paid until, within grace', { paidUntil: '2026-03-31' }, { status: 'due' }],
  ['paid until, long ago', { paidUntil: '2025-03-31' }, { status: 'lapsed' }],
  ['paid on a day', { paidOn: '2026-04-01', isPaid: true }, { status: 'active', endsOn: '2027-03-31', isPaid: true }],
  ['paid, without a day', { isPaid: true }, { status: 'due', endsOn: '2026-06-15', isPaid: true }],
  ['the fee it says', { amountPence: 12_000 }, { feePence: 12_000 }],
  ['no fee', { kind: 'group' as const }, { feePence: 40_000, kind: 'group' }],
  ['joined within the year', { joinedOn: '2026-05-01', paidUntil: '2027-03-31' }, { startsOn: '2026-05-01' }],
])('begins from a row that says %s', (_, facts, after) => {
  expect(membershipAfter(null, facts, on)).toMatchObject(after)
})

test('somebody who left is not asked to renew', () => {
  expect(membershipAfter(null, { amountPence: 15_000 }, { ...on, hasLeft: true }).status).toBe('ended')
  expect(membershipAfter(null, { paidUntil: '2027-03-31' }, { ...on, hasLeft: true }).status).toBe('active')
})

test('a later paid until begins a year with what was paid for it; an earlier one changes nothing', () => {
  const held = membershipAfter(null, { paidUntil: '2026-03-31', poReference: 'PO 1', isPaid: true }, on)
  const after = membershipAfter(held, { paidUntil: '2027-03-31', isPaid: true, amountPence: 16_000 }, on)
  expect(after).toMatchObject({ endsOn: '2027-03-31', poReference: null, feePence: 16_000, status: 'active' })
  expect(membershipAfter(after, { paidUntil: '2026-03-31' }, on)).toEqual(after)
})
