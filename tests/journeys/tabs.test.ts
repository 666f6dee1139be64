import { describe, expect, it } from 'vitest'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { filled, formsIn } from '#tests/setup/forms.ts'
import { openTestServer, type Visitor } from '#tests/setup/server.ts'

const server = openTestServer()

/** The form of a page that is posted and has this field, as `browser` sees it. */
const formWith = async (browser: Visitor, path: string, field: string) => {
  const { html } = await browser.get(path)
  const form = formsIn(html).find(
    ({ method, fields }) => method === 'post' && fields.some(({ name }) => name === field),
  )
  if (!form) throw new Error(`No form of ${path} has ${field}`)
  return form
}

const send = (browser: Visitor, path: string, body: URLSearchParams) =>
  browser.send(path, { method: 'POST', body, headers: { origin: server.config.publicUrl } })

const nameOf = async ({ id }: MadePerson) =>
  (await server.database.ctx().db.person.findUniqueOrThrow({ where: { id } })).name

/** Another tab, in which somebody else signs in: the same browser. */
const signInAs = async (browser: Visitor, { id }: MadePerson) => {
  const other = await server.signIn(id)
  for (const [name, value] of other.cookies) browser.cookies.set(name, value)
}

describe('a form that one person opened and another sends', () => {
  it('changes neither, says who is signed in, and comes back filled in to whoever opened it', async () => {
    const ctx = server.database.ctx()
    const [anna, bob] = [await makePerson(ctx, { name: 'Anna Opens' }), await makePerson(ctx, { name: 'Bob Sends' })]
    const browser = await server.signIn(anna.id)
    const form = await formWith(browser, '/account/name', 'name')
    await signInAs(browser, bob)
    const sent = await send(browser, '/account/name', filled(form, { name: 'Anna Retyped' }))
    expect(sent.status).toBe(409)
    expect(sent.html).toContain('You are now signed in as Bob Sends')
    expect(sent.html).not.toContain('Anna Retyped')
    expect([await nameOf(anna), await nameOf(bob)]).toEqual(['Anna Opens', 'Bob Sends'])
    expect((await browser.get('/account/name')).html).not.toContain('Anna Retyped')

    await signInAs(browser, anna)
    const again = await formWith(browser, '/account/name', 'name')
    expect(again.fields.find(({ name }) => name === 'name')?.value).toBe('Anna Retyped')
    expect(await send(browser, '/account/name', filled(again))).toMatchObject({ status: 303 })
    expect(await nameOf(anna)).toBe('Anna Retyped')
  })

  it('is kept too when nobody is signed in any more', async () => {
    const anna = await makePerson(server.database.ctx(), { name: 'Anna Away' })
    const browser = await server.signIn(anna.id)
    const form = await formWith(browser, '/account/name', 'name')
    await browser.post('/sign-out', {})
    const sent = await send(browser, '/account/name', filled(form, { name: 'Anna Kept' }))
    expect(sent).toMatchObject({ status: 303, location: '/sign-in?returnTo=%2Faccount%2Fname&ended=yes' })
    expect(await nameOf(anna)).toBe('Anna Away')
    await signInAs(browser, anna)
    expect((await browser.get('/account/name')).html).toContain('value="Anna Kept"')
  })

  it('does not sign the other out', async () => {
    const ctx = server.database.ctx()
    const [anna, bob] = [await makePerson(ctx), await makePerson(ctx, { name: 'Bob Stays' })]
    const browser = await server.signIn(anna.id)
    const { html } = await browser.get('/home')
    const form = formsIn(html).find(({ action }) => action === '/sign-out')
    if (!form) throw new Error('Nobody can sign out')
    await signInAs(browser, bob)
    expect((await send(browser, '/sign-out', filled(form))).status).toBe(409)
    expect((await browser.get('/account')).status).toBe(200)
  })

  it('is taken from a person who signed in again in the meantime', async () => {
    const anna = await makePerson(server.database.ctx())
    const browser = await server.signIn(anna.id)
    const form = await formWith(browser, '/account/name', 'name')
    await signInAs(browser, anna)
    expect(await send(browser, '/account/name', filled(form, { name: 'Anna Again' }))).toMatchObject({ status: 303 })
    expect(await nameOf(anna)).toBe('Anna Again')
  })
})
