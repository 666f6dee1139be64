import { beforeAll, expect, it } from 'vitest'
import { saveView } from '#services/accounts/index.ts'
import { visitor } from '#services/core/access.ts'
import { datedFacts, room } from '#services/courses/index.ts'
import { countFacets, readCatalogueFilter, searchOfferings } from '#services/offerings/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()
let owner: MadePerson
const by = () => ({ yotCode: 'leeds', contactId: owner.id })

const find = async (query: string) => {
  const ctx = database.ctx(visitor)
  const filter = readCatalogueFilter(new URLSearchParams(query), [])
  const { offerings } = await searchOfferings(ctx, filter, { dated: datedFacts(ctx) })
  return offerings.map(({ title }) => title)
}

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  owner = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  const offering = (title: string, publishedAt: string) => makeOffering(ctx, { by: by(), title, publishedAt })
  const dated = async (title: string, publishedAt: string, on: string, places: number, booked = 0) => {
    const { id } = await offering(title, publishedAt)
    const course = await makeCourse(ctx, { offeringId: id, createdById: owner.id, on, places })
    for (let at = 0; at < booked; at += 1)
      await ctx.db.place.create({
        data: {
          dateId: course.id,
          groupId: course.id,
          yotCode: 'leeds',
          bookedById: owner.id,
          status: 'booked',
          createdAt: ctx.clock.now(),
        },
      })
    return { id, courseId: course.id }
  }
  await offering('Without a date', '2026-05-30')
  await dated('Later', '2026-05-02', '2026-09-01', 4)
  await dated('Soon', '2026-01-01', '2026-07-01', 4, 3)
  await dated('Full', '2026-05-20', '2026-06-20', 2, 2)
  const marked = await dated('Seen', '2026-05-03', '2026-10-01', 4)
  await ctx.db.mark.create({
    data: {
      ref: 'QM-2026-SEEN',
      offeringId: marked.id,
      dateId: marked.courseId,
      status: 'awarded',
      askedById: owner.id,
      askedAt: ctx.clock.now(),
      awardedOn: new Date('2026-05-10'),
      endsOn: new Date('2028-05-10'),
    },
  })
})

it('orders by the next date with free places, and puts what has none after, the newest first', async () => {
  expect(await find('sort=soonest')).toEqual(['Soon', 'Later', 'Seen', 'Without a date', 'Full'])
})

it('narrows to what has free places, and to what has a mark, and counts both', async () => {
  expect(await find('has=places')).toEqual(['Seen', 'Later', 'Soon'])
  expect(await find('has=mark')).toEqual(['Seen'])
  const ctx = database.ctx(visitor)
  const filter = readCatalogueFilter(new URLSearchParams('has=mark'), [])
  const { counts } = await countFacets(ctx, filter, false, { dated: datedFacts(ctx) })
  expect(counts).toMatchObject({ 'has=places': 1, 'has=mark': 1, 'kind=training': 1 })
})

it('finds what begins soonest beyond the newest that are looked at', async () => {
  await database.ctx().db.$executeRaw`
    insert into "Offering" (id, slug, title, kind, basis, delivery, summary, description, "yotCode", "contactId", region, status, "searchText", "createdAt", "publishedAt")
    select gen_random_uuid(), 'newer-' || n, 'Newer ' || n, 'tool', 'free', array['download']::"Delivery"[], '', '', 'leeds', ${owner.id}::uuid,
      'Yorks Hum', 'published', '', now(), timestamptz '2026-05-31' + n * interval '1 second' from generate_series(1, 2100) n`
  expect((await find('sort=soonest')).slice(0, 3)).toEqual(['Soon', 'Later', 'Seen'])
  await database.ctx().db.offering.deleteMany({ where: { slug: { startsWith: 'newer-' } } })
}, 60_000)

const told = async (personId: string) => {
  const rows = await database.ctx().db.outboxMessage.findMany({ where: { key: { startsWith: 'search:' } } })
  return rows.filter(({ key }) => key?.endsWith(personId)).map(({ payload }) => JSON.stringify(payload))
}

it('writes once to whoever keeps a search, when something new fits, and not to whoever only keeps it', async () => {
  const ctx = database.ctx()
  const [watches, keeps] = [await makePerson(ctx), await makePerson(ctx)]
  const search = { name: 'Courts', query: 'q=courts&kind=tool' }
  value(await saveView(database.ctx(watches.actor), '/offerings', { ...search, isTold: 'yes' }))
  value(await saveView(database.ctx(keeps.actor), '/offerings', search))
  const run = () => room.jobs?.find(({ name }) => name === 'courses.tell-searchers')?.run(database.ctx())
  const offer = (title: string, more = {}) => makeOffering(database.ctx(), { by: by(), title, kind: 'tool', ...more })

  await run()
  expect(await told(watches.id)).toEqual([])
  database.setNow('2026-06-03')
  await offer('Courts that listen')
  await offer('Courts, a course', { kind: 'training' })
  await offer('Courts, not yet', { status: 'draft' })
  await run()
  await run()
  const [letter, ...more] = await told(watches.id)
  expect(more).toEqual([])
  expect(letter).toContain('Courts that listen')
  expect(letter).not.toMatch(/a course|not yet/)
  expect(letter).toContain('/offerings?q=courts&kind=tool')
  expect(await told(keeps.id)).toEqual([])

  database.setNow('2026-06-04')
  await run()
  await offer('Courts once more')
  await run()
  expect((await told(watches.id)).length).toBe(2)
})
