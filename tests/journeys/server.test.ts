import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestServer } from '#tests/setup/server.ts'

const server = openTestServer()

describe('every response', () => {
  it('carries a strict content security policy whose nonce is new each time and is that of its scripts', async () => {
    const [first, second] = [await server.visitor().get('/'), await server.visitor().get('/')]
    const policy = first.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(second.headers.get('content-security-policy')).not.toContain(nonce)
    const scripts = [...first.html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
    expect(scripts.length).toBeGreaterThan(0)
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
    expect(first.html).not.toMatch(/\sstyle="|\son\w+="|javascript:/)
  })

  it('has the security headers, and does not say what it runs on', async () => {
    const { headers } = await server.visitor().get('/')
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    })
    expect(headers.has('x-powered-by')).toBe(false)
  })

  it('has an id of our own making', async () => {
    const page = await server.visitor().send('/', { headers: { 'x-request-id': 'theirs' } })
    expect(page.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('asks no other host for anything', async () => {
    const { html } = await server.visitor().get('/')
    const sources = [...html.matchAll(/<(?:script|link|img)[^>]*\s(?:src|href)="([^"]+)"/g)].map(([, url]) => url)
    expect(sources.length).toBeGreaterThan(1)
    for (const url of sources) expect(url).toMatch(/^\/(?!\/)/)
  })
})

describe('a table of a page', () => {
  it('is a file too, with the rows that the page shows, and nobody gets one of a page that they may not see', async () => {
    const visitor = server.visitor()
    const { html } = await visitor.get('/cookies')
    const [, link = ''] = /href="(\?table=[^"]*format=csv)"/.exec(html) ?? []
    const file = await visitor.get(`/cookies${link.replaceAll('&amp;', '&')}`)
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z-]+\.csv"$/)
    const shown = [...html.matchAll(/<t[hd] [^>]*>([^<]*)<\/t[hd]>/g)].map(([, text = '']) => text)
    expect(shown.length).toBeGreaterThan(3)
    for (const text of shown) expect(file.html).toContain(text)
    const workbook = await visitor.get(`/cookies${link.replaceAll('&amp;', '&').replace('csv', 'xlsx')}`)
    expect(workbook.headers.get('content-disposition')).toMatch(/\.xlsx"$/)
    const kept = await visitor.get(`/association/rules${link.replaceAll('&amp;', '&')}`)
    expect([kept.status, kept.headers.has('content-disposition')]).toEqual([303, false])
  })
})

describe('files', () => {
  it('are kept by browsers for good when their name says what is in them', async () => {
    const { html } = await server.visitor().get('/')
    const stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1] ?? ''
    const file = await server.visitor().get(stylesheet)
    expect(file.status).toBe(200)
    expect(file.headers.get('cache-control')).toMatch(/max-age=31536000.*immutable/)
  })

  it('that are not there, or are not ours to show, are not found', async () => {
    for (const path of ['/assets/nothing.js', '/assets/..%2f..%2fpackage.json', '/.env', '/server.ts']) {
      expect([403, 404]).toContain((await server.visitor().get(path)).status)
    }
  })

  it('weigh little: at most 20 KB of styles and 90 KB of scripts, compressed', async () => {
    const { html } = await server.visitor().get('/')
    const size = async (pattern: RegExp) => {
      const path = pattern.exec(html)?.[1] ?? ''
      const response = await fetch(server.origin() + path, { headers: { 'accept-encoding': 'gzip' } })
      expect(response.headers.get('content-encoding')).toBe('gzip')
      const { gzipSync } = await import('node:zlib')
      return gzipSync(await response.text()).length
    }
    expect(await size(/href="(\/assets\/[^"]+\.css)"/)).toBeLessThanOrEqual(20 * 1024)
    expect(await size(/src="(\/assets\/[^"]+\.js)"/)).toBeLessThanOrEqual(90 * 1024)
  })
})

describe('changes', () => {
  const send = (headers: Record<string, string>) =>
    server.visitor().send('/sign-in', { method: 'POST', body: new URLSearchParams({ address: 'x' }), headers })

  it.each([
    ['no word of where they come from', {}],
    ['another site', { origin: 'https://elsewhere.example' }],
    ['a site whose name begins like ours', { origin: 'http://exchange.test.elsewhere.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another site, by its own account', { origin: 'http://exchange.test', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour on our domain', { 'sec-fetch-site': 'same-site' }],
  ])('with %s are refused by a page that says why', async (_, headers) => {
    const page = await send(headers)
    expect(page.status).toBe(403)
    expect(page.html).toContain('This was not sent from one of our pages')
  })

  it.each([
    ['their origin', { origin: 'http://exchange.test' }],
    ['their browser', { 'sec-fetch-site': 'same-origin' }],
    ['both', { origin: 'http://exchange.test', 'sec-fetch-site': 'same-origin' }],
  ])('from our own pages are taken, told by %s', async (_, headers) => {
    expect((await send(headers)).status).toBe(400)
  })

  it('that are too large are refused before they are read', async () => {
    const page = await new Promise<string>((resolve, reject) => {
      const { port, hostname } = new URL(server.origin())
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          'POST /sign-in HTTP/1.1\r\nHost: exchange.test\r\nOrigin: http://exchange.test\r\nContent-Length: 99999999\r\n\r\n',
        ),
      )
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
    })
    expect(page).toMatch(/^HTTP\/1\.1 413/)
    expect(page).toContain('16 MB')
  })

  it('that hold what no database stores are read without it', async () => {
    const page = await server.visitor().post('/sign-in', { address: 'a\0nn@example.org' })
    expect(page).toMatchObject({ status: 303 })
  })

  it('that are no form at all are answered with a sentence', async () => {
    const page = await server.visitor().send('/sign-in', {
      method: 'POST',
      body: '{"address":',
      headers: { origin: 'http://exchange.test', 'content-type': 'application/json' },
    })
    expect(page.status).toBe(400)
    expect(page.html).toContain('Nothing has been changed')
  })
})

describe('pages that cannot be shown', () => {
  it('say that there is nothing at an address, whatever the method', async () => {
    for (const page of [
      await server.visitor().get('/no/such/page'),
      await server.visitor().post('/no/such/page', {}),
      await server.visitor().get('/demo/outbox/not-an-id'),
    ]) {
      expect(page.status).toBe(404)
      expect(page.html).toContain('<title>Page not found – Critical Friend</title>')
    }
  })

  it('do not break on addresses that cannot be read', async () => {
    for (const path of [
      '/%E0%A4%A',
      '/%00',
      '/yots/%00',
      '/offerings?q=%00',
      '//elsewhere.example/',
      '/yots/%F0%28',
      '/assets/%E0%A4%A',
    ]) {
      expect((await server.visitor().get(path)).status, path).toBeGreaterThanOrEqual(400)
      expect((await server.visitor().get(path)).status, path).toBeLessThan(500)
    }
  })
})

describe('operations', () => {
  it('learn whether the process lives and whether it can serve', async () => {
    expect(await server.visitor().get('/healthz')).toMatchObject({ status: 200, html: 'alive\n' })
    expect(await server.visitor().get('/readyz')).toMatchObject({ status: 200, html: 'ready\n' })
  })
})

describe('private pages', () => {
  it('send a visitor to sign in and remember where they were going', async () => {
    const page = await server.visitor().get('/account')
    expect(page).toMatchObject({ status: 303, location: '/sign-in?returnTo=%2Faccount' })
  })

  it('greet whoever is signed in by name, with a way out', async () => {
    const person = await makePerson(server.database.ctx(), { name: 'Ann Example' })
    const page = await (await server.signIn(person.id)).get('/home')
    expect(page.status).toBe(200)
    expect(page.html).toContain('Ann Example')
    expect(page.html).toContain('action="/sign-out"')
  })
})
