import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, describe, expect, inject, it, vi } from 'vitest'
import { system } from '#services/core/access.ts'
import { openServer } from '#services/core/db.ts'
import { findFaults } from '#services/invariants.ts'
import { makePerson } from '#tests/factories/person.ts'
import { testCore } from '#tests/setup/database.ts'
import { openTestServer, type Visitor } from '#tests/setup/server.ts'

const postgres = inject('postgres')
const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

/** The way to a database server, which can be cut and laid again: to the exchange, a server that stops and starts. */
const openWay = async (url: string) => {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  const way = createServer((near) => {
    const far = connect(Number(port || 5432), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  const open = async (at: number) => {
    way.listen(at, '127.0.0.1')
    await once(way, 'listening')
  }
  await open(0)
  const { port: near } = way.address() as AddressInfo
  const through = new URL(url)
  through.host = `127.0.0.1:${near}`
  const cut = async () => {
    const closed = once(way, 'close')
    way.close()
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    await closed
  }
  return { url: through.href, cut, restore: () => open(near) }
}

/** A database of this test's own on the server, reached by a way that can be cut. */
const openDatabase = async ({ url, template }: { url: string; template: string }) => {
  const name = `${template}_away_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  closing.push(() => admin.end())
  await admin.query(`create database ${name} template ${template}`)
  closing.push(() => admin.query(`drop database ${name} with (force)`))
  const own = new URL(url)
  own.pathname = `/${name}`
  const way = await openWay(own.href)
  const database = await openServer(way.url)
  closing.push(() => database.close())
  return { way, core: testCore(database), admin, databaseName: name }
}
const opened = postgres && (await openDatabase(postgres))

const rename = async (browser: Visitor, name: string): Promise<number> => {
  const { html, status } = await browser.get('/account/name')
  if (status !== 200) return status
  const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
  return (await browser.post('/account/name', { name, version, formKey: randomUUID() })).status
}

// Without a server there is nothing to take away: the embedded database lives and dies with the exchange.
describe.skipIf(!opened)('while its database server is away', () => {
  if (!opened) return
  const { way, core, admin, databaseName } = opened
  const server = openTestServer({
    core: ({ config }) => ({
      ...core,
      config,
      contextFor: (actor, requestId) => ({ ...core.contextFor(actor, requestId), config }),
    }),
  })
  const ctx = core.contextFor(system, 'test')

  it('says so with 503, is well again by itself, and has lost nothing that a page confirmed', async () => {
    const person = await makePerson(ctx, { name: 'Robin Before' })
    const browser = await server.signIn(person.id)
    const confirmed: string[] = []
    const answers = new Set<number>()
    let isOver = false
    const working = (async () => {
      for (let turn = 0; !isOver; turn += 1) {
        const name = `Robin ${'abcdefghij'.charAt(turn % 10)}${'klmnopqrst'.charAt(Math.floor(turn / 10) % 10)}`
        const status = await rename(browser, name)
        answers.add(status)
        if (status === 303) confirmed.push(name)
      }
    })()
    await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(3), 30_000)

    await way.cut()
    const page = await server.visitor().get('/bank')
    expect(page.status).toBe(503)
    expect(page.headers.get('retry-after')).toBe('10')
    expect(page.html).toContain('Our database cannot be reached')
    expect((await server.visitor().get('/readyz')).status).toBe(503)
    expect((await server.visitor().get('/healthz')).status).toBe(200)

    await way.restore()
    const before = confirmed.length
    await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(before + 3), 10_000)
    isOver = true
    await working
    expect([...answers].filter((status) => status !== 303 && status !== 503)).toEqual([])
    const { db } = ctx
    expect((await db.person.findUniqueOrThrow({ where: { id: person.id } })).name).toBe(confirmed.at(-1))
    const renamed = await db.auditEntry.count({ where: { event: 'person.renamed', subjectId: person.id } })
    // One may have been kept just as the way was cut, before its page could say so.
    expect([confirmed.length, confirmed.length + 1]).toContain(renamed)
    expect(await findFaults(db)).toEqual([])
  })

  it('answers 503, never 500, to whoever’s connection was cut, though the server is there', async () => {
    const person = await makePerson(ctx)
    const browser = await server.signIn(person.id)
    const answers: number[] = []
    const cut = async () => {
      const { rowCount } = await admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
        [databaseName],
      )
      return rowCount
    }
    for (let turn = 0; turn < 12; turn += 1) {
      const asked = Array.from({ length: 6 }, () => browser.get('/home'))
      await cut()
      answers.push(...(await Promise.all(asked)).map(({ status }) => status))
    }
    expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([])
    await vi.waitFor(async () => expect((await browser.get('/home')).status).toBe(200), 10_000)
  })

  it('says so in a sentence when its disk is full, and has kept nothing of the change', async () => {
    const person = await makePerson(ctx, { name: 'Robin Before' })
    const browser = await server.signIn(person.id)
    await ctx.db.$executeRawUnsafe(`
      create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
    await ctx.db.$executeRawUnsafe(
      'create trigger no_room before update on "Person" for each row execute function no_room()',
    )
    const { html } = await browser.get('/account/name')
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
    const page = await browser.post('/account/name', { name: 'Robin After', version, formKey: randomUUID() })
    expect(page.status).toBe(503)
    expect(page.html).toContain('There is no room left to save this')
    expect((await browser.get('/account')).html).toContain('Robin Before')
    await ctx.db.$executeRawUnsafe('drop function no_room() cascade')
    expect((await browser.post('/account/name', { name: 'Robin After', version, formKey: randomUUID() })).status).toBe(
      303,
    )
  })
})
