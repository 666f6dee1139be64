import { expect, it } from 'vitest'
import { addAbsence } from '#services/bank/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import { reviewHandlers } from '#services/reviews/jobs.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { ownClashes } from './absence-clash.ts'

const database = openTestDatabase()

it('an absence over a review that was agreed to is shown to the person and told to whoever looks after it, once', async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  const holder = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
  const person = await makePerson(ctx, {
    posts: [{ yotCode: 'hull' }],
    bank: { roles: ['reviewer'], themes: { A1: 2 } },
  })
  const head = await makeHost(ctx, 'kent')
  const made = { yotCode: 'kent', requestedById: head.id, status: 'confirmed', caseHolderId: holder.id } as const
  const review = await makeReview(ctx, made)
  await makeTeam(ctx, review.id, [await makePerson(ctx), await makePerson(ctx), person], 'accepted')
  const row = await ctx.db.reviewRequest.findUniqueOrThrow({ where: { id: review.id } })
  const [startsOn, endsOn] = [row.startsOn, row.endsOn].map((day) => isoFromDate(day ?? new Date(0)))
  const as = database.ctx(person.actor)

  // The day before it begins is no matter; its first day is.
  const on = (day: string) => ({ from: day, until: day })
  const before = new Date(Date.parse(startsOn ?? '') - 86_400_000).toISOString().slice(0, 10)
  expect(await ownClashes(as, [on(before)])).toEqual([])
  expect(await ownClashes(as, [on(startsOn ?? '')])).toMatchObject([{ ref: review.ref, startsOn, endsOn }])
  expect(await ownClashes(as, [on(before), on(endsOn ?? '')])).toHaveLength(1)

  expect(await addAbsence(as, on(endsOn ?? ''))).toMatchObject({ ok: true })
  const [message] = await ctx.db.outboxMessage.findMany({ where: { topic: 'absence-recorded' } })
  if (!message) throw new Error('Nobody hears of it')
  for (const _ of [1, 2]) await reviewHandlers['absence-recorded']?.(ctx, message)
  const letters = await lettersIn(ctx.db, { where: { topic: 'mail', key: { contains: 'absence:' } } })
  expect(letters.map(({ payload }) => payload.person)).toEqual([holder.id])
  expect(letters[0]?.payload.subject).toBe(`${person.name} is not free on days of ${review.ref}`)

  await ctx.db.reviewRequest.update({ where: { id: review.id }, data: { status: 'presented' } })
  expect(await ownClashes(as, [on(endsOn ?? '')])).toEqual([])
})
