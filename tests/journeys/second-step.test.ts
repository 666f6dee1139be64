import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestServer } from '#tests/setup/server.ts'

const server = openTestServer({
  env: {
    APP_MODE: 'live',
    SESSION_SECRET: 'for tests of the second step, long enough',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'exchange@example.org',
    PUBLIC_URL: 'https://exchange.test',
  },
})

const codeFor = (letters: string, halfMinutes = 0) =>
  new TOTP({ secret: Secret.fromBase32(letters.replaceAll(' ', '')) }).generate({
    timestamp: Date.now() + halfMinutes * 30_000,
  })

describe('an officer of the association in live mode', () => {
  it('is led to set up the second step, without scripts, and is then asked for a code before anything of theirs shows', async () => {
    const officer = await makePerson(server.database.ctx(), { appointments: [{ role: 'administrator' }] })
    const browser = await server.signIn(officer.id)
    expect(await browser.get('/association/audit')).toMatchObject({ status: 303, location: '/account/second-step' })
    expect((await browser.get('/home')).html).toContain('Set up a second step')

    const page = '/account/second-step'
    expect(await browser.post(page, { intent: 'begin' })).toMatchObject({ status: 303 })
    const { html } = await browser.get(page)
    expect(html).toContain('<svg')
    const letters = /class="app-code">([A-Z2-7 ]+)</.exec(html)?.[1] ?? ''
    expect((await browser.post(page, { intent: 'confirm', code: '000000' })).status).toBe(400)
    const confirmed = await browser.post(page, { intent: 'confirm', code: codeFor(letters) })
    expect(confirmed.status).toBe(200)
    const codes = [...confirmed.html.matchAll(/class="app-code">([a-z2-9-]+)</g)].map(([, code]) => code)
    expect(codes).toHaveLength(8)
    expect((await browser.get('/association/audit')).status).toBe(200)

    const again = await server.signIn(officer.id)
    expect((await again.get('/')).html).not.toContain('Signed in as')
    const asked = await again.get('/association/audit')
    expect(asked.location).toBe('/sign-in/code?returnTo=%2Fassociation%2Faudit')
    const token = again.cookies.get('__Host-session')
    const passed = await again.post('/sign-in/code', { code: codeFor(letters, 1), returnTo: '/association/audit' })
    expect(passed).toMatchObject({ status: 303, location: '/association/audit' })
    expect((await again.get('/association/audit')).status).toBe(200)
    expect(again.cookies.get('__Host-session')).not.toBe(token)
  })
})
