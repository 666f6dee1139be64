import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mailLines, requestSignInLink } from '#services/accounts/index.ts'
import type { Core } from '#services/core/context.ts'
import { enqueue, type Handler } from '#services/core/outbox.ts'
import { startWork } from '#services/core/work.ts'
import { findDeliveries } from '#services/insight/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { closeTransports } from './delivery.ts'
import { tell } from './tell.ts'

const database = openTestDatabase()
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await database.ctx().db.outboxMessage.deleteMany()
})

/** A mail server that answers as told. Gives whom it took mail for, in order. */
const openMailServer = async (answers: SMTPServerOptions) => {
  const received: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, callback) {
      stream.resume()
      stream.on('end', () => {
        received.push(...envelope.rcptTo.map(({ address }) => address))
        callback()
      })
    },
    ...answers,
  })
  // A client that goes away in the middle is what some of these tests are about.
  smtp.on('error', () => undefined)
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  closing.push(() => new Promise<void>((resolve) => smtp.close(resolve)))
  const { port } = smtp.server.address() as AddressInfo
  return { received, url: `smtp://127.0.0.1:${port}` }
}

/** The worker's mail lines and one more line, on an exchange that sends its mail to this server. */
const startOn = async (url: string, others: Record<string, Handler> = {}) => {
  const { contextFor, ...core } = database.core()
  const config = { ...core.config, mail: { kind: 'smtp' as const, url, from: 'exchange@example.org' } }
  const sending: Core = { ...core, config, contextFor: (...args) => ({ ...contextFor(...args), config }) }
  const work = await startWork(sending, { jobs: [], lines: [...mailLines, { handlers: others, atOnce: 1 }] })
  closing.push(async () => {
    closeTransports()
    await work.stop()
  })
}

const send = (to: string, key = to) =>
  tell(database.ctx(), {
    people: [{ address: to, as: key }],
    about: { kind: 'review', id: '1' },
    occasion: 'begins',
    kind: 'news',
    letter: { subject: 'About your visit', lines: ['It begins at nine.'] },
  })
const messageOf = (key: string) =>
  database.ctx().db.outboxMessage.findUniqueOrThrow({ where: { key: `review:1:begins:${key}` } })
const soon = { timeout: 3_000, interval: 20 }

describe('a slow mail server', () => {
  it('keeps neither links to sign in nor other messages waiting, and has a few mails in hand', async () => {
    const ctx = database.ctx()
    const person = await makePerson(ctx)
    let inHand = 0
    let mostInHand = 0
    const { received, url } = await openMailServer({
      onRcptTo({ address }, _session, callback) {
        if (address === person.email) return callback()
        // Never answered: the mail stays in hand until it is given up.
        inHand += 1
        mostInHand = Math.max(mostInHand, inHand)
      },
    })
    for (let n = 0; n < 8; n += 1) await send(`slow-${n}@example.org`)
    const rechecked: string[] = []
    await startOn(url, { 'recheck-person': async (_, { key }) => void rechecked.push(key) })
    await vi.waitFor(() => expect(inHand).toBe(4), soon)
    await requestSignInLink(ctx, { address: person.email, returnTo: undefined }, '10.0.0.1')
    await enqueue(ctx, { topic: 'recheck-person', key: 'recheck:1', payload: {} })
    await vi.waitFor(
      () => expect({ received, rechecked }).toEqual({ received: [person.email], rechecked: ['recheck:1'] }),
      soon,
    )
    expect(mostInHand).toBe(4)
  })

  it('is given half a minute for one mail, however many answers it makes of it, then the mail goes again', async () => {
    const timeouts: number[] = []
    const given = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      timeouts.push(milliseconds)
      return given.signal
    })
    closing.push(() => timeout.mockRestore())
    const stalled: string[] = []
    const { url } = await openMailServer({ onRcptTo: ({ address }) => void stalled.push(address) })
    await send('stalled@example.org')
    await startOn(url)
    await vi.waitFor(() => expect(stalled).toContain('stalled@example.org'), soon)
    given.abort(new Error('It took too long.'))
    await vi.waitFor(
      async () => expect(await messageOf('stalled@example.org')).toMatchObject({ lockedUntil: null, attempts: 1 }),
      soon,
    )
    const { failedAt, availableAt } = await messageOf('stalled@example.org')
    expect(failedAt).toBeNull()
    expect(availableAt.getTime()).toBeGreaterThan(Date.now())
    expect(new Set(timeouts)).toEqual(new Set([30_000]))
  })
})

describe('a mail server that refuses', () => {
  it('for good is not asked again, and the association reads why', async () => {
    const { url } = await openMailServer({
      onRcptTo: (_address, _session, callback) =>
        callback(Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 })),
    })
    await send('nobody@example.org')
    await startOn(url)
    await vi.waitFor(async () => expect((await messageOf('nobody@example.org')).failedAt).not.toBeNull(), soon)
    expect(await messageOf('nobody@example.org')).toMatchObject({ attempts: 1, deliveredAt: null })
    const administrator = await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
    const seen = await findDeliveries(database.ctx(administrator.actor), [])
    expect(seen).toMatchObject({ ok: true })
    expect(seen.ok && seen.value.givenUp.find(({ to }) => to === 'nobody@example.org')).toMatchObject({
      what: 'About your visit',
      availableAt: null,
      lastError: expect.stringMatching(/^The mail server will not take it: .*550 5\.1\.1 No such mailbox/),
    })
  })

  it.each([
    ['an address for now', { onRcptTo: refusal(451) }],
    ['everything, whoever it is for', { onConnect: refusal(554) }],
    ['our address, which somebody has to put right', { onMailFrom: refusal(550) }],
  ])('%s is asked again later', async (what, answers: SMTPServerOptions) => {
    const { url } = await openMailServer(answers)
    await send('later@example.org', what)
    await startOn(url)
    await vi.waitFor(async () => expect((await messageOf(what)).lastError).not.toBeNull(), soon)
    expect(await messageOf(what)).toMatchObject({ failedAt: null, deliveredAt: null, attempts: 1 })
  })
})

describe('a mail server that is down', () => {
  it('gets its mail, once, when it is back', async () => {
    const down = await openMailServer({})
    await closing.pop()?.()
    await send('patient@example.org')
    await startOn(down.url)
    await vi.waitFor(async () => expect((await messageOf('patient@example.org')).lastError).not.toBeNull(), soon)
    await closing.pop()?.()
    const back = await openMailServer({})
    database.setNow(new Date(Date.now() + 60_000).toISOString())
    closing.push(() => database.setNow(null))
    await startOn(back.url)
    await vi.waitFor(() => expect(back.received).toContain('patient@example.org'), soon)
    await vi.waitFor(async () => expect((await messageOf('patient@example.org')).deliveredAt).not.toBeNull(), soon)
    expect(back.received.filter((address) => address === 'patient@example.org')).toHaveLength(1)
  })
})

function refusal(responseCode: number) {
  return (...args: unknown[]) => {
    const callback = args.at(-1)
    if (typeof callback === 'function') callback(Object.assign(new Error('Not now'), { responseCode }))
  }
}
