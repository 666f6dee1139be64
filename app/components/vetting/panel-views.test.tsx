import { expect, it } from 'vitest'
import { howAgreed } from './panel-views.tsx'

const place = (view: 'approve' | 'decline', index: number) => ({
  assessorId: String(index),
  name: 'Ada',
  isOwn: false,
  dueOn: null,
  recordedOn: '2026-11-20',
  view,
  reasons: null,
})

it.each([
  [['approve', 'approve'] as const, 'Both assessors say “approve”, so the panel’s view is: approve.'],
  [['approve', 'decline', 'approve'] as const, 'Two of three say “approve”, so the panel’s view is: approve.'],
])('says how a panel of %j came to its view', (views, sentence) => {
  expect(howAgreed({ places: views.map(place), view: 'approve' })).toBe(sentence)
})
