import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestServer } from '#tests/setup/server.ts'

const server = openTestServer()

/** The path of the link in the newest mail of the demonstration's outbox. */
const lastLink = async () => {
  const visitor = server.visitor()
  const { html } = await visitor.get('/demo/outbox')
  const mail = /href="(\/demo\/outbox\/[0-9a-f-]+)"/.exec(html)?.[1] ?? ''
  return /href="(\/sign-in\/link\/[^"]+)"/.exec((await visitor.get(mail)).html)?.[1] ?? ''
}

describe('signing in by a link', () => {
  it('asks, reads the mail, presses the button, and lands on the page that was wanted', async () => {
    const person = await makePerson(server.database.ctx(), { name: 'Bea Example' })
    const browser = server.visitor()
    const { location } = await browser.get('/account/name')
    const form = await browser.get(location ?? '')
    expect(form.html).toContain('name="returnTo" value="/account/name"')
    const asked = await browser.post('/sign-in', {
      address: ` ${person.email.toUpperCase()} `,
      returnTo: '/account/name',
    })
    expect(asked).toMatchObject({ status: 303, location: '/sign-in/sent' })
    const link = await lastLink()
    const opened = await browser.get(link)
    expect(opened.html).toContain(person.email)
    expect(browser.cookies.has('session')).toBe(false)
    expect(await browser.post(link, {})).toMatchObject({ status: 303, location: '/account/name' })
    expect((await browser.get('/account/name')).html).toContain('Signed in as')

    const again = await server.visitor().get(link)
    expect(again.status).toBe(410)
    expect(again.html).toContain('This link has been used')
  })

  it('answers alike whether anybody has the address', async () => {
    const person = await makePerson(server.database.ctx())
    const [known, unknown] = [
      await server.visitor().post('/sign-in', { address: person.email }),
      await server.visitor().post('/sign-in', { address: 'nobody@example.org' }),
    ]
    const seen = ({ status, location, html, headers }: typeof known) => [status, location, html, headers.getSetCookie()]
    expect(seen(unknown)).toEqual(seen(known))
  })

  it('shows what was typed again, with what is wrong, in the page and in its title', async () => {
    const page = await server.visitor().post('/sign-in', { address: 'ann at example' })
    expect(page.status).toBe(400)
    expect(page.html).toContain('<title>Error: Sign in – Critical Friend</title>')
    expect(page.html).toContain('<a href="#address">Enter an e-mail address in the correct format')
    expect(page.html).toContain('value="ann at example"')
  })

  it('sets a cookie that scripts cannot read and other sites cannot use', async () => {
    const person = await makePerson(server.database.ctx())
    await server.visitor().post('/sign-in', { address: person.email })
    const page = await server.visitor().post(await lastLink(), {})
    const cookie = page.headers.getSetCookie().find((line) => line.startsWith('session=')) ?? ''
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/)
  })

  it('never sends anybody to another site', async () => {
    const person = await makePerson(server.database.ctx())
    await server.visitor().post('/sign-in', { address: person.email, returnTo: '//elsewhere.example/' })
    expect(await server.visitor().post(await lastLink(), {})).toMatchObject({ location: '/home' })
  })
})

describe('signing out', () => {
  it('ends the session and says so once', async () => {
    const person = await makePerson(server.database.ctx())
    const browser = await server.signIn(person.id)
    const token = browser.cookies.get('session') ?? ''
    expect(await browser.post('/sign-out', {})).toMatchObject({ status: 303, location: '/' })
    expect((await browser.get('/')).html).toContain('You are signed out.')
    expect((await browser.get('/')).html).not.toContain('You are signed out.')
    browser.cookies.set('session', token)
    expect(await browser.get('/home')).toMatchObject({ status: 303 })
  })

  it('takes a press, not a visit', async () => {
    const person = await makePerson(server.database.ctx())
    const browser = await server.signIn(person.id)
    await browser.get('/sign-out')
    expect((await browser.get('/home')).status).toBe(200)
  })
})

describe('a session that ended mid-form', () => {
  it('brings back what was typed, once signed in again, without having sent it', async () => {
    const person = await makePerson(server.database.ctx(), { name: 'Before' })
    const browser = await server.signIn(person.id)
    await server.database
      .ctx()
      .db.session.updateMany({ where: { personId: person.id }, data: { revokedAt: new Date() } })
    const sent = await browser.post('/account/name', { name: 'Typed at length', version: '1' })
    expect(sent).toMatchObject({ status: 303, location: '/sign-in?returnTo=%2Faccount%2Fname&ended=yes' })
    expect((await browser.get(sent.location ?? '')).html).toContain('You were signed out')

    await browser.post('/sign-in', { address: person.email, returnTo: '/account/name' })
    await browser.post(await lastLink(), {})
    const back = await browser.get('/account/name')
    expect(back.html).toContain('value="Typed at length"')
    expect(back.html).toContain('It has not been sent yet')
    expect((await browser.get('/account/name')).html).toContain('value="Before"')
  })

  it('keeps nothing of people who were never signed in', async () => {
    expect((await server.visitor().post('/account/name', { name: 'Spam' })).status).toBe(403)
  })
})

describe('the account page', () => {
  it('signs out another browser', async () => {
    const person = await makePerson(server.database.ctx())
    const [here, there] = [await server.signIn(person.id), await server.signIn(person.id)]
    const { html } = await here.get('/account')
    const sessionId = /name="sessionId" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect(await here.post('/account', { intent: 'end-session', sessionId })).toMatchObject({ location: '/account' })
    expect((await here.get('/account')).status).toBe(200)
    expect((await there.get('/account')).status).toBe(303)
  })

  it('tells the second of two changes that it was overtaken, and keeps what was typed', async () => {
    const person = await makePerson(server.database.ctx())
    const browser = await server.signIn(person.id)
    await browser.post('/account/name', { name: 'First', version: '1' })
    const second = await browser.post('/account/name', { name: 'Second', version: '1' })
    expect(second.status).toBe(409)
    expect(second.html).toContain('was changed by someone else since you opened it')
    expect(second.html).toContain('value="Second"')
  })

  it('sends one mail for one form, however often it is sent', async () => {
    const person = await makePerson(server.database.ctx())
    const browser = await server.signIn(person.id)
    const fields = { address: `again-${person.id}@example.org`, formKey: 'one form' }
    const answers = await Promise.all([1, 2, 3].map(() => browser.post('/account/add-address', fields)))
    expect(answers.map(({ status, location }) => [status, location])).toEqual(Array(3).fill([303, '/account']))
    const sent = await server.database.ctx().db.outboxMessage.findMany({ where: { topic: 'sign-in-link' } })
    expect(sent.filter(({ payload }) => JSON.stringify(payload).includes(person.id))).toHaveLength(1)
  })
})
