import { describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { rooms } from '#services/exchange.ts'
import { value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { heldBy, myData } from './read.ts'

const database = openTestDatabase()
const all = { most: 100, isForReading: false, rooms }

/** Every column of the database that holds a person's id. */
const personColumns = async () => {
  const rows = await database.ctx().db.$queryRaw<{ place: string }[]>`
    select distinct c.table_name || '.' || c.column_name as place
    from information_schema.columns c
    left join information_schema.key_column_usage k
      on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name
    left join information_schema.referential_constraints f on f.constraint_name = k.constraint_name
    left join information_schema.constraint_column_usage u on u.constraint_name = f.unique_constraint_name
    where c.table_schema = current_schema() and c.data_type = 'uuid'
      -- One row may replace another of its table: that is nobody.
      and coalesce(u.table_name <> c.table_name, true)
      and (u.table_name = 'Person' or c.column_name ~* '(ById|^actorId|personId|deciderId|^targetId)$')`
  return rows.map(({ place }) => place).sort()
}

describe('what is held about a person', () => {
  it('is either shown to them or not shown for a reason that is given, in every table', async () => {
    const known = [
      ...heldBy(rooms).shown.flatMap(({ table, by }) => by.map((column) => `${table}.${column}`)),
      ...Object.keys(heldBy(rooms).unshown),
    ].filter((place) => place !== 'Person.id')
    expect(known.sort()).toEqual(await personColumns())
  })

  it('is theirs alone, and tells of no case that they may not know of', async () => {
    const ctx = database.ctx()
    const head = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const person = await makePerson(ctx, {
      name: 'Pia Person',
      posts: [{ yotCode: 'kent' }],
      bank: { themes: { G1: 2 } },
    })
    const review = await makeReview(ctx, { yotCode: 'leeds', requestedById: head.id, objections: [person.id] })
    const { sections, notShown } = value(await myData(database.ctx(person.actor), all))
    const text = JSON.stringify(sections)
    expect(sections.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['You', 'E-mail addresses', 'Posts', 'What the bank says of you', 'Themes you know']),
    )
    expect(text).toContain(person.email)
    expect(text).not.toContain(head.email)
    expect(text).not.toContain(review.ref)
    expect(notShown.some((reason) => reason.includes('in confidence'))).toBe(true)
    expect(JSON.stringify(value(await myData(database.ctx(head.actor), all)).sections)).toContain(review.ref)
  })

  it('reads as people write, and keeps codes, pence and ISO dates for programs', async () => {
    const person = await makePerson(database.ctx(), {
      posts: [{ yotCode: 'leeds', level: 'second_tier', from: '2024-03-01' }],
    })
    const ctx = database.ctx(person.actor)
    const posts = async (isForReading: boolean) =>
      value(await myData(ctx, { most: 100, isForReading, rooms })).sections.find(({ title }) => title === 'Posts')
        ?.rows[0]
    expect(await posts(true)).toEqual(
      expect.arrayContaining(['Leeds Youth Justice Service', 'Second tier', 'Friday 1 March 2024', 'No']),
    )
    expect(await posts(false)).toEqual(expect.arrayContaining(['leeds', 'second_tier', '2024-03-01', 'false']))
  })

  it('is for nobody who is not signed in', async () => {
    expect(await myData(database.ctx(visitor), all)).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})
