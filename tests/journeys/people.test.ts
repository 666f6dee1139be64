import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestServer, type Page } from '#tests/setup/server.ts'

const server = openTestServer()

/** Text of the page's main part, tags taken out. */
const textOf = ({ html }: Page) =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '')
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/\s+/g, ' ')
const get = async (path: string) => textOf(await server.visitor().get(path))
const field = ({ html }: Page, name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? ''

describe('the register', () => {
  it('is searched by whatever people type', async () => {
    const leeds = await server.visitor().get('/yots?q=Leeds+YOT')
    expect(leeds.html).toContain('href="/yots/leeds"')
    expect(await get('/yots?q=hakney')).toContain('Did you mean: Hackney Youth Justice Service')
    expect(await get('/yots?q=Cumbria')).toContain('There is more than one service for Cumbria now')
    expect(await get('/yots?q=Bury')).toContain('Bury is now part of Bury and Rochdale Youth Justice Service')
    expect(await get('/yots?q=zzzz')).toContain('No service found for “zzzz”')
  })

  it('is listed by region', async () => {
    expect(await get('/yots')).toContain('Wales (17)')
    expect(await get('/yots?region=Wales')).toContain('Cardiff Youth Justice Service')
  })

  it('has a page for each service, and names nobody to a visitor', async () => {
    const { id } = await makePerson(server.database.ctx(), { name: 'Ada Thorne', posts: [{ yotCode: 'leeds' }] })
    const seen = await get('/yots/leeds')
    expect(seen).toContain('West Yorkshire Police')
    expect(seen).not.toContain('Ada Thorne')
    expect(textOf(await (await server.signIn(id)).get('/yots/leeds'))).toContain('Ada Thorne')
    expect((await server.visitor().get('/yots/atlantis')).status).toBe(404)
  })

  it('stays small', async () => {
    const htmlOf = async (path: string) => (await server.visitor().get(path)).html
    for (const path of ['/yots', '/yots/leeds', '/yots?region=London', '/bank?role=mentor', '/themes', '/themes/G'])
      expect((await htmlOf(path)).length, path).toBeLessThan(15 * 1024)
    // Pictures with their tables are much alike, and a fraction of it as they are sent.
    for (const path of ['/', '/bank']) expect(gzipSync(await htmlOf(path)).length, path).toBeLessThan(7 * 1024)
  })
})

describe('a lead keeps their service’s posts on one page', () => {
  it('adds a post, puts somebody in it, records their last day', async () => {
    const ctx = server.database.ctx()
    const { id } = await makePerson(ctx, { name: 'Bo Lind', posts: [{ yotCode: 'hull' }] })
    const lead = await server.signIn(id)
    const here = '/yots/hull/posts'
    const added = await lead.post(here, { intent: 'add', title: 'Team manager, court', level: 'manager' })
    expect(added.status).toBe(303)
    const open = await lead.get(added.location ?? '')
    expect(textOf(open)).toContain('It is vacant until you record who holds it')
    const person = {
      intent: 'start',
      postId: field(open, 'postId'),
      version: field(open, 'version'),
      name: 'Cy Marsh',
      address: 'Cy.Marsh@example.org ',
      kind: 'acting',
      'from-day': '1',
      'from-month': '13',
      'from-year': '2026',
    }
    const wrong = await lead.post(added.location ?? '', person)
    expect(wrong.status).toBe(400)
    expect(textOf(wrong)).toContain('Their first day must be a real date')
    expect(wrong.html).toContain('value="Cy Marsh"')
    const today = ctx.clock.today().split('-')
    const started = await lead.post(added.location ?? '', {
      ...person,
      'from-day': today[2] ?? '',
      'from-month': today[1] ?? '',
      'from-year': today[0] ?? '',
    })
    expect(started).toMatchObject({ status: 303, location: here })
    expect(textOf(await lead.get(here))).toContain('Cy Marsh (acting)')

    const again = await lead.get(added.location ?? '')
    const ended = await lead.post(added.location ?? '', {
      intent: 'end',
      holdingId: field(again, 'holdingId'),
      version: field(again, 'version'),
      'lastDay-day': today[2] ?? '',
      'lastDay-month': today[1] ?? '',
      'lastDay-year': today[0] ?? '',
    })
    expect(ended).toMatchObject({ status: 303, location: '/yots/hull' })
    expect(textOf(await lead.get('/yots/hull'))).toContain('The post is vacant after that')
  })

  it('and nobody else does', async () => {
    const { id } = await makePerson(server.database.ctx(), { posts: [{ yotCode: 'york', level: 'manager' }] })
    const manager = await server.signIn(id)
    expect((await manager.get('/yots/york/posts')).status).toBe(403)
    expect((await manager.post('/yots/york/posts', { intent: 'add', title: 'X', level: 'head' })).status).toBe(403)
    expect((await server.visitor().get('/yots/york/posts')).location).toMatch(/^\/sign-in/)
  })
})

describe('the bank', () => {
  it('names people as they chose, and opens their pages to who may see them', async () => {
    const ctx = server.database.ctx()
    const di = await makePerson(ctx, {
      name: 'Di Penrose',
      posts: [{ yotCode: 'wigan' }],
      bank: { roles: ['co_lead'], themes: { J1: 3 } },
    })
    const ed = await makePerson(ctx, {
      name: 'Ed Quarry',
      posts: [{ yotCode: 'wigan', level: 'second_tier' }],
      bank: { isNamePublic: true, themes: { J1: 2 } },
    })
    const list = await get('/bank?theme=J1&region=North+West')
    expect(list).toContain('2 people.')
    expect(list).toContain('One of them chose to be named to everybody.')
    expect(list).toContain('Ed Quarry')
    expect(list).not.toContain('Di Penrose')
    expect(await get('/bank?theme=J1&role=co_lead')).toContain('One person.')
    expect((await server.visitor().get(`/bank/${di.id}`)).location).toMatch(/^\/sign-in/)
    expect(await get(`/bank/${ed.id}`)).toContain('Has led or advised on it')
    const reader = await server.signIn(ed.id)
    const page = textOf(await reader.get(`/bank/${di.id}`))
    expect(page).toContain('Others come to them for it')
    expect(page).toContain('No ratings yet.')
    expect(await get('/themes/J1')).toContain('North West 2')
  })

  it('is kept by each for themselves', async () => {
    const { id } = await makePerson(server.database.ctx(), { posts: [{ yotCode: 'leeds' }], bank: {} })
    const browser = await server.signIn(id)
    const form = await browser.get('/profile/details')
    const typed = {
      version: field(form, 'version'),
      summary: 'Ran resettlement in two services for six years.',
      basis: 'charged',
      daysPerYear: '12',
      reviewsPerYear: '3',
      canTravel: 'on',
    }
    const wrong = await browser.post('/profile/details', typed)
    expect(wrong.status).toBe(400)
    expect(wrong.html).toContain('href="#dayRate"')
    expect(await browser.post('/profile/details', { ...typed, dayRate: '450' })).toMatchObject({ status: 303 })
    const saved = { intent: 'save', themeCode: 'K2', level: '2', evidence: 'Set up a participation forum in 2025.' }
    expect(await browser.post('/profile/themes/add', saved)).toMatchObject({ status: 303, location: '/profile' })
    expect((await browser.get('/profile/themes/K2')).html).toContain('Set up a participation forum in 2025.')
    const away = { intent: 'add', 'from-day': '27', 'from-month': '7', 'until-day': '7', 'until-month': '8' }
    const year = String(Number(server.database.ctx().clock.today().slice(0, 4)) + 1)
    const added = await browser.post('/profile/absences', { ...away, 'from-year': year, 'until-year': year })
    expect(added).toMatchObject({ status: 303 })
    const profile = textOf(await browser.get('/profile'))
    expect(profile).toContain('for other work charges £450 a day')
    expect(profile).toContain(`27 July to 7 August ${year}`)
    expect(profile).toContain('Voice of the child')
  })

  it('tells somebody outside it how to come in', async () => {
    const { id } = await makePerson(server.database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const browser = await server.signIn(id)
    expect(textOf(await browser.get('/profile'))).toContain('You are not in the bank')
    expect((await browser.get('/profile/details')).status).toBe(404)
  })
})
