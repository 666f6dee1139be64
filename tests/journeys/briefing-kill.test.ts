import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tendIssues } from '#services/briefing/index.ts'
import { system } from '#services/core/access.ts'
import { clockFrom, londonInstant } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { createLog } from '#services/core/log.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { rooms } from '#services/exchange.ts'
import { closeTransports } from '#services/notifications/index.ts'
import { openExchange } from '#services/open-exchange.ts'
import { handlers } from '#services/worker.ts'
import { seeded } from '#tests/matching/generate.ts'

/** Set FAULT_KILLS=50 to look longer. */
const kills = Number(process.env.FAULT_KILLS ?? 4)
const readers = Math.max(400, kills * 60)
const random = seeded(11)

const folder = mkdtempSync(join(tmpdir(), 'critical-friend-briefing-'))
/** Address → ids of the mails that the server took for it. */
const received = new Map<string, string[]>()
let taken = 0
let whole = ''
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, { envelope }, callback) {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
    })
    stream.on('end', () => {
      // The demonstration's other letters go through the same server.
      if (/^List-Id: Briefing/im.test(text)) {
        const to = envelope.rcptTo[0]?.address ?? ''
        const id = /^Message-ID: <(.+)@/im.exec(text)?.[1] ?? 'none'
        received.set(to, [...(received.get(to) ?? []), id])
        taken += 1
        whole = text
      }
      callback()
    })
  },
})
// A sender that is killed hangs up in the middle of a word.
smtp.on('error', () => undefined)

const env: Record<string, string> = {
  ...{ DATA_DIR: folder, PUBLIC_URL: 'http://exchange.test', MAIL_FROM: 'exchange@example.org', LOG_LEVEL: 'silent' },
}

beforeAll(async () => {
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const address = smtp.server.address()
  env.SMTP_URL = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => {
  closeTransports()
  smtp.close()
  rmSync(folder, { recursive: true, force: true })
})

const openAt = (ahead: number) => {
  const config = readConfig(env)
  return openExchange(config, createLog(config), { clock: clockFrom(() => new Date(Date.now() + ahead)) })
}

describe('an issue whose worker is killed again and again while it sends', () => {
  it('reaches every reader with one copy: none is missing, none gets two', { timeout: 1_200_000 }, async () => {
    // Noon of the first issue's day, whatever the hour of this machine.
    const before = await openAt(0)
    const first = await before.database.client.issue.findFirstOrThrow({
      where: { status: { in: ['open', 'planned'] } },
      orderBy: { day: 'asc' },
    })
    const day = first.day.toISOString().slice(0, 10)
    const ahead = londonInstant(day, '09:00').getTime() - Date.now()
    await before.close()

    const core = await openAt(ahead)
    const ctx = core.contextFor(system, 'test')
    const db = core.database.client
    await db.subscription.updateMany({ where: { status: 'active' }, data: { choice: 'monthly' } })
    const people = Array.from({ length: readers }, (_, at) => ({ id: newId(), address: `reader-${at}@example.net` }))
    const now = ctx.clock.now()
    await insertRows(
      ctx,
      'Person',
      people.map(({ id, address }) => ({ id, name: address, createdAt: now, version: 1 })),
    )
    await insertRows(
      ctx,
      'EmailAddress',
      people.map(({ id, address }) => ({ id: newId(), personId: id, address, isPrimary: true, addedAt: now })),
    )
    await insertRows(
      ctx,
      'Subscription',
      people.map(({ id }) => ({
        ...{
          id: newId(),
          personId: id,
          status: 'active' as const,
          choice: 'fortnightly' as const,
          regions: [],
          themes: [],
        },
        ...{ startedAt: now, refusals: 0, version: 1 },
      })),
    )
    await db.issue.update({ where: { id: first.id }, data: { goesAt: now } })
    await db.notice.create({
      data: {
        ...{
          section: 'practice',
          title: 'A guide',
          line: 'How.',
          url: 'https://www.example.org/g',
          minutes: 3,
          regions: [],
          themes: [],
        },
        ...{ addedAt: new Date(first.windowTo.getTime() - 60_000), addedById: people[0]?.id ?? '' },
      },
    })
    await tendIssues(ctx, rooms, { asksLinks: false })
    const copies = { where: { topic: 'briefing', payload: { path: ['issue'], equals: first.id } } }
    expect(await db.outboxMessage.count(copies)).toBeGreaterThanOrEqual(readers)
    // All are due at once: the worst for whoever is killed.
    await db.outboxMessage.updateMany({ ...copies, data: { availableAt: now } })
    await core.close()

    for (let kill = 0; kill < kills; kill += 1) {
      const worker = spawn(process.execPath, ['--import', 'tsx', 'tests/journeys/briefing-worker.ts'], {
        env: { ...process.env, ...env, AHEAD: String(ahead + kill * 70_000) },
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      await once(worker.stdout, 'data')
      const begun = taken
      // Somewhere in the middle of sending.
      while (taken - begun < 1 + Math.floor(random() * 40) && worker.exitCode === null) await delay(2)
      await delay(random() * 15)
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }

    // What the killed had in hand is taken up once their claim is over.
    const after = await openAt(ahead + (kills + 1) * 70_000)
    try {
      await deliverAll(after.contextFor(system, 'test'), handlers)
      await tendIssues(after.contextFor(system, 'test'), rooms, { asksLinks: false })
      const got = people.map(({ address }) => new Set(received.get(address) ?? []).size)
      expect(got.filter((count) => count === 0)).toHaveLength(0)
      expect(got.filter((count) => count > 1)).toHaveLength(0)
      const again = people.filter(({ address }) => (received.get(address) ?? []).length > 1).length
      // Killed between the server's yes and ours, what was in hand goes again under the same id, which a mailbox shows once.
      expect(again).toBeLessThanOrEqual(kills * 4)
      expect(await after.database.client.issue.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({
        status: 'sent',
      })
      // A mail program can end it by itself; whoever the mail is forwarded to cannot.
      const [, head = '', body = ''] = /^([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(whole) ?? []
      const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ')
      expect(unfolded).toMatch(/^List-Unsubscribe: <http:\/\/exchange\.test\/briefing\/end\/[\w.-]+>$/im)
      expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im)
      expect(body.replaceAll(/=\r\n/g, '')).not.toMatch(/briefing\/(end|yours)/)
      expect(whole.length).toBeLessThan(30_000)
      process.stdout.write(`${kills} kills, ${readers} readers: ${again} mails went twice under one id\n`)
    } finally {
      await after.close()
    }
  })
})
