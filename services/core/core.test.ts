import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import { audit, findBrokenAuditEntry } from './audit.ts'
import type { Ctx } from './context.ts'
import { runDueJobs } from './jobs.ts'
import { deliverAll, enqueue, secondsUntilRetry } from './outbox.ts'
import { nextReference } from './reference.ts'
import { ok, refused } from './result.ts'
import { afterwards, inTransaction } from './transaction.ts'

const database = openTestDatabase({ isChanged: true })

describe('inTransaction', () => {
  it('undoes everything when the work is refused, and joins the transaction of its caller', async () => {
    const ctx = database.ctx()
    const result = await inTransaction(ctx, async (outer) => {
      await enqueue(outer, { topic: 'undone', key: 'outer', payload: {} })
      return inTransaction(outer, async (inner) => {
        await enqueue(inner, { topic: 'undone', key: 'inner', payload: {} })
        return refused('The state does not allow it.')
      })
    })
    expect(result).toEqual(refused('The state does not allow it.'))
    expect(await ctx.db.outboxMessage.count({ where: { topic: 'undone' } })).toBe(0)
  })

  it('does afterwards what was asked of the outermost, kept or refused; not where it failed', async () => {
    const ctx = database.ctx()
    const note = (ctx: Ctx, name: string) => afterwards(ctx, (ctx) => ctx.db.jobRun.create({ data: { name } }))
    const noted = async () =>
      (await ctx.db.jobRun.findMany({ where: { name: { startsWith: 'after-' } } })).map(({ name }) => name)
    await inTransaction(ctx, async (outer) => {
      await inTransaction(outer, async (inner) => {
        await note(inner, 'after-inner')
        return refused('No.')
      })
      await note(outer, 'after-outer')
      expect(await noted()).toEqual([])
      return refused('No.')
    })
    expect(await noted()).toEqual(['after-inner', 'after-outer'])
    await inTransaction(ctx, async (inner) => ok(await note(inner, 'after-kept')))
    await note(ctx, 'after-none')
    const failing = inTransaction(ctx, async (inner) => {
      await note(inner, 'after-failing')
      throw new Error('It broke')
    })
    await expect(failing).rejects.toThrow('It broke')
    expect((await noted()).sort()).toEqual(['after-inner', 'after-kept', 'after-none', 'after-outer'])
  })

  it('does not say that work was kept when an error inside the transaction undid it', async () => {
    const ctx = database.ctx()
    const work = inTransaction(ctx, async (inner) => {
      await inner.db.jobRun.create({ data: { name: 'lost' } })
      await inner.db.jobRun.create({ data: { name: 'lost' } }).catch(() => undefined)
      return ok('kept')
    })
    await expect(work.then(() => ctx.db.jobRun.count({ where: { name: 'lost' } }))).rejects.toThrow()
  })
})

describe('questions asked at once in a transaction', () => {
  it('take turns, each getting its own answer, without a warning from the driver', async () => {
    const warnings: Error[] = []
    const hear = (warning: Error) => warnings.push(warning)
    process.on('warning', hear)
    const result = await inTransaction(database.ctx(), async ({ db }) =>
      ok(await Promise.all([1, 2, 3].map((n) => db.$queryRaw<{ n: number }[]>`select ${n}::int as n`))),
    )
    await new Promise(setImmediate)
    process.off('warning', hear)
    expect(result).toEqual(ok([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]))
    expect(warnings).toEqual([])
  })
})

describe('many statements in a row', () => {
  it('let other requests through', async () => {
    const ctx = database.ctx()
    await ctx.db.jobRun.findMany()
    let isDone = false
    let othersServed = 0
    const serveOthers = () => {
      othersServed += 1
      if (!isDone) setImmediate(serveOthers)
    }
    setImmediate(serveOthers)
    for (let at = 0; at < 100; at += 1) await ctx.db.jobRun.findMany()
    isDone = true
    expect(othersServed).toBeGreaterThan(1)
  })
})

describe('the audit log', () => {
  it('cannot be changed or emptied, and says where a chain is broken', async () => {
    const ctx = database.ctx()
    for (const id of ['1', '2', '3']) await audit(ctx, { event: 'thing.happened', subject: { kind: 'thing', id } })
    await expect(ctx.db.auditEntry.updateMany({ data: { actorName: 'Somebody else' } })).rejects.toThrow(/append-only/)
    await expect(ctx.db.auditEntry.deleteMany()).rejects.toThrow(/append-only/)
    await expect(ctx.db.$executeRaw`truncate "AuditEntry"`).rejects.toThrow(/append-only/)
    expect(await findBrokenAuditEntry(ctx)).toBeNull()

    const second = await ctx.db.auditEntry.findFirstOrThrow({ where: { subjectId: '2' } })
    await ctx.db.$executeRaw`alter table "AuditEntry" disable trigger "AuditEntry_append_only"`
    await ctx.db.auditEntry.update({ where: { id: second.id }, data: { event: 'thing.forged' } })
    await ctx.db.$executeRaw`alter table "AuditEntry" enable trigger "AuditEntry_append_only"`
    expect(await findBrokenAuditEntry(ctx)).toBe(second.id)
  })
})

describe('the outbox', () => {
  it('tries again after five seconds, then twice as long each time, and at least once an hour', () => {
    expect([1, 2, 3, 10, 11, 12].map(secondsUntilRetry)).toEqual([5, 10, 20, 2560, 3600, 3600])
  })

  it('sends one message per key, tries again after a failure, and keeps a dead letter', async () => {
    const ctx = database.ctx()
    database.setNow('2026-05-01T09:00:00Z')
    await enqueue(ctx, { topic: 'greet', key: 'greet:1', payload: { to: 'Ann' } })
    await enqueue(ctx, { topic: 'greet', key: 'greet:1', payload: { to: 'Ann' } })
    const seen: string[] = []
    const failing = async () => {
      seen.push('tried')
      throw new Error('The mail server is away')
    }
    for (let hour = 10; hour < 22; hour += 1) {
      await deliverAll(ctx, { greet: failing })
      database.setNow(`2026-05-01T${hour}:00:00Z`)
    }
    const message = await ctx.db.outboxMessage.findUniqueOrThrow({ where: { key: 'greet:1' } })
    expect(seen).toHaveLength(10)
    expect(message).toMatchObject({ attempts: 10, lastError: 'The mail server is away', deliveredAt: null })
    expect(message.failedAt).not.toBeNull()
    database.setNow(null)
  })

  it('hands a message to one of two workers only', async () => {
    const ctx = database.ctx()
    for (let n = 0; n < 20; n += 1) await enqueue(ctx, { topic: 'race', key: `race:${n}`, payload: {} })
    const delivered: string[] = []
    const handlers = { race: async (_: unknown, { key }: { key: string }) => void delivered.push(key) }
    await Promise.all([deliverAll(ctx, handlers), deliverAll(ctx, handlers), deliverAll(ctx, handlers)])
    expect(new Set(delivered).size).toBe(20)
    expect(delivered).toHaveLength(20)
  })
})

describe('jobs', () => {
  it('run once when their time has come, whoever asks', async () => {
    const ctx = database.ctx()
    let runs = 0
    const job = {
      name: 'count',
      title: 'A job',
      everyMinutes: 60,
      run: async () => {
        runs += 1
      },
    }
    await Promise.all([runDueJobs(ctx, [job]), runDueJobs(ctx, [job])])
    expect(runs).toBe(1)
  })
})

describe('references', () => {
  it('are never given twice, and tell nobody how many there are', async () => {
    const ctx = database.ctx()
    database.setNow('2027-02-01')
    const refs = await Promise.all(Array.from({ length: 200 }, () => nextReference(ctx, 'PR')))
    expect(new Set(refs).size).toBe(200)
    expect(refs.every((ref) => /^PR-2027-\d{3}$/.test(ref))).toBe(true)
    const numbers = refs.map((ref) => Number(ref.slice(-3)))
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(300)
    database.setNow(null)
  })

  it('are longer in a year that uses the short ones up, and each still found at once', async () => {
    const ctx = database.ctx()
    database.setNow('2028-02-01')
    const upTo = (below: number) =>
      ctx.db
        .$executeRaw`insert into "GivenReference" select 'TE-2028-' || n from generate_series(100, ${below - 1}::int) n on conflict do nothing`
    await upTo(990)
    for (let at = 0; at < 20; at += 1) expect(await nextReference(ctx, 'TE')).toMatch(/^TE-2028-\d{3,4}$/)
    await upTo(10_000)
    const refs = await Promise.all(Array.from({ length: 50 }, () => nextReference(ctx, 'TE')))
    expect(new Set(refs).size).toBe(50)
    for (const ref of refs) expect(ref).toMatch(/^TE-2028-\d{5}$/)
    await upTo(100_000)
    expect(await nextReference(ctx, 'TE')).toMatch(/^TE-2028-\d{6}$/)
    expect(await nextReference(ctx, 'PR')).toMatch(/^PR-2028-\d{3}$/)
    database.setNow(null)
  })
})
