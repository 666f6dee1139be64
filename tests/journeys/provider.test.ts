import { HttpResponse, http } from 'msw'
import { afterAll, describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { type Account, openProvider } from '#tests/mocks/provider.ts'
import { wall } from '#tests/mocks/wall.ts'
import { openTestServer, type Visitor } from '#tests/setup/server.ts'

const publicUrl = 'http://exchange.test'
const provider = await openProvider(`${publicUrl}/sign-in/provider/return`)
afterAll(() => provider.close())

const server = openTestServer({
  env: {
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.client.client_id,
    OIDC_CLIENT_SECRET: provider.client.client_secret,
    OIDC_NAME: 'Example Council',
  },
})

const db = () => server.database.ctx().db

/** From our button to the provider and back, in one browser. */
const signInThere = async (browser: Visitor, account: Account) => {
  provider.signInAs(account)
  const sent = await browser.get('/sign-in/provider?returnTo=%2Faccount')
  expect(sent.status).toBe(302)
  const back = await provider.walk(sent.location ?? '')
  expect(back.startsWith(`${publicUrl}/sign-in/provider/return?`)).toBe(true)
  return back.slice(publicUrl.length)
}

describe('signing in at a council’s own provider', () => {
  it('finds the person by an address the provider checked, and from then on by who they are there', async () => {
    const person = await makePerson(server.database.ctx(), { email: 'sam@council.example.org' })
    expect((await server.visitor().get('/sign-in')).html).toContain('Sign in with Example Council')
    const browser = server.visitor()
    const account = { sub: 'sam-17', email: 'Sam@Council.example.org', isVerified: true }
    const back = await signInThere(browser, account)
    expect(await browser.get(back)).toMatchObject({ status: 303, location: '/account' })
    expect((await browser.get('/account')).html).toContain('sam@council.example.org')
    expect(await db().identity.findMany({ where: { personId: person.id } })).toMatchObject([{ subject: 'sam-17' }])

    // Their address there changed, and is not even checked: they are still the same person.
    const later = server.visitor()
    const renamed = await signInThere(later, { ...account, email: 'sam.new@council.example.org', isVerified: false })
    expect(await later.get(renamed)).toMatchObject({ status: 303 })
    expect(await db().person.count({ where: { addresses: { some: { address: { contains: 'sam' } } } } })).toBe(1)
  })

  it('makes nobody, and takes no address on the provider’s word that it did not check', async () => {
    const person = await makePerson(server.database.ctx(), { email: 'ann@council.example.org' })
    const people = await db().person.count()
    for (const account of [
      { sub: 'ann-1', email: person.email, isVerified: false },
      { sub: 'new-1', email: 'new@council.example.org', isVerified: true },
    ]) {
      const browser = server.visitor()
      const page = await browser.get(await signInThere(browser, account))
      expect(page.status).toBe(409)
      expect(page.html).toContain('we do not know your address there')
      expect(browser.cookies.has('session')).toBe(false)
    }
    expect(await db().person.count()).toBe(people)
    expect(await db().identity.count({ where: { personId: person.id } })).toBe(0)
  })

  it('is worth nothing in another browser, a second time, or with what came back changed', async () => {
    await makePerson(server.database.ctx(), { email: 'bo@council.example.org' })
    const browser = server.visitor()
    const back = await signInThere(browser, { sub: 'bo', email: 'bo@council.example.org', isVerified: true })
    const stranger = server.visitor()
    expect((await stranger.get(back)).status).toBe(409)
    expect(stranger.cookies.has('session')).toBe(false)
    const kept = new Map(browser.cookies)
    expect((await browser.get(back.replace(/state=[^&]*/, 'state=another'))).status).toBe(409)
    for (const [name, value] of kept) browser.cookies.set(name, value)
    expect((await browser.get(back)).status).toBe(303)
    for (const [name, value] of kept) browser.cookies.set(name, value)
    browser.cookies.delete('session')
    expect((await browser.get(back)).status).toBe(409)
  })

  it('is to come back within ten minutes', async () => {
    await makePerson(server.database.ctx(), { email: 'di@council.example.org' })
    const account = { sub: 'di', email: 'di@council.example.org', isVerified: true }
    const start = new Date()
    const backAfter = async (seconds: number) => {
      server.database.setNow(start.toISOString())
      const browser = server.visitor()
      const back = await signInThere(browser, account)
      server.database.setNow(new Date(start.getTime() + seconds * 1000).toISOString())
      return (await browser.get(back)).status
    }
    expect(await backAfter(599)).toBe(303)
    expect(await backAfter(601)).toBe(409)
    server.database.setNow(null)
  })

  it('says so, and offers the link, while the council’s provider is away', async () => {
    wall.use(http.get(`${provider.issuer}/.well-known/openid-configuration`, () => HttpResponse.error()))
    const page = await server.visitor().get('/sign-in/provider')
    expect(page.status).toBe(503)
    expect(page.html).toContain('does not answer just now')
    expect(page.html).toContain('href="/sign-in"')
    wall.resetHandlers()
    expect((await server.visitor().get('/sign-in/provider')).status).toBe(302)
  })
})
