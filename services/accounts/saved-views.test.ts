import { beforeAll, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { value } from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { removeView, type SavedList, savedViews, saveView } from './saved-views.ts'
import { savedViewSchema } from './schema.ts'

const database = openTestDatabase()
let [ann, bob, stranger]: MadePerson[] = []
const office = { appointments: [{ role: 'administrator' as const }] }
beforeAll(async () => {
  ann = await makePerson(database.ctx(), { name: 'Ann', ...office })
  bob = await makePerson(database.ctx(), { name: 'Bob', ...office })
  stranger = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
})
const as = (person: MadePerson | undefined) => database.ctx(person?.actor ?? visitor)
const page = '/association/bank' as const
const names = async (person: MadePerson | undefined, of: SavedList = page) =>
  (await savedViews(as(person), of)).map(({ name }) => name)

it('are one’s own, of one list, by name; the same name replaces', async () => {
  value(await saveView(as(ann), page, { name: 'Wales', query: 'region=Wales' }))
  value(await saveView(as(ann), page, { name: 'Due', query: 'due=anything' }))
  value(await saveView(as(ann), page, { name: 'Wales', query: 'region=Wales&state=mend' }))
  expect(await names(ann)).toEqual(['Due', 'Wales'])
  expect((await savedViews(as(ann), page))[1]?.query).toBe('region=Wales&state=mend')
  expect([await names(bob), await names(ann, '/association/members'), await names(undefined)]).toEqual([[], [], []])
  for (const who of [undefined, stranger])
    expect(await saveView(as(who), page, { name: 'X', query: '' })).toMatchObject({ problem: { kind: 'forbidden' } })
})

it('are removed by their owner alone', async () => {
  const [view] = await savedViews(as(ann), page)
  const id = view?.id ?? ''
  expect(await removeView(as(bob), id)).toMatchObject({ problem: { kind: 'not-found' } })
  value(await removeView(as(ann), id))
  expect(await removeView(as(ann), id)).toMatchObject({ problem: { kind: 'not-found' } })
  expect(await names(ann)).toEqual(['Wales'])
})

it('are twenty at most, and each has a short name', async () => {
  for (let at = 1; at <= 20; at += 1) value(await saveView(as(bob), page, { name: `View ${at}`, query: '' }))
  expect(await saveView(as(bob), page, { name: 'One more', query: '' })).toMatchObject({ problem: { kind: 'refused' } })
  value(await saveView(as(bob), page, { name: 'View 3', query: 'state=mend' }))
  expect(savedViewSchema.safeParse({ name: ' ', query: '' }).success).toBe(false)
  expect(savedViewSchema.safeParse({ name: 'a'.repeat(41), query: '' }).success).toBe(false)
  expect(savedViewSchema.safeParse({ name: 'Due', query: 'a=1' }).success).toBe(true)
})
