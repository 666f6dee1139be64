import { afterEach, describe, expect, inject, it, vi } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import type { Core } from './context.ts'
import type { Job } from './jobs.ts'
import { enqueue, type Handler } from './outbox.ts'
import { ok, refused } from './result.ts'
import { inTransaction } from './transaction.ts'
import { type Line, startWork } from './work.ts'

const database = openTestDatabase()
const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const work of running.splice(0)) await work.stop()
  database.setNow(null)
})

const start = async (core: Core, { jobs = [], lines = [] }: { jobs?: Job[]; lines?: Line[] }) => {
  const work = await startWork(core, { jobs, lines })
  running.push(work)
  return work
}

/** A line that notes what it took, and when its worker takes it. */
const noting = (topic: string, atOnce = 1) => {
  const taken: string[] = []
  const handler: Handler = async (_, { key }) => void taken.push(key)
  return { taken, line: { handlers: { [topic]: handler }, atOnce } }
}

/** The same core, and how many questions were asked through it. */
const counting = (core: Core) => {
  let asked = 0
  const contextFor: Core['contextFor'] = (actor, requestId) => {
    asked += 1
    return core.contextFor(actor, requestId)
  }
  return { core: { ...core, contextFor }, asked: () => asked }
}

const withinASecond = { timeout: 1_000, interval: 10 }

describe('a worker at rest', () => {
  it('takes a message within a second of its transaction, also one that another process wrote', async () => {
    const { taken, line } = noting('rung')
    await start(database.core(), { lines: [line] })
    for (let n = 0; n < 3; n += 1) {
      await inTransaction(database.ctx(), async (ctx) => {
        await enqueue(ctx, { topic: 'rung', key: `rung:${n}`, payload: {} })
        return ok(undefined)
      })
      await vi.waitFor(() => expect(taken).toHaveLength(n + 1), withinASecond)
    }
  })

  it('asks nothing while nothing happens, and takes nothing that was undone', async () => {
    const { taken, line } = noting('undone')
    const { core, asked } = counting(database.core())
    await start(core, { lines: [line] })
    await vi.waitFor(() => expect(asked()).toBe(1), withinASecond)
    await inTransaction(database.ctx(), async (ctx) => {
      await enqueue(ctx, { topic: 'undone', key: 'undone:1', payload: {} })
      return refused('Not now.')
    })
    await expect(vi.waitFor(() => expect(asked()).toBeGreaterThan(1), { timeout: 2_500 })).rejects.toThrow()
    expect(taken).toEqual([])
  })

  it('takes a message with a time when it has come', async () => {
    const { taken, line } = noting('timed')
    await start(database.core(), { lines: [line] })
    const availableAt = new Date(Date.now() + 700)
    await enqueue(database.ctx(), { topic: 'timed', key: 'timed:1', payload: {}, availableAt })
    await vi.waitFor(() => expect(taken).toEqual(['timed:1']), { timeout: 1_700, interval: 10 })
    expect(Date.now()).toBeGreaterThanOrEqual(availableAt.getTime())
  })

  it('runs each job when it is due, and again once its time has come', async () => {
    const ran: number[] = []
    const job: Job = {
      title: 'A job',
      name: 'work.count',
      everyMinutes: 1 / 60,
      run: async () => void ran.push(Date.now()),
    }
    await start(database.core(), { jobs: [job] })
    await vi.waitFor(() => expect(ran).toHaveLength(1), { timeout: 6_500, interval: 10 })
    await vi.waitFor(() => expect(ran).toHaveLength(2), { timeout: 2_500, interval: 10 })
    expect((ran[1] ?? 0) - (ran[0] ?? 0)).toBeGreaterThanOrEqual(500)
  })

  it.skipIf(process.env.TEST_DATABASE !== 'postgres' || !inject('postgres'))(
    'goes on within a second or so when the connection it listens on is cut',
    async () => {
      const { taken, line } = noting('cut')
      await start(database.core(), { lines: [line] })
      const db = database.ctx().db
      await vi.waitFor(async () => {
        const ended = await db.$queryRaw<unknown[]>`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query like 'listen %'`
        expect(ended).toHaveLength(1)
      }, withinASecond)
      await enqueue(database.ctx(), { topic: 'cut', key: 'cut:1', payload: {} })
      await vi.waitFor(() => expect(taken).toEqual(['cut:1']), { timeout: 2_000, interval: 10 })
      await enqueue(database.ctx(), { topic: 'cut', key: 'cut:2', payload: {} })
      await vi.waitFor(() => expect(taken).toEqual(['cut:1', 'cut:2']), { timeout: 2_000, interval: 10 })
    },
  )
})

describe('lines', () => {
  it('have so many in hand at once, and wait for no other line', async () => {
    let inHand = 0
    let mostInHand = 0
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow: Handler = async () => {
      inHand += 1
      mostInHand = Math.max(mostInHand, inHand)
      await released
      inHand -= 1
    }
    const { taken, line } = noting('quick')
    await start(database.core(), { lines: [{ handlers: { slow }, atOnce: 3 }, line] })
    for (let n = 0; n < 5; n += 1) await enqueue(database.ctx(), { topic: 'slow', key: `slow:${n}`, payload: {} })
    await vi.waitFor(() => expect(inHand).toBe(3), withinASecond)
    await enqueue(database.ctx(), { topic: 'quick', key: 'quick:1', payload: {} })
    await vi.waitFor(() => expect(taken).toEqual(['quick:1']), withinASecond)
    release()
    const waiting = { topic: 'slow', deliveredAt: null }
    await vi.waitFor(
      async () => expect(await database.ctx().db.outboxMessage.count({ where: waiting })).toBe(0),
      withinASecond,
    )
    expect(mostInHand).toBe(3)
  })
})
