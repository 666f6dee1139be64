import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Ctx } from '#services/core/context.ts'
import { refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { membershipOf } from '#services/memberships/index.ts'
import { grantsFor, yotRegister } from '#services/yots/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { applyImport, lockImports } from './apply-import.ts'
import { readHeldPeople } from './held-people.ts'
import { readMemberSheet } from './member-sheet.ts'
import { planImport } from './plan-import.ts'

const database = openTestDatabase()
const today = '2026-11-22'

const planFile = async (ctx: Ctx, bytes: Uint8Array) => {
  const { register } = await yotRegister(ctx)
  const sheet = await readMemberSheet(bytes, register)
  if (!sheet.ok) throw new Error('Not readable')
  return planImport({ sheet: sheet.value, register, held: await readHeldPeople(ctx), today: ctx.clock.today() })
}

const importFile = async (bytes: Uint8Array) => {
  const result = await inTransaction(database.ctx(), async (ctx) => {
    await lockImports(ctx)
    return applyImport(ctx, await planFile(ctx, bytes))
  })
  expect(result).toMatchObject({ ok: true })
}

const list = (...rows: string[]) =>
  Buffer.from(['Name,Email,YOT,Position,Status,Paid until,Type,Amount', ...rows].join('\n'))

const personIdOf = async (ctx: Ctx, address: string) =>
  (await ctx.db.emailAddress.findUniqueOrThrow({ where: { address } })).personId

describe('a list in the database', () => {
  const folder = fileURLToPath(new URL('./fixtures', import.meta.url))
  const files = readdirSync(folder).filter((file) => /\.(?:csv|xlsx)$/.test(file) && file !== 'people.csv')

  it.each(files)('%s: run again, it changes nothing', async (file) => {
    database.setNow(today)
    const bytes = readFileSync(`${folder}/${file}`)
    await importFile(bytes)
    expect((await planFile(database.ctx(), bytes)).changes).toEqual([])
  })

  it('brings in people with their post, their membership, and what the post lets them do', async () => {
    database.setNow(today)
    const ctx = database.ctx()
    await importFile(list('Ada Invented,ada@york.example,York,Head of Service,,31/3/2027,Individual,£140'))
    const id = await personIdOf(ctx, 'ada@york.example')
    expect(await grantsFor(ctx, id)).toContainEqual({ role: 'service_lead', yotCode: 'york' })
    expect(await membershipOf(ctx, id)).toMatchObject({ state: 'active', endsOn: '2027-03-31', by: 'individual' })
    expect(await ctx.db.auditEntry.count({ where: { event: 'import.applied' } })).toBeGreaterThan(0)
  })

  it('a group row is paid by the service, once, and covers who has a post there', async () => {
    database.setNow(today)
    const ctx = database.ctx()
    await importFile(
      list(
        'Bea Invented,bea@wigan.example,Wigan,Team manager,,31/3/2027,Group,',
        'Cy Invented,cy@wigan.example,Wigan,Team manager 2,,31/3/2027,Group,',
      ),
    )
    const rows = await ctx.db.membership.findMany({ where: { yotCode: 'wigan' } })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ kind: 'group', personId: null, feePence: 15_000 })
    expect(await membershipOf(ctx, await personIdOf(ctx, 'cy@wigan.example'))).toMatchObject({ by: 'group' })
  })

  it('a sum for several people on one row is nobody’s own fee', async () => {
    database.setNow(today)
    const ctx = database.ctx()
    await importFile(list('Ira Invented; Ivo Invented,ira@dudley.example; ivo@dudley.example,Dudley,,,31/3/2027,,£300'))
    const rows = await ctx.db.membership.findMany({
      where: { person: { addresses: { some: { address: { endsWith: '@dudley.example' } } } } },
    })
    expect(rows.map(({ feePence }) => feePence)).toEqual([15_000, 15_000])
  })

  it('who left has the post ended, keeps their name, and the region hears of a head’s vacancy', async () => {
    database.setNow(today)
    const ctx = database.ctx()
    await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] })
    const head = await makePerson(ctx, { name: 'Di Invented', email: 'di@hull.example', posts: [{ yotCode: 'hull' }] })
    await importFile(list('Di Invented,di@hull.example,Hull,Head of service,Left 1/11/2026,,,'))
    expect(await grantsFor(ctx, head.id)).toEqual([{ role: 'person' }])
    expect((await readHeldPeople(ctx)).vacancies).toContainEqual(expect.objectContaining({ yot: 'hull' }))
    const mail = await ctx.db.outboxMessage.findFirstOrThrow({ where: { key: { contains: 'headless:hull' } } })
    expect(JSON.stringify(mail.payload)).toContain('Nobody is recorded in the post from Monday 2 November 2026')
  })

  it('a successor in the same list takes the post that the list empties', async () => {
    database.setNow(today)
    const ctx = database.ctx()
    await makePerson(ctx, { name: 'Ed Invented', email: 'ed@solihull.example', posts: [{ yotCode: 'solihull' }] })
    await importFile(
      list(
        'Ed Invented,ed@solihull.example,Solihull,Head of service,Left,,,',
        'Flo Invented,flo@solihull.example,Solihull,Head of service,,,,',
      ),
    )
    const posts = await ctx.db.post.findMany({ where: { yotCode: 'solihull' }, include: { holdings: true } })
    expect(posts).toHaveLength(1)
    expect(posts[0]?.holdings).toHaveLength(2)
    expect(await ctx.db.outboxMessage.count({ where: { key: { contains: 'headless:solihull' } } })).toBe(0)
  })

  it('somebody who left the exchange is a question, never brought back', async () => {
    database.setNow(today)
    const ctx = database.ctx()
    const gone = await makePerson(ctx, { name: 'Gus Invented', email: 'gus@devon.example' })
    await ctx.db.person.update({ where: { id: gone.id }, data: { leftAt: ctx.clock.now() } })
    const plan = await planFile(ctx, list('Gus Invented,gus@devon.example,Devon,Manager,,,,'))
    expect(plan.records).toMatchObject([{ action: 'ask', warnings: ['person-left'] }])
  })

  it('is applied whole or not at all', async () => {
    database.setNow(today)
    const before = await database.ctx().db.person.count()
    const bytes = list('Hal Invented,hal@devon.example,Devon,Manager,,,,')
    await inTransaction(database.ctx(), async (ctx) => {
      await applyImport(ctx, await planFile(ctx, bytes))
      return refused('Stopped after everything was written.')
    })
    expect(await database.ctx().db.person.count()).toBe(before)
  })
})
