import { beforeAll, describe, expect, it } from 'vitest'
import { addMonths } from '#services/core/clock.ts'
import {
  linksOf,
  makeAdministrator,
  makeAssessor,
  makeAtPanel,
  makeDraft,
  makeSubmitted,
} from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestServer, type Page, type Visitor } from '#tests/setup/server.ts'

const server = openTestServer()
let ada: MadePerson
let ben: MadePerson
let cat: MadePerson
let admin: MadePerson

beforeAll(async () => {
  const ctx = server.database.ctx()
  ada = await makeAssessor(ctx, 'cardiff', { name: 'Ada Wales' })
  ben = await makeAssessor(ctx, 'hackney', { name: 'Ben London' })
  cat = await makeAssessor(ctx, 'manchester', { name: 'Cat North' })
  admin = await makeAdministrator(ctx, { name: 'Val Admin' })
})

/** The fields that the last form of a page carries hidden, besides what is typed. */
const hiddenIn = ({ html }: Page): Record<string, string> => {
  const form = (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').split('<form').at(-1) ?? ''
  const fields = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}

/** Opens a page, fills its form in and sends it; fails unless it goes on. */
const fill = async (browser: Visitor, path: string, fields: Record<string, string | string[]>) => {
  const page = await browser.get(path)
  expect(page.status, path).toBe(200)
  const answer = await browser.post(path, { ...hiddenIn(page), ...fields })
  expect([answer.status, path, answer.status === 303 ? '' : textOf(answer)]).toEqual([303, path, ''])
  return answer.location ?? ''
}

const textOf = ({ html }: Page) =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

const date = (name: string, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

describe('applying to the bank', () => {
  it('goes from the first page to a place in the bank, as an applicant, two referees, two assessors and an administrator', async () => {
    const ctx = server.database.ctx()
    const today = ctx.clock.today()
    const applicant = await makePerson(ctx, { name: 'Noor Applicant', posts: [{ yotCode: 'leeds' }] })
    const browser = await server.signIn(applicant.id)
    const home = await fill(browser, '/apply', { roleSought: 'reviewer' })
    expect(home).toMatch(/^\/apply\/BA-\d{4}-\d{3}$/)
    const ref = home.slice('/apply/'.length)
    expect(textOf(await browser.get(home))).toContain('0 of 9 parts done')
    expect(textOf(await browser.get('/home'))).toContain('Finish your application to the bank')

    await fill(browser, `${home}/role`, {
      roleSought: 'reviewer',
      ...date('trainedOn', addMonths(today, -6)),
      reviewsDone: '2',
      roleEvidence: 'Trained with the association; observed two reviews in 2025.',
    })
    for (const [themeCode, level] of [
      ['A1', '2'],
      ['K2', '3'],
    ] as const) {
      await fill(browser, `${home}/themes/add`, {
        themeCode,
        level,
        evidence: 'I led this for three years and advised two neighbouring services on it.',
        ...date('lastUsedOn', addMonths(today, -1)),
      })
    }
    await fill(browser, `${home}/posts/add`, {
      yot: 'Bradford YOT',
      title: 'Team manager',
      level: 'manager',
      kind: 'substantive',
      ...date('from', '2014-04-01'),
      ...date('until', '2019-03-31'),
    })
    await fill(browser, `${home}/posts`, { isComplete: 'on' })
    await fill(browser, `${home}/referees`, {
      'referees[0].name': 'Rosa First',
      'referees[0].email': 'rosa@example.org',
      'referees[0].relation': 'Chaired our board',
      'referees[1].name': 'Sam Second',
      'referees[1].email': 'Sam@Example.org',
      'referees[1].relation': 'Commissioned a review',
      'referees[1].isCommissioner': 'on',
      ...date('referees[1].commissionedOn', addMonths(today, -3)),
    })
    await fill(browser, `${home}/interests`, {
      answer: 'add',
      kind: 'personal',
      with: 'Wakefield',
      ...date('from', '2020-01-01'),
    })
    await fill(browser, `${home}/interests`, { answer: 'complete' })
    await fill(browser, `${home}/time`, {
      basis: 'in_kind',
      daysPerYear: '6',
      consentName: 'Director of Children’s Services',
      ...date('consentOn', addMonths(today, -1)),
    })
    await fill(browser, `${home}/dbs`, {
      answer: 'seen',
      level: 'enhanced',
      seenBy: 'HR, Leeds City Council',
      ...date('seenOn', addMonths(today, -5)),
    })
    await fill(browser, `${home}/about`, { summary: 'Ten years in youth justice, four of them leading a service.' })
    await fill(browser, `${home}/conduct`, { isAccepted: 'on' })
    expect(textOf(await browser.get(home))).toContain('9 of 9 parts done')
    const check = textOf(await browser.get(`${home}/check`))
    for (const said of [
      'Bradford',
      'sam@example.org',
      'Wakefield',
      'HR, Leeds City Council',
      'Ten years in youth justice',
    ]) {
      expect(check).toContain(said)
    }
    await fill(browser, `${home}/check`, {})
    expect(textOf(await browser.get(home))).toContain('We are waiting for a reference from Rosa First and Sam Second')

    const { id } = await ctx.db.application.findUniqueOrThrow({ where: { ref } })
    for (const token of await linksOf(ctx, id)) {
      const referee = server.visitor()
      expect(textOf(await referee.get(`/references/${token}`))).toContain('A reference for Noor Applicant')
      await fill(referee, `/references/${token}`, {
        isSupportive: 'yes',
        body: 'I saw this work at first hand and would have them review my own service.',
      })
      expect(textOf(await referee.get(`/references/${token}`))).toContain('Your reference is given')
    }

    const office = await server.signIn(admin.id)
    const at = `/association/applications/${ref}`
    expect(textOf(await office.get('/home'))).toContain(`Check application ${ref}`)
    expect(textOf(await office.get('/association/applications?waits=association'))).toContain('Noor Applicant')
    await fill(office, `${at}/panel`, { assessorIds: [ada.id, ben.id] })
    for (const assessor of [ada, ben]) {
      const reader = await server.signIn(assessor.id)
      expect(textOf(await reader.get('/home'))).toContain(`Assess application ${ref}`)
      await fill(reader, `${at}/assess`, {
        view: 'approve',
        reasons: `${assessor.name} found the evidence strong and recent.`,
      })
    }
    await fill(office, `${at}/decide`, {
      reasons: 'The evidence is strong and recent, and both references bear it out.',
    })
    expect(textOf(await browser.get(home))).toContain('Your application is approved')
    expect(await ctx.db.standing.findUnique({ where: { personId: applicant.id } })).toMatchObject({ status: 'active' })
  })

  it('shows what was typed again with what is wrong, and refuses a child’s details with a way to mend it', async () => {
    const ctx = server.database.ctx()
    const made = await makeDraft(ctx)
    const browser = await server.signIn(made.applicant.id)
    const path = `/apply/${made.ref}/about`
    const page = await browser.post(path, {
      ...hiddenIn(await browser.get(path)),
      summary: 'I helped Jordan Smith (12/03/2009) and many others back into school over the years.',
    })
    expect(page.status).toBe(400)
    expect(page.html).toContain('href="#summary"')
    expect(page.html).toContain('looks like a name with a date of birth')
    expect(page.html).toContain('many others back into school')
  })

  it('says what is missing, each with a link to mend it', async () => {
    const ctx = server.database.ctx()
    const made = await makeDraft(ctx)
    await ctx.db.application.update({ where: { id: made.id }, data: { trainedOn: null, acceptedCodeAt: null } })
    const browser = await server.signIn(made.applicant.id)
    const path = `/apply/${made.ref}/check`
    const page = await browser.post(path, hiddenIn(await browser.get(path)))
    expect(page.status).toBe(400)
    expect(page.html).toContain(`<a href="/apply/${made.ref}/role">Say when you did your reviewer training.</a>`)
    expect(page.html).toContain(`<a href="/apply/${made.ref}/conduct">Accept the code of conduct.</a>`)
  })

  it('is the applicant’s alone, page for page', async () => {
    const ctx = server.database.ctx()
    const made = await makeDraft(ctx)
    const other = await server.signIn((await makePerson(ctx)).id)
    const pages = [
      '',
      '/role',
      '/themes',
      '/themes/add',
      '/posts',
      '/posts/add',
      '/referees',
      '/interests',
      '/time',
      '/dbs',
      '/about',
      '/conduct',
      '/check',
      '/withdraw',
    ]
    for (const page of pages) {
      expect([page, (await other.get(`/apply/${made.ref}${page}`)).status]).toEqual([page, 404])
      expect([page, (await server.visitor().get(`/apply/${made.ref}${page}`)).status]).toEqual([page, 303])
    }
    const office = await server.signIn(admin.id)
    expect((await office.get(`/association/applications/${made.ref}`)).status).toBe(404)
  })
})

describe('views on a panel', () => {
  const secret = 'SECRET of Ada, who weighed it all'
  const officePages = (ref: string) => [
    '/home',
    '/association/applications',
    '/association/applications?state=panel',
    '/association/applications?waits=assessors',
    ...['', '/assess', '/stand-down', '/panel', '/assessor', '/decide', '/more'].map(
      (page) => `/association/applications/${ref}${page}`,
    ),
    `/apply/${ref}`,
    '/demo/outbox',
  ]
  /** Everything a reader can open about the case, mails included. */
  const everythingFor = async (browser: Visitor, ref: string) => {
    const pages = await Promise.all(officePages(ref).map((path) => browser.get(path)))
    const mails = pages.flatMap(({ html }) =>
      [...html.matchAll(/href="(\/demo\/outbox\/[0-9a-f-]+)"/g)].map(([, path = '']) => path),
    )
    const opened = await Promise.all(mails.map((path) => browser.get(path)))
    return [...pages, ...opened].map(({ html }) => html).join('\n')
  }

  it('are in no response to anybody else until everybody has recorded one', async () => {
    const ctx = server.database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    const path = `/association/applications/${made.ref}/assess`
    await fill(await server.signIn(ada.id), path, { view: 'defer', reasons: `${secret}: not yet, in her opinion.` })
    for (const reader of [ben, admin, made.applicant, cat]) {
      const seen = await everythingFor(await server.signIn(reader.id), made.ref)
      expect(seen).not.toContain('SECRET')
      // The word of the view stands only among the choices of the one who has yet to record.
      if (reader !== ben) expect(seen).not.toContain('Defer')
    }
    const own = await everythingFor(await server.signIn(ada.id), made.ref)
    expect(own).toContain('SECRET')
    await fill(await server.signIn(ben.id), path, {
      view: 'defer',
      reasons: 'Ben thinks alike, having read it with care.',
    })
    for (const reader of [ben, admin]) {
      expect(await everythingFor(await server.signIn(reader.id), made.ref)).toContain('SECRET')
    }
    // The applicant reads the decision’s reasons when it is made, never an assessor’s own.
    expect(await everythingFor(await server.signIn(made.applicant.id), made.ref)).not.toContain('SECRET')
  })
})

describe('a conflicted officer', () => {
  it('finds no trace of the application: every page as for an unknown reference', async () => {
    const ctx = server.database.ctx()
    const posts = [{ yotCode: 'leeds' }]
    const conflicted = await makePerson(ctx, {
      posts,
      appointments: [{ role: 'administrator' }, { role: 'assessor' }],
    })
    const made = await makeSubmitted(ctx)
    const browser = await server.signIn(conflicted.id)
    for (const page of ['', '/assess', '/stand-down', '/panel', '/assessor', '/decide', '/more']) {
      const real = await browser.get(`/association/applications/${made.ref}${page}`)
      const unknown = await browser.get(`/association/applications/BA-2026-999${page}`)
      expect([page, real.status]).toEqual([page, 404])
      expect(textOf(real)).toBe(textOf(unknown))
    }
    for (const path of [
      '/association/applications',
      '/association/applications?state=submitted',
      '/home',
      '/demo/outbox',
    ]) {
      const { html } = await browser.get(path)
      expect(html).not.toContain(made.ref)
      expect(html).not.toContain(made.applicant.name)
    }
    const office = await server.signIn(admin.id)
    expect((await office.get('/association/applications?state=submitted')).html).toContain(made.ref)
  })
})

it('keeps the association’s pages from people who hold no office', async () => {
  const browser = await server.signIn((await makePerson(server.database.ctx())).id)
  expect((await browser.get('/association/applications')).status).toBe(403)
  expect((await browser.get('/association/applications/BA-2026-001')).status).toBe(403)
})

it('sends no page over 15 KB', async () => {
  const ctx = server.database.ctx()
  const made = await makeAtPanel(ctx, [ada, ben])
  const draft = await makeDraft(ctx)
  const own = await server.signIn(draft.applicant.id)
  const office = await server.signIn(admin.id)
  const reader = await server.signIn(ada.id)
  const pages: [Visitor, string][] = [
    ...[
      '/apply',
      ...[
        '',
        '/role',
        '/themes',
        '/themes/add',
        '/posts',
        '/posts/add',
        '/referees',
        '/interests',
        '/time',
        '/dbs',
        '/about',
        '/conduct',
        '/check',
      ].map((page) => `/apply/${draft.ref}${page}`),
    ].map((path): [Visitor, string] => [own, path]),
    [office, '/association/applications'],
    [office, `/association/applications/${made.ref}`],
    [office, `/association/applications/${made.ref}/assessor`],
    [reader, `/association/applications/${made.ref}/assess`],
  ]
  for (const [browser, path] of pages) {
    const { html } = await browser.get(path)
    expect([path, html.length < 15 * 1024, html.length]).toEqual([path, true, html.length])
  }
})
