import { HttpResponse, http } from 'msw'
import { beforeAll, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { findResource, resourcesOf, room, takeResource, takeUp } from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { wall } from '#tests/mocks/wall.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
let provider: MadePerson
let slug = ''
let id = ''

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  provider = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const offering = await makeOffering(ctx, { by: { yotCode: 'leeds', contactId: provider.id } })
  slug = offering.slug
  const made = await ctx.db.resource.create({
    data: {
      offeringId: offering.id,
      title: 'A guide',
      url: 'https://www.example.org/guide',
      addedById: provider.id,
      addedAt: ctx.clock.now(),
    },
  })
  id = made.id
})

const live = (ctx: Ctx): Ctx => ({ ...ctx, config: { ...ctx.config, mode: 'live' } })
const look = async (ctx = live(database.ctx())) => room.jobs?.find(({ name }) => name === 'courses.links')?.run(ctx)
const answering = (status: number) => {
  const asked: string[] = []
  wall.use(
    http.get('https://www.example.org/guide', ({ request }) => {
      asked.push(request.url)
      return new HttpResponse(null, { status })
    }),
  )
  return asked
}
const shown = async () => (await resourcesOf(database.ctx(visitor), slug))[0]
const letters = () => database.ctx().db.outboxMessage.count({ where: { key: { startsWith: `resource:${id}:dead` } } })

it('a link is asked once a month whether it leads somewhere; where it does not, its provider and whoever takes it are told', async () => {
  const asked = answering(200)
  await look()
  await look()
  expect(asked).toHaveLength(1)
  expect(await shown()).toMatchObject({ deadOn: null })
  database.setNow('2026-06-20')
  const early = answering(404)
  await look()
  expect(early).toEqual([])
  database.setNow('2026-07-02')
  const gone = answering(404)
  await look()
  await look()
  expect(gone).toHaveLength(1)
  expect(await shown()).toMatchObject({ deadOn: '2026-07-02' })
  expect(await letters()).toBe(1)
  database.setNow('2026-08-02')
  answering(200)
  await look()
  expect(await shown()).toMatchObject({ deadOn: null })
})

it('what cannot be reached may be our own fault: it is not said to be gone; a demonstration asks nobody', async () => {
  database.setNow('2026-09-02')
  wall.use(http.get('https://www.example.org/guide', () => HttpResponse.error()))
  await look()
  expect(await shown()).toMatchObject({ deadOn: null })
  const asked = answering(404)
  await look(database.ctx())
  expect(asked).toEqual([])
})

it('somebody in two services says for which they take it; each takes it up for itself', async () => {
  const two = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }, { yotCode: 'hull' }] })
  const as = database.ctx(two.actor)
  expect(await takeResource(as, slug, id)).toMatchObject({ problem: { kind: 'invalid' } })
  expect(await takeResource(as, slug, id, 'essex')).toMatchObject({ problem: { kind: 'invalid' } })
  expect(value(await findResource(as, slug, id)).services.map(({ value }) => value)).toEqual(['hull', 'york'])
  value(await takeResource(as, slug, id, 'york'))
  const taken = () =>
    database.ctx().db.resourceTaken.findMany({
      where: { resourceId: id },
      orderBy: { yotCode: 'asc' },
      select: { yotCode: true, takenUp: true },
    })
  expect(await taken()).toEqual([{ yotCode: 'york', takenUp: null }])
  value(await takeUp(as, slug, { id, words: 'We use it.' }))
  value(await takeResource(as, slug, id, 'hull'))
  value(await takeUp(as, slug, { id, words: 'We do too.' }))
  expect(await taken()).toEqual([
    { yotCode: 'hull', takenUp: 'We do too.' },
    { yotCode: 'york', takenUp: 'We use it.' },
  ])
  expect(await takeUp(as, slug, { id, words: 'Again.' })).toMatchObject({ problem: { kind: 'refused' } })
  const one = await makePerson(database.ctx(), { posts: [{ yotCode: 'essex' }] })
  value(await takeResource(database.ctx(one.actor), slug, id))
  expect((await taken()).map(({ yotCode }) => yotCode)).toContain('essex')
})
