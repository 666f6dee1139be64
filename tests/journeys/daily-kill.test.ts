import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { system } from '#services/core/access.ts'
import { addDays, clockFrom, dateFromIso, londonInstant } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import { createLog } from '#services/core/log.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { closeTransports, remind } from '#services/notifications/index.ts'
import { openExchange } from '#services/open-exchange.ts'
import { handlers, jobs } from '#services/worker.ts'
import { claimMs, countCopies, killSenders, kills, type MailServer, openMailServer } from './kill-senders.ts'

/* The mail of a day is sent to everybody with something to keep in mind, by workers that are killed in the middle of gathering and of sending. */

const readers = Math.max(200, kills * 60)
const folder = mkdtempSync(join(tmpdir(), 'critical-friend-daily-'))
const env: Record<string, string> = {
  ...{ DATA_DIR: folder, PUBLIC_URL: 'https://exchange.test', MAIL_FROM: 'exchange@example.org', LOG_LEVEL: 'silent' },
  // Without a demonstration, which this has no use for.
  ...{ APP_MODE: 'live', SESSION_SECRET: 'thirty-two characters, or some more' },
}
let mail: MailServer

beforeAll(async () => {
  // Nobody else is in the test's own domain, and they have no other mail.
  mail = await openMailServer((text) => /^To: .*reader-\d+@example\.net/im.test(text))
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

it('each has one mail with all of their lines: none is missing, none gets two', { timeout: 1_200_000 }, async () => {
  const today = new Date().toISOString().slice(0, 10)
  const day = addDays(today, 1)
  // Late in the morning of tomorrow: the hours of sending, whatever the hour of this machine.
  const ahead = londonInstant(day, '10:00').getTime() - Date.now()
  const core = await openAt(ahead)
  const ctx = core.contextFor(system, 'test')
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
  for (const what of ['Two things, the first', 'Two things, the second'])
    await remind(ctx, {
      people: people.map(({ id }) => id),
      about: { kind: 'enquiry', id: newId() },
      occasion: what,
      reminder: { what, on: addDays(day, 3), path: '/profile' },
    })
  await core.database.client.waitingLine.updateMany({ where: { sentAt: null }, data: { day: dateFromIso(day) } })
  expect(await core.database.client.waitingLine.count({ where: { sentAt: null } })).toBeGreaterThanOrEqual(readers * 2)
  await core.close()

  await killSenders(mail, env, ahead)

  const after = await openAt(ahead + (kills + 1) * claimMs)
  try {
    const last = after.contextFor(system, 'test')
    // Whoever no worker came to is gathered now, and what the killed had in hand is taken up once their claim is over.
    await jobs.find(({ name }) => name === 'notifications.daily')?.run(last)
    await deliverAll(last, handlers)
    const { missing, doubled, again } = countCopies(
      mail,
      people.map(({ address }) => address),
    )
    expect({ missing, doubled }).toEqual({ missing: 0, doubled: 0 })
    expect(again).toBeLessThanOrEqual(kills * 4)
    const left = { personId: { in: people.map(({ id }) => id) }, sentAt: null }
    expect(await after.database.client.waitingLine.count({ where: left })).toBe(0)
    const plain = mail.seen.whole.replaceAll(/=\r\n/g, '')
    for (const what of ['the first', 'the second']) expect(plain).toContain(`Two things, ${what}`)
    process.stdout.write(`${kills} kills, ${readers} readers: ${again} mails of the day went twice under one id\n`)
  } finally {
    await after.close()
  }
})
