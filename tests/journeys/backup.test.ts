import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadBuild } from '#app/commands/pages.ts'
import { createServer } from '#app/server.ts'
import { clockFrom } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { coreOn } from '#services/core/context.ts'
import { type Database, openEmbedded, openServer } from '#services/core/db.ts'
import { createLog } from '#services/core/log.ts'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'
import { openTestServer, Visitor } from '#tests/setup/server.ts'
import { newServerDatabase } from '#tests/setup/server-database.ts'
import { postgresUrl } from '#tests/setup/supplies.ts'

const server = openTestServer({ database: openTestDatabase({ from: demonstration }) })
const folder = mkdtempSync(join(tmpdir(), 'critical-friend-db-'))
const now = new Date()
server.database.setNow(now.toISOString())
const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
  rmSync(folder, { recursive: true, force: true })
})

/** `npm run db`, as a process of its own: what it says and its exit code. */
const db = async (args: string[], env: Record<string, string>) => {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/commands/db.ts', ...args], {
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'close')
  return { code, said: said.trim() }
}

/** A server of pages on another database, seen with the cookies of a browser that was signed in before. */
const browserOn = async (database: Database, cookies: Map<string, string>) => {
  closing.push(() => database.close())
  const config = readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: server.config.publicUrl })
  const log = createLog(config)
  const core = coreOn(
    database,
    config,
    log,
    clockFrom(() => now),
  )
  const app = createServer({ core, config, log, build: await loadBuild(), assetsDir: 'build/client' })
  const listening = app.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  closing.push(async () => {
    listening.closeAllConnections()
    listening.close()
  })
  const visitor = new Visitor(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`, config.publicUrl)
  for (const [name, value] of cookies) visitor.cookies.set(name, value)
  return visitor
}

const paths = [
  '/',
  '/home',
  '/offerings',
  '/bank',
  '/yots/leeds',
  '/reviews',
  '/association/requests',
  '/association/audit',
]

/** What each page says, without what is drawn anew for every response. */
const pagesOf = async (browser: Visitor) => {
  const pages: Record<string, string[]> = {}
  for (const path of paths) {
    const { status, html } = await browser.get(path)
    expect(status, path).toBe(200)
    pages[path] = html
      .replace(/ nonce="[^"]*"/g, '')
      .replace(/name="formKey" value="[^"]*"/g, '')
      .split(/(?=<)/)
  }
  return pages
}

describe('backup, wipe, restore', () => {
  it('brings back the same pages, sessions and audit log, on a folder and on a PostgreSQL server', {
    timeout: 300_000,
  }, async () => {
    const ctx = server.database.ctx()
    const administrator = await ctx.db.person.findFirstOrThrow({
      where: { appointments: { some: { role: 'administrator' } } },
    })
    const browser = await server.signIn(administrator.id)
    const before = await pagesOf(browser)
    const lastHash = (await ctx.db.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } })).hash

    const { backUp } = await import('#services/core/backup.ts')
    const file = join(folder, 'first.jsonl.gz')
    await backUp(server.database.core().database, ctx.files, file, now)

    const places: Record<string, string>[] = [{ DATA_DIR: join(folder, 'a') }]
    if (postgresUrl) {
      const { url, drop } = await newServerDatabase(postgresUrl, 'restore')
      closing.push(drop)
      places.push({ DATA_DIR: join(folder, 'b'), DATABASE_URL: url })
    }
    for (const place of places) {
      const restored = await db(['restore', file], place)
      expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('The audit log is whole.') })
      expect(await db(['verify'], place)).toMatchObject({
        code: 0,
        said: expect.stringContaining('No fault was found.'),
      })
      const database = place.DATABASE_URL
        ? await openServer(place.DATABASE_URL)
        : await openEmbedded(place.DATA_DIR ?? '')
      expect(await pagesOf(await browserOn(database, browser.cookies))).toEqual(before)
      expect((await database.client.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } })).hash).toBe(lastHash)
    }

    // The folder is in use by this process now.
    const refused = await db(['verify'], { DATA_DIR: join(folder, 'a') })
    expect(refused.code).toBe(1)
    expect(refused.said).toMatch(
      /^The folder .* is in use by another copy of the program \(process \d+\): stop that one first/,
    )
    expect(refused.said.split('\n')).toHaveLength(1)
  })

  it('says what is wrong, with exit code 1', async () => {
    const home = join(folder, 'c')
    expect(await db(['verify'], { DATA_DIR: home })).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no database'),
    })
    expect(await db(['backup'], { DATA_DIR: home })).toMatchObject({ code: 1, said: expect.stringContaining('Usage:') })
    expect(await db(['migrate'], { DATA_DIR: home })).toMatchObject({
      code: 0,
      said: expect.stringContaining('Brought up to date: 2'),
    })
    const database = await openEmbedded(home)
    await database.client.$executeRaw`alter table "AuditEntry" disable trigger "AuditEntry_append_only"`
    await database.close()
    const { code, said } = await db(['verify'], { DATA_DIR: home })
    expect(code).toBe(1)
    expect(said).toContain(
      'FAULT: This does not hold: The seals of the audit log and of what was accepted are in place and switched on. See AuditEntry_append_only.',
    )
  })
})
