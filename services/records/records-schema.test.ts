import { describe, expect, it } from 'vitest'
import { carriedPlaces, personPlaces, putAsideTables, stayingPlaces } from '#services/core/carry-over.ts'
import { rooms } from '#services/exchange.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

const database = openTestDatabase()

const nameOf = ({ table, column }: { table: string; column: string }) => `${table}.${column}`

/** Columns that the database leads to the one record, by its triggers. */
const led = async () => {
  const rows = await database.ctx().db.$queryRaw<{ place: string }[]>`
    select t.relname || '.' || a.attname as place
    from pg_trigger g join pg_class t on t.oid = g.tgrelid
    cross join lateral unnest(g.tgattr::int[]) as number
    join pg_attribute a on a.attrelid = t.oid and a.attnum = number
    where t.relnamespace = current_schema()::regnamespace and g.tgname = t.relname || '_leads'`
  return new Set(rows.map(({ place }) => place))
}

/** Tables whose rows the database refuses to rewrite. */
const unwritable = async () => {
  const rows = await database.ctx().db.$queryRaw<{ name: string }[]>`
    select distinct t.relname::text as name
    from pg_trigger g join pg_class t on t.oid = g.tgrelid join pg_proc f on f.oid = g.tgfoid
    where t.relnamespace = current_schema()::regnamespace and f.proname like 'refuse%'
      and g.tgtype & 16 = 16 and g.tgtype & 1 = 1`
  return rows.map(({ name }) => name)
}

/** Every table is read in `my-data.test.ts`: a column that names a person and is in no room's `held` fails there. */
describe('every column that names a person', () => {
  it('is led to the one record by the database, or is the audit log’s or this room’s own', async () => {
    const places = personPlaces(rooms).map(nameOf)
    const without = places.filter(
      (place) => !/^(AuditEntry|RecordJoin|RecordPair|Rating\.seat|Concern\.subjectId)/.test(place),
    )
    expect(without.filter((place) => !place.startsWith('Person.')).length).toBeGreaterThan(140)
    const ledTo = await led()
    expect(without.filter((place) => !ledTo.has(place))).toEqual([])
  })

  it('is carried over, or stays for a reason that is given', async () => {
    const names = new Set(personPlaces(rooms).map(nameOf))
    expect(Object.keys(stayingPlaces(rooms)).filter((place) => !names.has(place))).toEqual([])
    expect(Object.values(stayingPlaces(rooms)).every((why) => why.length > 20)).toBe(true)
  })

  it('stays where the database refuses to rewrite it', async () => {
    const refused = await unwritable()
    expect(refused).toContain('LedgerEntry')
    expect(carriedPlaces(rooms).filter(({ table }) => refused.includes(table))).toEqual([])
  })

  it('has tables that exist, where a record is put aside', async () => {
    const tables = new Set(personPlaces(rooms).map(({ table }) => table))
    expect([...putAsideTables(rooms)].filter((table) => !tables.has(table))).toEqual([])
  })
})
