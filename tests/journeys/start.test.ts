import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { freePort, startServer } from '#tests/setup/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'critical-friend-start-'))
const running: ChildProcess[] = []

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `npm start` on this file's folder. */
const start = (env: Record<string, string>) => {
  const started = startServer({ DATA_DIR: folder, ...env })
  running.push(started.child)
  return started
}

/** What a start that must fail says, and its exit code. */
const failing = async (env: Record<string, string>) => {
  const { ended, output } = start(env)
  return { code: await ended, said: output().trim() }
}

describe('starting', () => {
  it('serves, says where in one line, and stops cleanly when asked', async () => {
    const port = await freePort()
    const { child, serving, ended, output } = start({ PORT: port })
    await serving
    expect(output().trim()).toBe(
      `Critical Friend is at http://localhost:${port} (demonstration: fictional people, no real mail)`,
    )
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('refuses a folder that another start is using, naming it', async () => {
    const first = start({ PORT: await freePort() })
    await first.serving
    const { code, said } = await failing({ PORT: await freePort() })
    expect(code).toBe(1)
    expect(said.split('\n')).toHaveLength(1)
    expect(said).toContain(folder)
    expect(said).toContain(String(first.child.pid))
  })

  it('says that its port is taken, before it looks at anything else', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const result = await failing({ PORT: String(port), DATA_DIR: '/dev/null', APP_MODE: 'neither' })
    other.close()
    expect(result).toEqual({
      code: 1,
      said: `Port ${port} is taken by another program; stop it, or choose another with PORT.`,
    })
  })

  it.each(['a file', 'below a file'])('says in a sentence that the data folder is %s', async (what) => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const place = what === 'a file' ? file : join(file, 'data')
    const { code, said } = await failing({ DATA_DIR: place, PORT: await freePort() })
    expect(code).toBe(1)
    expect(said).toMatch(
      /^\S+ is (a file, not a folder|not a folder, or lies below a file): mend that, or set DATA_DIR/,
    )
    expect(said).toContain(place)
    expect(said.split('\n')).toHaveLength(1)
  })

  it('says that the database cannot be used, without its password', async () => {
    const { code, said } = await failing({ DATABASE_URL: 'postgresql://ann:secret@127.0.0.1:1/exchange' })
    expect(code).toBe(1)
    expect(said).toMatch(/^The database at 127\.0\.0\.1:1\/exchange cannot be used.*check DATABASE_URL/)
    expect(said.split('\n')).toHaveLength(1)
    expect(said).not.toContain('secret')
  })

  it('refuses live mode with what is missing, one and all', async () => {
    expect(await failing({ APP_MODE: 'live' })).toEqual({
      code: 1,
      said:
        'Live mode will not start without a session secret (SESSION_SECRET), a mail transport (SMTP_URL), ' +
        'the address mail comes from (MAIL_FROM) and a public address (PUBLIC_URL).',
    })
  })
})
