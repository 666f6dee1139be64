import type { SqlQuery } from '@prisma/driver-adapter-utils'
import { describe, expect, it } from 'vitest'
import { explain, isReading } from '#tests/bench/statements.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeRatedWork, openHearings } from '#tests/factories/concern.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import { concernQueue } from './desk.ts'

const database = openTestDatabase()
const { as } = openHearings(database)

/** So many that are over, and so many that wait for the last day of an appeal, all of them due before any that is open. */
const fill = (over: number, decided: number) =>
  database.ctx().db.$executeRaw`
    insert into "Concern" (id, ref, kind, "subjectKind", "subjectId", title, status, "chainId", "openedOn", "drawBy", "decideBy")
    select i, 'CO-2025-' || n, 'complaint', 'offering', i, 'An offering',
      (case when n <= ${over}::int then 'final' else 'in_effect' end)::"ConcernStatus", i, '2025-06-01', '2025-06-08', '2025-06-29'
    from (select gen_random_uuid() as i, n from generate_series(1, ${over + decided}::int) n) made`

describe('the queue', () => {
  it('shows what nobody has decided before what waits for an appeal, page by page', async () => {
    const ctx = database.ctx()
    const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    const work = await makeRatedWork(ctx)
    const open = await flagIt(as(work.lead), work)
    await fill(0, 120)
    const pages = [1, 2, 3, 4].map((page) => concernQueue(as(administrator), page))
    const [first, second, third, none] = (await Promise.all(pages)).map(value)
    expect(first?.rows[0]?.ref).toBe(open)
    expect([first, second, third, none].map((page) => page?.rows.length)).toEqual([50, 50, 21, 0])
    expect(first?.pageCount).toBe(3)
    const shown = [first, second, third].flatMap((page) => page?.rows ?? [])
    expect(new Set(shown.map((row) => row.ref)).size).toBe(121)
  })

  it('reads no table from end to end, however much is over, and asks as much for many as for few', async () => {
    const ctx = database.ctx()
    await ctx.db.$executeRaw`delete from "Concern" where ref like 'CO-2025-%'`
    const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
    let heard: SqlQuery[] = []
    const core = listeningCore(database.core(), ctx.clock, (query) => heard.push(query))
    const look = async () => {
      heard = []
      value(await concernQueue(core.contextFor(administrator.actor, 'test')))
      return heard
    }
    const few = (await look()).length
    await fill(6_000, 60)
    await ctx.db.$executeRaw`analyze "Concern"`
    const asked = await look()
    expect(asked.length).toBe(few)
    const scanned: string[] = []
    for (const query of asked.filter(isReading))
      for (const { table, rows } of (await explain(core, query)).scanned) if (rows > 1_000) scanned.push(table)
    expect(scanned).toEqual([])
  })
})
