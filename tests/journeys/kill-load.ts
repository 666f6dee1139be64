import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect } from 'vitest'
import { verify } from '#app/commands/db-verify.ts'
import { startAuditedSession } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { system } from '#services/core/access.ts'
import { clockFrom } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { createLog } from '#services/core/log.ts'
import { atOnce, closeTransports } from '#services/notifications/index.ts'
import { openExchange } from '#services/open-exchange.ts'
import { workOnce } from '#services/worker.ts'
import { seeded } from '#tests/matching/generate.ts'
import { type Page, Visitor } from '#tests/setup/server.ts'

/*
 * Mixed load on an exchange whose processes are killed without warning, and what must be true afterwards.
 */

const random = seeded(7)

const folder = mkdtempSync(join(tmpdir(), 'critical-friend-kill-'))
const publicUrl = 'http://exchange.test'

/** Message ids as a mail server got them, in full. */
const received: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, callback) {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
    })
    stream.on('end', () => {
      received.push(/^Message-ID: <(.+)@/im.exec(text)?.[1] ?? 'none')
      callback()
    })
  },
})

// A sender that is killed hangs up in the middle of a word.
smtp.on('error', () => undefined)

/** What every server of the test is started with; a database server is added where there is one. */
export const env: Record<string, string> = {
  DATA_DIR: folder,
  PUBLIC_URL: publicUrl,
  MAIL_FROM: 'exchange@example.org',
  TRUSTED_PROXIES: '1',
  LOG_LEVEL: 'silent',
}
const openHere = (now?: () => Date) => {
  const config = readConfig(env)
  return openExchange(config, createLog(config), now ? { clock: clockFrom(now) } : {})
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

/** A form that was sent: what it makes, and whether a page confirmed it. */
type Write = {
  kind: 'offering' | 'name' | 'mail' | 'entry'
  what: string
  send: (origin: string) => Promise<boolean>
  isConfirmed: boolean
}

const browser = (origin: string, token: string | null) => {
  const visitor = new Visitor(origin, publicUrl)
  if (token) visitor.cookies.set('session', token)
  return visitor
}

const isKept = ({ status, location, html }: Page, place: RegExp) => {
  if (status === 303 && place.test(location ?? '')) return true
  throw new Error(
    `Answered ${status} ${location ?? html.slice(html.indexOf('error-summary'), html.indexOf('error-summary') + 600)}`,
  )
}

type Head = { token: string; contactId: string }

/** Words of letters alone, never the same twice: numbers would look like somebody's. */
const newWord = () =>
  randomUUID()
    .replaceAll(/[^a-f0-9]/g, '')
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))

const offering = ({ token, contactId }: Head, themeCode: string): Write => {
  const title = `Course ${newWord()}`
  const fields = {
    ...{ formKey: randomUUID(), title, kind: 'training', summary: 'A day on plans.', description: 'What we learned.' },
    ...{ themes: [themeCode], basis: 'free', delivery: ['remote'], contactId },
  }
  const send = async (origin: string) => isKept(await browser(origin, token).post('/offerings/new', fields), /\/check$/)
  return { kind: 'offering', what: title, send, isConfirmed: false }
}

const rename = (token: string): Write => {
  const name = `Robin ${newWord()}`
  let fields: { name: string; version: string; formKey: string } | null = null
  const send = async (origin: string) => {
    const visitor = browser(origin, token)
    if (!fields) {
      const { html } = await visitor.get('/account/name')
      fields = { name, version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '', formKey: randomUUID() }
    }
    const page = await visitor.post('/account/name', fields)
    // Sent again after it was kept: the version has moved on.
    if (page.status === 409) return (await visitor.get('/account')).html.includes(name)
    return isKept(page, /^\/account$/)
  }
  return { kind: 'name', what: name, send, isConfirmed: false }
}

/** An entry of evidence, which somebody on a team sends until a page says that it is logged; sent again, it is still one. */
const entry = (token: string, ref: string): Write => {
  const text = `Everybody knows the plan: ${newWord()}.`
  const fields = { place: '1', kind: 'strength', source: 'kind:data', text, clientKey: randomUUID() }
  const send = async (origin: string) =>
    isKept(await browser(origin, token).post(`/reviews/${ref}/evidence/add`, fields), /evidence\/add\?logged=yes$/)
  return { kind: 'entry', what: text, send, isConfirmed: false }
}

let asked = 0
const mail = (address: string): Write => {
  asked += 1
  const source = `10.${asked >> 8}.${asked & 255}.1`
  const send = async (origin: string) => {
    const body = new URLSearchParams({ address })
    const headers = { origin: publicUrl, 'x-forwarded-for': source }
    return isKept(await browser(origin, null).send('/sign-in', { method: 'POST', body, headers }), /^\/sign-in\/sent/)
  }
  return { kind: 'mail', what: address, send, isConfirmed: false }
}

/** The servers under load. */
export type Fleet = {
  start(): Promise<void>
  /** One of the addresses that people reach it by. */
  origin(): string
  /** Kills something without warning, and sees to it that all is served again. */
  kill(random: () => number): Promise<void>
  stop(): Promise<void>
}

/** Puts a fleet under load, kills some of it again and again, and asserts that nothing was lost or done twice. */
export const surviveKills = async (fleet: Fleet, usually: number): Promise<void> => {
  // Set FAULT_KILLS=50 to look longer.
  const kills = Number(process.env.FAULT_KILLS ?? usually)
  const before = await openHere()
  const { client } = before.database
  const ctx = before.contextFor(system, 'test')
  const heads = await client.holding.findMany({
    where: { level: 'head', until: null, postId: { not: null } },
    take: 3,
  })
  const signIn = async (at: number): Promise<Head> => {
    const personId = heads[at]?.personId ?? ''
    const token = await startAuditedSession(ctx, { personId, method: 'link', userAgent: null }, allGrantsFor)
    return { token, contactId: personId }
  }
  const [first, second, third] = [await signIn(0), await signIn(1), await signIn(2)]
  const visit = await client.reviewRequest.findFirstOrThrow({
    where: { status: 'on_site' },
    select: { ref: true, seats: { where: { role: 'co_lead' }, select: { personId: true } } },
  })
  const onTeam = { personId: visit.seats[0]?.personId ?? '', method: 'link' as const, userAgent: null }
  const fourth = await startAuditedSession(ctx, onTeam, allGrantsFor)
  const addresses = (await client.emailAddress.findMany({ orderBy: { id: 'asc' } })).map(({ address }) => address)
  const theme = await client.theme.findFirstOrThrow({ where: { parentCode: { not: null } } })
  await before.close()

  const writes: Write[] = []
  /** One browser: sends what was cut off before it goes on to something new, as a person would. */
  const browse = async (
    origin: () => string,
    { make, unsettled }: { make: () => Write; unsettled: Write[] },
    isStopped: () => boolean,
    confirmed: () => void,
  ) => {
    while (!isStopped()) {
      const write = unsettled.pop() ?? make()
      if (!writes.includes(write)) writes.push(write)
      try {
        write.isConfirmed = await write.send(origin())
        confirmed()
      } catch (error) {
        unsettled.push(write)
        if (!isStopped()) throw error
        return
      }
    }
  }
  const browsers: { make: () => Write; unsettled: Write[] }[] = [
    { make: () => offering(first, theme.code), unsettled: [] },
    { make: () => offering(second, theme.code), unsettled: [] },
    { make: () => rename(third.token), unsettled: [] },
    { make: () => entry(fourth, visit.ref), unsettled: [] },
    { make: () => mail(addresses[asked % addresses.length] ?? ''), unsettled: [] },
  ]
  await fleet.start()
  for (let kill = 0; kill <= kills; kill += 1) {
    let isStopped = false
    let browsing: Promise<unknown> = Promise.resolve()
    let toGo = 1 + Math.floor(random() * 12)
    const enough = new Promise<void>((resolve) => {
      const confirmed = () => {
        toGo -= 1
        if (toGo === 0) resolve()
      }
      browsing = Promise.all(browsers.map((each) => browse(fleet.origin, each, () => isStopped, confirmed)))
    })
    await Promise.race([enough, browsing])
    // Anywhere within what comes next.
    await new Promise((resolve) => setTimeout(resolve, random() * 60))
    isStopped = true
    if (kill === kills) {
      await browsing
      await fleet.stop()
    } else {
      const killed = fleet.kill(random)
      await browsing
      await killed
    }
  }

  const after = await openHere(() => new Date(Date.now() + 24 * 60 * 60 * 1000))
  try {
    const db = after.database.client
    // What a killed worker had in its hands is taken up again once its time is over.
    while (await workOnce(after.contextFor(system, 'test')));
    expect(writes.filter(({ isConfirmed }) => isConfirmed).length).toBeGreaterThan(kills)

    const titles = (await db.offering.findMany({ where: { title: { startsWith: 'Course ' } } })).map(
      ({ title }) => title,
    )
    expect(new Set(titles).size).toBe(titles.length)
    const confirmed = (kind: Write['kind']) => writes.filter((write) => write.kind === kind && write.isConfirmed)
    expect(confirmed('offering').filter(({ what }) => !titles.includes(what))).toEqual([])

    // No entry that a page acknowledged is lost, and none is there twice.
    const entries = (await db.evidence.findMany({ where: { text: { startsWith: 'Everybody knows the plan: ' } } })).map(
      ({ text }) => text,
    )
    expect(new Set(entries).size).toBe(entries.length)
    expect(confirmed('entry').length).toBeGreaterThan(0)
    expect(confirmed('entry').filter(({ what }) => !entries.includes(what))).toEqual([])

    const person = await db.person.findUniqueOrThrow({ where: { id: third.contactId } })
    const names = writes.filter(({ kind }) => kind === 'name')
    const lastSure = names.findLastIndex(({ isConfirmed }) => isConfirmed)
    expect(names.slice(lastSure).map(({ what }) => what)).toContain(person.name)
    const changes = await db.auditEntry.count({ where: { event: 'person.renamed', subjectId: person.id } })
    expect(changes).toBe(person.version - 1)
    expect(changes).toBeGreaterThanOrEqual(confirmed('name').length)

    const messages = await db.outboxMessage.findMany({ where: { topic: { in: ['mail', 'sign-in-link'] } } })
    expect(messages.filter(({ deliveredAt }) => deliveredAt === null)).toEqual([])
    const links = await db.signInLink.count()
    expect(links).toBeGreaterThanOrEqual(confirmed('mail').length)
    const sent = new Set(received)
    expect(messages.filter(({ id, payload }) => !sent.has(id) && JSON.stringify(payload).includes('@'))).toEqual([])
    // Killed between the mail server's yes and ours, what was in hand goes again under the same id; never otherwise.
    expect(received.length - sent.size).toBeLessThanOrEqual(kills * (atOnce.mail + atOnce.signInLinks))

    expect((await verify(after.database, ctx.files)).faults).toEqual([])
  } finally {
    await after.close()
  }
}
