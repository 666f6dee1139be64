import { expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { compareProposals } from './compare-proposals.ts'

const database = openTestDatabase()

it('puts proposals side by side: those who tell them apart first, with how well they cover each question, from where and how far', async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  const host = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const review = await makeReview(ctx, { yotCode: 'leeds', requestedById: host.id, status: 'scoping' })
  await ctx.db.kloe.deleteMany({ where: { requestId: review.id } })
  await ctx.db.kloe.create({
    data: {
      requestId: review.id,
      position: 1,
      question: 'Does help come early?',
      themes: { create: [{ themeCode: 'A1' }, { themeCode: 'G1' }] },
    },
  })
  const join = (name: string, yotCode: string, themes: Record<string, number>) =>
    makePerson(ctx, {
      name,
      posts: [{ yotCode, level: 'second_tier' }],
      bank: { roles: ['reviewer', 'co_lead'], themes },
    })
  const both = await join('Both', 'kent', { A1: 1, G1: 3, K2: 2 })
  const first = await join('First', 'bradford', { A1: 2, K3: 1 })
  const second = await join('Second', 'leeds', {})
  const member = (personId: string, role: 'lead' | 'peer', reasons: string[]) => ({
    personId,
    role,
    reasons,
    hostReasons: [],
    managed: [],
  })
  const { questions, people } = await compareProposals(ctx, { id: review.id, yotCode: 'leeds' }, [
    { number: 1, plan: { members: [member(both.id, 'lead', ['Strong.', 'Near.']), member(first.id, 'peer', [])] } },
    { number: 2, plan: { members: [member(both.id, 'lead', ['Strong.']), member(second.id, 'peer', ['New.'])] } },
  ])
  expect(questions[0]).toBe('1. Does help come early?')
  expect(questions).toHaveLength(3)
  expect(people).toMatchObject([
    {
      personId: first.id,
      parts: ['Reviewer', null],
      levels: [2, 0, 1],
      region: 'Yorkshire and the Humber',
      reason: null,
      isInAll: false,
    },
    { personId: second.id, parts: [null, 'Reviewer'], levels: [0, 0, 0], miles: 0, reason: 'New.', isInAll: false },
    {
      personId: both.id,
      parts: ['Co-lead', 'Co-lead'],
      levels: [3, 2, 0],
      region: 'South East',
      reason: 'Strong.',
      isInAll: true,
    },
  ])
  // Bradford and Leeds are about ten miles apart, Kent and Leeds about two hundred.
  expect(people[0]?.miles).toBeGreaterThan(5)
  expect(people[0]?.miles).toBeLessThan(20)
  expect(people[2]?.miles).toBeGreaterThan(180)
  expect(people[2]?.miles).toBeLessThan(230)
})
