import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { postHandlers } from '#services/accounts/index.ts'
import { system } from '#services/core/access.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { closeTransports } from '#services/notifications/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openMailServer } from '#tests/mocks/mail-server.ts'
import { openTestServer } from '#tests/setup/server.ts'

const mailServer = await openMailServer()
const { received } = mailServer
afterAll(() => {
  closeTransports()
  mailServer.close()
})

const lines: string[] = []
const log = pino(
  { level: 'debug', base: null },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  }),
)

const server = openTestServer({
  env: {
    APP_MODE: 'live',
    SESSION_SECRET: 'a secret of more than thirty-two characters',
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'exchange@example.org',
    PUBLIC_URL: 'https://exchange.example.org',
  },
  log,
})

const work = () => {
  const ctx = { ...server.database.core().contextFor(system, 'worker'), config: server.config }
  return deliverAll(ctx, postHandlers)
}

/** The plain-text part of a mail, decoded. */
const textOf = (mail: string) =>
  mail
    .replaceAll(/=\r\n/g, '')
    .replaceAll('=3D', '=')
    .replaceAll(/=E2=80=99/g, '’')

describe('live', () => {
  it('sends a link by mail, signs in over https only, and leaves no token, address or name in its logs', async () => {
    const person = await makePerson(server.database.ctx(), { name: 'Quentin Uncommon' })
    const browser = server.visitor()
    await browser.post('/sign-in', { address: person.email })
    await work()
    const mail = textOf(received.at(-1) ?? '')
    expect(mail).toContain(`To: ${person.email}`)
    expect(mail).toContain('Auto-Submitted: auto-generated')
    const link = /https:\/\/exchange\.example\.org(\/sign-in\/link\/[\w-]+)/.exec(mail)?.[1] ?? ''
    expect((await browser.get(link)).status).toBe(200)
    const opened = await browser.post(link, {})
    expect(opened.headers.getSetCookie().join()).toMatch(
      /__Host-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure/,
    )
    expect((await browser.get('/home')).html).toContain('Quentin Uncommon')

    const kept = JSON.stringify(await server.database.ctx().db.outboxMessage.findMany())
    expect(kept).not.toContain(person.email)

    const logged = lines.join('')
    expect(logged).toContain('"page":"/sign-in/link/:token"')
    const token = link.split('/').at(-1) ?? 'missing'
    for (const secret of [token, person.email, 'Quentin', '127.0.0.1']) expect(logged).not.toContain(secret)
  })

  it('says https everywhere, and may be found by search engines', async () => {
    const { headers } = await server.visitor().get('/')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    expect(headers.get('content-security-policy')).toContain('upgrade-insecure-requests')
    expect(headers.has('x-robots-tag')).toBe(false)
  })

  it('says whom to tell of a weakness, and what not to search', async () => {
    const security = (await server.visitor().get('/.well-known/security.txt')).html
    expect(security).toContain('Contact: mailto:exchange@example.org\n')
    expect(new Date(/Expires: (.+)/.exec(security)?.[1] ?? '').getTime()).toBeGreaterThan(Date.now())
    expect((await server.visitor().get('/robots.txt')).html).toContain('Disallow: /sign-in\n')
  })

  it('takes forms from its public address only', async () => {
    const page = await server.visitor().send('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ address: 'a@example.org' }),
      headers: { origin: server.origin() },
    })
    expect(page.status).toBe(403)
  })

  it('has nobody to become and no outbox to read', async () => {
    const person = await makePerson(server.database.ctx())
    await server.database.ctx().db.person.update({ where: { id: person.id }, data: { demoNote: 'Head of nothing' } })
    expect((await server.visitor().get('/sign-in')).html).not.toContain('Head of nothing')
    expect((await server.visitor().post('/demo/become', { personId: person.id })).status).toBe(404)
    expect((await server.visitor().get('/demo/outbox')).status).toBe(404)
  })

  it('tries again when the mail server refuses, and sends once', async () => {
    const person = await makePerson(server.database.ctx())
    server.database.setNow('2026-06-01T09:00:00Z')
    const before = received.length
    mailServer.reject(true)
    await server.visitor().post('/sign-in', { address: person.email })
    await work()
    expect(received.length).toBe(before)
    mailServer.reject(false)
    server.database.setNow('2026-06-01T09:01:00Z')
    await work()
    await work()
    expect(received.slice(before).filter((mail) => mail.includes(`To: ${person.email}`))).toHaveLength(1)
    server.database.setNow(null)
  })
})
