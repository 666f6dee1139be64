import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { applyingSettled, applyStoredImport } from './apply-stored-import.ts'
import { correctRow, findImport, findImportRow, forgetImports } from './member-import.ts'
import { importSettled, startImport } from './start-import.ts'
import { importTasks } from './tasks.ts'

const database = openTestDatabase()

const officer = async () =>
  database.ctx((await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })).actor)

const list = (...rows: string[]) => Buffer.from(['Name,Email,YOT,Notes', ...rows].join('\n'))

const started = async (ctx: Awaited<ReturnType<typeof officer>>, ...rows: string[]) => {
  const result = await startImport(ctx, list(...rows))
  if (!result.ok) throw new Error('Not started')
  const { id } = result.value
  await importSettled(id)
  const page = async () => {
    const found = await findImport(ctx, id, { page: 1 })
    if (!found.ok || found.value.stage !== 'read') throw new Error('Not found')
    return found.value
  }
  return { id, page }
}

describe('a members’ list on its page', () => {
  it('is for administrators', async () => {
    const { actor } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const ctx = await officer()
    const { id } = await started(ctx, 'Al Listed,al@leeds.example,Leeds,')
    expect(await startImport(database.ctx(actor), list('A B,a@b.example,Leeds,'))).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await findImport(database.ctx(actor), id, { page: 1 })).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('that is no list is refused in a sentence', async () => {
    expect(await startImport(await officer(), Buffer.from('%PDF-1.4'))).toMatchObject({
      problem: { kind: 'invalid', fields: { file: expect.stringContaining('neither CSV nor an Excel workbook') } },
    })
  })

  it('is shown first, decided on, and applied once', async () => {
    const ctx = await officer()
    const { id, page } = await started(ctx, 'Bo Listed,bo@leeds.example,Leeds,', 'Cy Listed,cy@x.example,Hakney,')
    const before = await page()
    expect(before.counts).toMatchObject({ create: 1, ask: 1 })
    expect(await ctx.db.emailAddress.count({ where: { address: 'bo@leeds.example' } })).toBe(0)
    expect(await findImportRow(ctx, id, 3)).toMatchObject({ value: { near: [{ code: 'hackney' }], mayNameWho: true } })
    const decided = { version: before.version, decision: 'correct' as const, yotCode: 'hackney' }
    expect(await correctRow(ctx, { importId: id, row: 3 }, { ...decided, yotCode: 'atlantis' })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    expect(await correctRow(ctx, { importId: id, row: 3 }, decided)).toMatchObject({ ok: true })
    expect(await correctRow(ctx, { importId: id, row: 3 }, decided)).toMatchObject({ problem: { kind: 'stale' } })
    const after = await page()
    expect(after.counts).toMatchObject({ create: 2, ask: 0 })
    expect(await applyStoredImport(ctx, id, after)).toMatchObject({ ok: true, value: { counts: { create: 2 } } })
    expect(await applyStoredImport(ctx, id, after)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await ctx.db.emailAddress.count({ where: { address: 'cy@x.example' } })).toBe(1)
    expect((await page()).isApplied).toBe(true)
    expect(await ctx.db.memberImport.findUniqueOrThrow({ where: { id } })).toMatchObject({ rows: [] })
  })

  it('keeps rows that need a person once the others are in effect, and puts them into effect when decided on', async () => {
    const ctx = await officer()
    const priya = await makePerson(database.ctx(), {
      name: 'Priya Listed',
      email: 'priya@york.example',
      posts: [{ yotCode: 'york' }],
    })
    const { id, page } = await started(
      ctx,
      'Hal Listed,hal@leeds.example,Leeds,',
      'Priya Listed,priya@leeds.example,Leeds,',
      'Ivy Listed,ivy@x.example,Hakney,',
    )
    expect(await importTasks(ctx)).toContainEqual(
      expect.objectContaining({ href: `/association/members/import/${id}`, title: expect.stringContaining('Apply') }),
    )
    expect(await applyStoredImport(ctx, id, await page())).toMatchObject({ value: { counts: { create: 1, ask: 2 } } })
    const waiting = await page()
    expect(waiting).toMatchObject({ isApplied: false, counts: { create: 0, update: 0, ask: 2, skip: 0 } })
    expect(waiting.rows.map(({ row }) => row)).toEqual([3, 4])
    expect(await importTasks(ctx)).toContainEqual(
      expect.objectContaining({ title: 'Decide on 2 rows of a members’ list' }),
    )
    expect(await findImportRow(ctx, id, 2)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await findImportRow(ctx, id, 3)).toMatchObject({
      value: { candidates: [{ id: priya.id, words: expect.stringContaining('priya@york.example') }] },
    })
    const { version } = waiting
    expect(
      await correctRow(ctx, { importId: id, row: 3 }, { version, decision: 'correct', is: priya.id }),
    ).toMatchObject({
      ok: true,
    })
    const decided = await page()
    expect(decided.rows[0]).toMatchObject({
      action: 'update',
      writes: ['E-mail address: priya@leeds.example', 'Post at Leeds Youth Justice Service: title not given'],
    })
    expect(await applyStoredImport(ctx, id, decided)).toMatchObject({ value: { counts: { update: 1, ask: 1 } } })
    expect(await ctx.db.emailAddress.findUniqueOrThrow({ where: { address: 'priya@leeds.example' } })).toMatchObject({
      personId: priya.id,
    })
    const last = await page()
    await correctRow(ctx, { importId: id, row: 4 }, { version: last.version, decision: 'leave-out' })
    database.setNow(new Date(Date.now() + 31 * 86_400_000).toISOString())
    await forgetImports.run(database.ctx())
    database.setNow(null)
    expect(await importTasks(ctx)).not.toContainEqual(expect.objectContaining({ href: expect.stringContaining(id) }))
    expect(await ctx.db.memberImport.findUniqueOrThrow({ where: { id } })).toMatchObject({ rows: [] })
  })

  it('goes on after a server went away half-way, without writing anything twice', async () => {
    const ctx = await officer()
    const rows = Array.from(
      { length: 120 },
      (_, i) =>
        `Half Way${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))},half${i}@x.example,${['Leeds', 'York', 'Hull'][i % 3]},`,
    )
    const { id, page } = await started(ctx, ...rows)
    const seen = await page()
    await ctx.db.memberImport.update({
      where: { id },
      data: { isApplying: true, stepCount: 240, stepsDone: 100, beatAt: ctx.clock.now() },
    })
    expect(await findImport(ctx, id, { page: 1 })).toMatchObject({ value: { stage: 'applying', done: 100, all: 240 } })
    expect(await applyStoredImport(ctx, id, seen)).toMatchObject({ problem: { kind: 'refused' } })
    await ctx.db.memberImport.update({ where: { id }, data: { beatAt: new Date(Date.now() - 120_000) } })
    const again = await page()
    expect(again.stopped).toContain('restarted')
    expect(await applyStoredImport(ctx, id, again)).toMatchObject({ value: { counts: { create: 120 } } })
    await applyingSettled(id)
    expect(await ctx.db.emailAddress.count({ where: { address: { startsWith: 'half' } } })).toBe(120)
    expect((await page()).isApplied).toBe(true)
  })

  it('is not applied when it would do something else than was seen', async () => {
    const ctx = await officer()
    const { id, page } = await started(ctx, 'Di Listed,di@leeds.example,Leeds,')
    const seen = await page()
    await makePerson(database.ctx(), { name: 'Di Listed', email: 'di@leeds.example', posts: [{ yotCode: 'leeds' }] })
    expect(await applyStoredImport(ctx, id, seen)).toMatchObject({ problem: { kind: 'stale' } })
  })

  it('keeps nothing of a note, nor of a row that may be about a child', async () => {
    const ctx = await officer()
    const { id, page } = await started(
      ctx,
      'Ed Listed,ed@leeds.example,Leeds,Rang about Tyler Brown DOB 03/04/2011',
      'Flo Listed,flo@leeds.example,Leeds,On maternity leave',
    )
    const { rows } = await ctx.db.memberImport.findUniqueOrThrow({ where: { id } })
    const kept = JSON.stringify(rows)
    expect(kept).toContain('Flo Listed')
    expect(kept).not.toMatch(/Tyler|Ed Listed|2011|maternity/)
    expect((await page()).rows[0]).toMatchObject({ action: 'ask', people: [] })
  })

  it('says how far it is read, and that a server went away meanwhile', async () => {
    const ctx = await officer()
    const row = { startedById: ctx.actor.personId ?? '', rows: [], startedAt: ctx.clock.now(), isReading: true }
    const reading = { ...row, rowsRead: 4_200, rowCount: 10_000 }
    const { id } = await ctx.db.memberImport.create({ data: { ...reading, beatAt: ctx.clock.now() } })
    expect(await findImport(ctx, id, { page: 1 })).toMatchObject({
      value: { stage: 'reading', done: 4_200, all: 10_000 },
    })
    expect(await findImportRow(ctx, id, 2)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await applyStoredImport(ctx, id, { version: 1, fingerprint: '' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    const minutesAgo = new Date(ctx.clock.now().getTime() - 2 * 60_000)
    await ctx.db.memberImport.update({ where: { id }, data: { beatAt: minutesAgo } })
    expect(await findImport(ctx, id, { page: 1 })).toMatchObject({
      value: { stage: 'failed', says: expect.stringContaining('choose the file again') },
    })
  })

  it('is forgotten after a week', async () => {
    const ctx = await officer()
    const { id } = await started(ctx, 'Gus Listed,gus@leeds.example,Leeds,')
    database.setNow(new Date(Date.now() + 8 * 86_400_000).toISOString())
    await forgetImports.run(database.ctx())
    expect(await findImport(ctx, id, { page: 1 })).toMatchObject({ problem: { kind: 'not-found' } })
    database.setNow(null)
  })
})
