import { expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { listMarks } from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { openHearings, statement } from '#tests/factories/concern.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { bring } from './bring.ts'
import { deskPage } from './desk.ts'
import { sayLookedAt } from './say-looked-at.ts'

const database = openTestDatabase()
const { as, decide, drawnFor, hear } = openHearings(database)

it('a mark under question is shown as in force, unless whoever decides says that it is being looked at; the decision ends that', async () => {
  const ctx = database.ctx()
  const provider = await makePerson(ctx, { posts: [{ yotCode: 'sunderland', level: 'manager' }] })
  const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  const offering = await makeOffering(ctx, { by: { yotCode: 'sunderland', contactId: provider.id } })
  const date = await makeCourse(ctx, { offeringId: offering.id, createdById: provider.id })
  await ctx.db.mark.create({
    data: {
      ...{ ref: 'QM-2026-LOOK', offeringId: offering.id, dateId: date.id, status: 'awarded' },
      ...{ askedById: provider.id, askedAt: ctx.clock.now() },
      awardedOn: new Date('2026-05-01'),
      endsOn: new Date('2028-05-01'),
    },
  })
  const isSaid = async () =>
    (await listMarks(database.ctx(visitor))).find(({ ref }) => ref === 'QM-2026-LOOK')?.isLookedAt
  const given = { about: 'offering', id: offering.slug, reason: 'not-as-described', statement } as const
  const { ref } = value(await bring(as(member), given))
  await hear(ctx, ref, { lead: member, host: provider })
  expect(await isSaid()).toBe(false)
  for (const who of [provider, member, administrator])
    expect(await sayLookedAt(as(who), ref, { isShown: 'yes' })).toMatchObject({ problem: { kind: 'not-found' } })
  const [decider] = await drawnFor(ctx, ref)
  if (!decider) throw new Error('Nobody was drawn')
  expect(value(await deskPage(as(decider), ref)).lookedAt).toBe(false)
  value(await sayLookedAt(as(decider), ref, { isShown: 'yes' }))
  expect(await isSaid()).toBe(true)
  value(await sayLookedAt(as(decider), ref, { isShown: 'no' }))
  expect(await isSaid()).toBe(false)
  value(await sayLookedAt(as(decider), ref, { isShown: 'yes' }))
  await decide(ctx, ref, 'none')
  expect(await isSaid()).toBe(false)
})
