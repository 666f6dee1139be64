import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { claimMs, countCopies, killSenders, kills, type MailServer, openMailServer } from './kill-senders.ts'

const readers = Math.max(400, kills * 60)

const folder = mkdtempSync(join(tmpdir(), 'critical-friend-briefing-'))
let mail: MailServer

const env: Record<string, string> = {
  ...{ DATA_DIR: folder, PUBLIC_URL: 'http://exchange.test', MAIL_FROM: 'exchange@example.org', LOG_LEVEL: 'silent' },
}

beforeAll(async () => {
  // The demonstration's other letters go through the same server.
  mail = await openMailServer((text) => /^List-Id: Briefing/im.test(text))
  env.SMTP_URL = mail.url
})
afterAll(() => {
  closeTransports()
  mail.close()
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

    await killSenders(mail, env, ahead)

    // What the killed had in hand is taken up once their claim is over.
    const after = await openAt(ahead + (kills + 1) * claimMs)
    try {
      await deliverAll(after.contextFor(system, 'test'), handlers)
      await tendIssues(after.contextFor(system, 'test'), rooms, { asksLinks: false })
      const { missing, doubled, again } = countCopies(
        mail,
        people.map(({ address }) => address),
      )
      expect({ missing, doubled }).toEqual({ missing: 0, doubled: 0 })
      // Killed between the server's yes and ours, what was in hand goes again under the same id, which a mailbox shows once.
      expect(again).toBeLessThanOrEqual(kills * 4)
      expect(await after.database.client.issue.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({
        status: 'sent',
      })
      const { whole } = mail.seen
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
