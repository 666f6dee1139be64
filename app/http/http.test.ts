import { matchRoutes } from '@remix-run/react'
import { describe, expect, it } from 'vitest'
import siteMap from '#app/routes.ts'
import { readConfig } from '#services/core/config.ts'
import { readCookie, serializeCookie } from './cookies.ts'
import { createRouteNames } from './route-names.ts'
import { isFromOurPages } from './security.ts'

const demo = readConfig({})
const https = readConfig({ PUBLIC_URL: 'https://exchange.example.org' })

describe('cookies', () => {
  it('are kept to this host over https, and read back under the same name', () => {
    expect(serializeCookie(https, 'session', 'abc', { maxAgeSeconds: 60 })).toBe(
      '__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60',
    )
    expect(serializeCookie(demo, 'session', 'abc')).toBe('session=abc; Path=/; HttpOnly; SameSite=Lax')
    const request = new Request('http://x', { headers: { cookie: 'a=1; __Host-session=abc; session=def' } })
    expect([readCookie(https, request, 'session'), readCookie(demo, request, 'session')]).toEqual(['abc', 'def'])
    expect(readCookie(demo, new Request('http://x', { headers: { cookie: 'mysession=abc' } }), 'session')).toBeNull()
  })
})

describe('the origin check of a demonstration', () => {
  it('believes whatever name its machine is reached by, and no other', () => {
    expect(isFromOurPages(demo, { host: 'laptop.local:3000', origin: 'http://laptop.local:3000' })).toBe(true)
    expect(isFromOurPages(demo, { host: 'laptop.local:3000', origin: 'http://laptop.local:3001' })).toBe(false)
    expect(isFromOurPages(demo, { host: 'laptop.local:3000', origin: 'not an origin' })).toBe(false)
  })
})

describe('the page that an address is given to', () => {
  const [{ children = [] } = {}] = siteMap
  const pages = children.map((page, at) => ({ id: String(at), path: 'path' in page ? page.path : undefined }))
  const all = pages.map(({ id, path }) => (path === undefined ? { id, index: true } : { id, path }))
  const name = createRouteNames(
    Object.fromEntries(pages.map((page) => [page.id, { ...page, module: { default: () => null } }])),
  )

  it('is the one that the router ranks first among all', () => {
    const words = ['PR-2026-014', 'new', 'download', 'settings', 'index', 'a.b', 'A1']
    const addresses = pages
      .filter(({ path }) => path !== '*')
      .flatMap(({ path = '' }, at) => {
        const word = (hole: number) => words[(at + hole) % words.length] ?? ''
        const parts = path.split('/').map((part, hole) => (part.startsWith(':') ? word(hole) : part))
        const filled = `/${parts.join('/')}`
        return [filled, `${filled}/`, filled.toUpperCase(), `${filled}/more`]
      })
    const differing = addresses.filter((address) => {
      const [match] = matchRoutes(all, address) ?? []
      return name(address) !== (match?.route.path === '*' ? '*' : `/${match?.route.path ?? ''}`)
    })
    expect(addresses.length).toBeGreaterThan(800)
    expect(differing).toEqual([])
  })
})

describe('route names', () => {
  const paths = ['reviews', 'reviews/request', 'reviews/:ref', 'sign-in/link/:token', '*', undefined]
  const routes = Object.fromEntries(
    paths.map((path, index) => [String(index), { id: String(index), path, module: { default: () => null } }]),
  )
  const name = createRouteNames(routes)

  it.each([
    ['/', '/'],
    ['/reviews', '/reviews'],
    ['/reviews/', '/reviews'],
    ['/reviews/request', '/reviews/request'],
    ['/reviews/PR-2026-014', '/reviews/:ref'],
    ['/reviews/PR-2026-014.data', '/reviews/:ref'],
    ['/sign-in/link/s3cret', '/sign-in/link/:token'],
    ['/ann@example.org', '*'],
  ])('%s is %s, so that no log holds what is in it', (path, pattern) => {
    expect(name(path)).toBe(pattern)
  })
})
