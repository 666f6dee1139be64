import { gzipSync } from 'node:zlib'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import { tendIssues } from '#services/briefing/index.ts'
import { askLink } from '#services/core/ask-link.ts'
import { clockFrom } from '#services/core/clock.ts'
import { newsFrom } from '#services/core/news.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { rooms } from '#services/exchange.ts'
import { handlers } from '#services/worker.ts'
import { wall } from '#tests/mocks/wall.ts'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'
import { filled, formsIn } from '#tests/setup/forms.ts'
import { openTestServer } from '#tests/setup/server.ts'

const server = openTestServer({ database: openTestDatabase({ from: demonstration }) })
const ctx = () => server.database.ctx()
const db = () => ctx().db

/** Follows what a browser would. */
const land = async (
  browser: ReturnType<typeof server.visitor>,
  path: string,
): Promise<{ status: number; path: string }> => {
  let at = path
  for (let hop = 0; hop < 5; hop += 1) {
    const { status, location } = await browser.get(at)
    if (location === null) return { status, path: at }
    at = location
  }
  return { status: 0, path: at }
}

/** Fills in the form of a page and sends it as a browser would. */
const fillIn = async (
  browser: ReturnType<typeof server.visitor>,
  path: string,
  typed: Readonly<Record<string, string>>,
) => {
  const form = formsIn((await browser.get(path)).html).find(({ fields }) =>
    Object.keys(typed).every((name) => fields.some((field) => field.name === name)),
  )
  if (!form) throw new Error(`No form on ${path} asks for ${Object.keys(typed)}`)
  const headers = { origin: browser.publicUrl }
  expect((await browser.send(path, { method: 'POST', body: filled(form, typed), headers })).status).toBe(303)
}

describe('the briefing', () => {
  it('comes as often as somebody chose when they asked to join, and says where to change it', {
    timeout: 120_000,
  }, async () => {
    const officer = await db().appointment.findFirstOrThrow({ where: { role: 'administrator', until: null } })
    const desk = await server.signIn(officer.personId)
    const chosen: Record<string, unknown> = {}
    for (const briefing of ['fortnightly', 'monthly', 'none']) {
      const address = `${briefing}@joins.example`
      const asked = { name: `Joins ${briefing}`, address, kind: 'individual', briefing }
      await fillIn(server.visitor(), '/join', asked)
      const { id } = await db().joinRequest.findFirstOrThrow({ where: { address } })
      await fillIn(desk, `/association/members/requests/${id}`, { decision: 'agreed', reason: 'Welcome.' })
      await deliverAll(ctx(), handlers)
      const person = await db().person.findFirstOrThrow({ where: { addresses: { some: { address } } } })
      const { html } = await (await server.signIn(person.id)).get('/briefing/settings')
      const ticked = formsIn(html)
        .flatMap(({ fields }) => fields)
        .filter(({ name, kind, isSent }) => name === 'choice' && kind === 'radio' && isSent)
      chosen[briefing] = ticked.map(({ value }) => value)
    }
    expect(chosen).toEqual({ fortnightly: ['fortnightly'], monthly: ['monthly'], none: ['none'] })
    // What every issue's footer leads to changes it.
    const none = await db().person.findFirstOrThrow({
      where: { addresses: { some: { address: 'none@joins.example' } } },
    })
    await fillIn(await server.signIn(none.id), '/briefing/settings', { choice: 'monthly' })
    expect(await db().subscription.findUniqueOrThrow({ where: { personId: none.id } })).toMatchObject({
      status: 'active',
      choice: 'monthly',
    })
  })

  it('tells of nothing whose page a member could not open', { timeout: 120_000 }, async () => {
    const to = new Date(ctx().clock.now().getTime() + 60_000)
    const news = await newsFrom(ctx(), rooms, { from: new Date(to.getTime() - 400 * 86_400_000), to })
    const paths = [...new Set(news.map(({ path }) => path).filter((path) => path.startsWith('/')))]
    expect(paths.length).toBeGreaterThan(10)
    const members = await db().person.findMany({
      where: { demoNote: { not: null }, holdings: { some: { until: null, postId: { not: null } } } },
      orderBy: { id: 'asc' },
      take: 3,
    })
    const browsers = [server.visitor(), ...(await Promise.all(members.map(({ id }) => server.signIn(id))))]
    const closed: string[] = []
    for (const path of paths)
      for (const browser of browsers) {
        const landed = await land(browser, path)
        if (landed.status !== 200) closed.push(`${path}: ${landed.status}`)
      }
    expect(closed).toEqual([])
  })

  it('forwarded to a stranger gives them nothing', { timeout: 120_000 }, async () => {
    const now = server.database.ctx().clock.now()
    const open = await db().issue.findFirstOrThrow({ where: { status: 'open' }, orderBy: { day: 'asc' } })
    const at = new Date(Math.max(now.getTime(), open.goesAt.getTime()))
    const then = { ...ctx(), clock: clockFrom(() => new Date(at.getTime() + 3_600_000)) }
    await tendIssues({ ...ctx(), clock: clockFrom(() => at) }, rooms, { asksLinks: false })
    await deliverAll(then, handlers)
    const mail = await db().outboxMessage.findFirstOrThrow({
      where: { topic: 'mail', key: { startsWith: 'briefing:', endsWith: ':mail' } },
      orderBy: { createdAt: 'desc' },
    })
    const { list, to, ...body } = mail.payload as { list: { end: string }; to: string }
    const text = JSON.stringify(body)
    // Nothing in it is anybody's: no key, no id of a reader, no address.
    const reader = /briefing\/end\/([\da-f-]{36})/.exec(list.end)?.[1] ?? 'none'
    expect(text).not.toContain(reader)
    expect(text).not.toContain(to)
    // As a key is: long, of letters of both sizes and numbers.
    const long = text.match(/[\w-]{40,}/g) ?? []
    expect(long.filter((one) => /[A-Z]/.test(one) && /[a-z]/.test(one) && /\d/.test(one))).toEqual([])
    const paths = [...text.matchAll(/"to":"(\/[^"]*)"/g)].map(([, path]) => path ?? '')
    expect(paths).toContain('/briefing/settings')
    for (const path of paths) {
      const stranger = server.visitor()
      const landed = await land(stranger, path)
      expect(landed.status).toBe(200)
      expect([...stranger.cookies.keys()].filter((name) => name.includes('session'))).toEqual([])
      if (path === '/briefing/settings') expect(landed.path).toMatch(/^\/sign-in/)
    }
    expect(await db().subscription.findUniqueOrThrow({ where: { id: reader } })).toMatchObject({ status: 'active' })
  })

  it('has links that all answer 200 to its members on the day it went, in their mails and on its page', {
    timeout: 240_000,
  }, async () => {
    const issue = await db().issue.findFirstOrThrow({
      where: { status: { in: ['sent', 'sending', 'corrected'] } },
      orderBy: { day: 'desc' },
    })
    const day = issue.day.toISOString().slice(0, 10)
    const mails = await db().outboxMessage.findMany({
      where: { topic: 'mail', key: { startsWith: 'briefing:', endsWith: ':mail' } },
      orderBy: { createdAt: 'asc' },
    })
    const members = await db().emailAddress.findMany({
      where: {
        address: { in: mails.map(({ payload }) => (payload as { to: string }).to) },
        person: { holdings: { some: { until: null, postId: { not: null } } } },
      },
      orderBy: { personId: 'asc' },
      take: 4,
    })
    expect(members.length).toBeGreaterThan(1)
    let visited = 0
    const closed: string[] = []
    for (const { address, personId } of members) {
      const browser = await server.signIn(personId)
      const own = mails.filter(({ payload }) => (payload as { to: string }).to === address)
      const mailed = own.flatMap(({ payload }) =>
        [...JSON.stringify(payload).matchAll(/"(?:to|path)":"(\/[^"]*)"/g)].map(([, path]) => path ?? ''),
      )
      const { html } = await browser.get(`/briefing/${day}`)
      const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? []
      const shown = [...main.matchAll(/href="(\/[^"]*)"/g)].map(([, path]) => (path ?? '').replaceAll('&amp;', '&'))
      expect(mailed.length).toBeGreaterThan(2)
      expect(shown.length).toBeGreaterThan(2)
      for (const path of new Set([...mailed, ...shown])) {
        const landed = await land(browser, path)
        visited += 1
        if (landed.status !== 200) closed.push(`${path}: ${landed.status}`)
      }
    }
    expect(closed).toEqual([])
    expect(visited).toBeGreaterThan(members.length * 3)
  })

  it('is ended by a mail program’s POST from anywhere, by no GET, and nothing else is answered so', async () => {
    const [reader] = await db().subscription.findMany({ where: { status: 'active' }, take: 1 })
    const mail = await db().outboxMessage.findFirstOrThrow({
      where: { topic: 'mail', payload: { string_contains: reader?.id ?? '', path: ['list', 'end'] } },
    })
    const { end } = (mail.payload as { list: { end: string } }).list
    const program = server.visitor()
    const state = async () => (await db().subscription.findUniqueOrThrow({ where: { id: reader?.id ?? '' } })).status
    expect((await program.get(end)).status).toBe(200)
    expect((await program.send(end, { method: 'HEAD' })).status).toBe(200)
    expect(await state()).toBe('active')
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
    expect((await program.send('/briefing/settings', oneClick)).status).toBe(403)
    expect((await program.send(`${end}x`, oneClick)).status).toBe(404)
    expect(await state()).toBe('active')
    expect((await program.send(end, oneClick)).status).toBe(303)
    expect((await program.send(end, oneClick)).status).toBe(303)
    expect(await state()).toBe('ended')
  })

  it('has pages of a few kilobytes, and a feed that says when it is unchanged', async () => {
    const { day } = await db().issue.findFirstOrThrow({
      where: { status: { in: ['sent', 'sending', 'corrected'] } },
      orderBy: { day: 'desc' },
    })
    const page = await server.visitor().get(`/briefing/${day.toISOString().slice(0, 10)}`)
    expect(page.status).toBe(200)
    expect(gzipSync(page.html).length).toBeLessThanOrEqual(6 * 1024)
    const feed = await server.visitor().get('/briefing/feed?region=London')
    expect(feed.headers.get('content-type')).toContain('application/atom+xml')
    expect(feed.html.match(/<entry>/g)?.length).toBeGreaterThan(1)
    const same = await server
      .visitor()
      .send('/briefing/feed?region=London', { headers: { 'if-none-match': feed.headers.get('etag') ?? '' } })
    expect(same.status).toBe(304)
  })

  it('asks its links as they are, and none within a network of one’s own', async () => {
    const asked: string[] = []
    wall.use(
      http.all(/^https:\/\/(www\.example\.org|localhost|10\.|intranet)/, ({ request: { url } }) => {
        asked.push(url)
        if (url.endsWith('/moved')) return new HttpResponse(null, { status: 301, headers: { location: '/there' } })
        if (url.endsWith('/inside'))
          return new HttpResponse(null, { status: 302, headers: { location: 'https://intranet/x' } })
        return new HttpResponse(null, { status: url.endsWith('/there') ? 200 : 404 })
      }),
    )
    const ask = (to: string) => askLink(ctx(), to)
    expect(await ask('https://www.example.org/there')).toBe(200)
    expect(await ask('https://www.example.org/moved')).toBe(200)
    expect(await ask('https://www.example.org/gone')).toBe(404)
    const before = asked.length
    for (const to of [
      'https://10.0.0.1/x',
      'https://intranet/x',
      'https://router.local/x',
      'http://www.example.org/there',
    ])
      expect(await ask(to)).toBeNull()
    expect(asked).toHaveLength(before)
    expect(await ask('https://www.example.org/inside')).toBeNull()
    expect(asked.filter((url) => url.includes('intranet'))).toEqual([])
  })
})
