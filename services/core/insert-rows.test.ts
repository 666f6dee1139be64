import { beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import { insertRows, newId, updateRows } from './insert-rows.ts'

const database = openTestDatabase()

const endsOn = new Date('2027-03-31')
const membership = (personId: string, feePence: number) => ({
  id: newId(),
  personId,
  kind: 'individual' as const,
  status: 'active' as const,
  startsOn: new Date('2026-04-01'),
  endsOn,
  feePence,
})

describe('many rows at once', () => {
  const people = Array.from({ length: 600 }, (_, i) => ({
    id: newId(),
    name: `Zoë O’Invented "${i}" \\ Łucja`,
    createdAt: new Date('2026-07-14T09:00:00Z'),
  }))
  beforeAll(() => insertRows(database.ctx(), 'Person', people))

  it('are written as the client would read them, with the database’s defaults', async () => {
    const ctx = database.ctx()
    const [first] = people
    expect(await ctx.db.person.findUnique({ where: { id: first?.id ?? '' } })).toMatchObject({ ...first, leftAt: null })
    expect(await ctx.db.person.count({ where: { id: { in: people.map(({ id }) => id) } } })).toBe(600)
  })

  it('are counted without those that were there already', async () => {
    const ctx = database.ctx()
    const address = {
      id: newId(),
      personId: people[0]?.id ?? '',
      address: 'a@insert.example',
      addedAt: ctx.clock.now(),
    }
    expect(await insertRows(ctx, 'EmailAddress', [address], { skipDuplicates: true })).toBe(1)
    const again = [
      { ...address, id: newId() },
      { ...address, id: newId(), address: 'b@insert.example' },
    ]
    expect(await insertRows(ctx, 'EmailAddress', again, { skipDuplicates: true })).toBe(1)
  })

  it('are changed only as they were read', async () => {
    const ctx = database.ctx()
    const rows = people.slice(0, 3).map(({ id }) => membership(id, 15_000))
    await insertRows(ctx, 'Membership', rows)
    const [one, other, third] = rows.map(({ id }) => ({
      id,
      version: 1,
      feePence: 20_000,
      endsOn: new Date('2028-03-31'),
    }))
    if (!one || !other || !third) throw new Error('three rows')
    await ctx.db.membership.update({ where: { id: other.id }, data: { version: 2 } })
    expect(await updateRows(ctx, 'Membership', [one, other])).toBe(1)
    const read = await ctx.db.membership.findMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      orderBy: { id: 'asc' },
    })
    const seen = new Map(read.map((row) => [row.id, row]))
    expect(seen.get(one.id)).toMatchObject({
      feePence: 20_000,
      version: 2,
      endsOn: new Date('2028-03-31'),
      status: 'active',
    })
    expect(seen.get(other.id)).toMatchObject({ feePence: 15_000, version: 2, endsOn })
    expect(seen.get(third.id)).toMatchObject({ feePence: 15_000, version: 1 })
  })

  it('have ids that sort in the order they were made in', () => {
    const ids = Array.from({ length: 20_000 }, newId)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids.slice(0, 10))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
