import { beforeAll, describe, expect, it } from 'vitest'
import siteMap from '#app/routes.ts'
import type { Ctx } from '#services/core/context.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { openTestServer, type Page, type Visitor } from '#tests/setup/server.ts'
import { type Cases, type Cast, goOn, makeCases, makeCast } from './worlds.ts'

/*
 * To somebody conflicted with a case it does not exist: whatever they ask for, they get what they would get in a world in
 * which it never was, byte for byte apart from nonces, ids and references drawn at random. Two servers on two databases,
 * copies of one; the case is made in one of them.
 */

const now = '2026-06-10T10:00:00Z'
const without = openTestServer()
let cast: Cast
beforeAll(async () => {
  without.database.setNow(now)
  cast = await makeCast(without.database.ctx())
}, 240_000)

const copy = openTestDatabase({ from: () => without.database.dump() })
const withCase = openTestServer({ database: copy })
const worlds = [withCase, without]
let cases: Cases
let laterRefs: string[]
beforeAll(async () => {
  copy.setNow(now)
  cases = await makeCases(copy.ctx(), cast)
  laterRefs = []
  for (const world of worlds) laterRefs.push((await goOn(world.database.ctx(), cast)).laterRef)
}, 240_000)

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A page without what differs from one request to the next. */
const same = (text: string): string => {
  let shown = text.replaceAll(/nonce="[^"]*"|'nonce-[^']*'/g, 'nonce').replaceAll(uuid, '(id)')
  for (const ref of laterRefs) shown = shown.replaceAll(ref, '(the later request)')
  return shown
}

const passing = new Set(['date', 'keep-alive', 'connection', 'x-request-id', 'etag'])
const seen = ({ status, headers, html }: Page) => ({
  status,
  headers: [...headers]
    .filter(([name]) => !passing.has(name))
    .map(([name, value]) => `${name}: ${same(value).replace(/session=[^;]*/, 'session')}`)
    .sort(),
  html: same(html),
})

/** Every value that a parameter of an address takes: the world's own rows, and the case's. */
const valuesOf = async (ctx: Ctx, alsoOf: Ctx): Promise<Record<string, string[]>> => {
  const { db } = alsoOf
  const ids = Object.values(cases).map(({ id }) => id)
  const [others, bank, offerings, pairs, invitations, seats, messages] = await Promise.all([
    ctx.db.reviewRequest.findMany({
      where: { ref: { notIn: laterRefs } },
      select: { ref: true },
      orderBy: { createdAt: 'desc' },
      take: 2,
    }),
    db.standing.findMany({ select: { personId: true }, orderBy: { personId: 'asc' } }),
    db.offering.findMany({ select: { slug: true }, take: 2 }),
    db.ratingPair.findMany({ select: { id: true, caseId: true } }),
    db.invitation.findMany({ where: { seat: { requestId: { in: ids } } }, select: { id: true } }),
    db.seat.findMany({ where: { requestId: { in: ids } }, select: { id: true } }),
    db.outboxMessage.findMany({ where: { topic: 'mail', caseId: { in: ids } }, select: { id: true }, take: 3 }),
  ])
  const applications = await ctx.db.application.findMany({ select: { ref: true } })
  const caseRefs = [cases.review.ref, cases.past.ref]
  return {
    'reviews/:ref': [...caseRefs, ...others.map(({ ref }) => ref), 'PR-2026-099'],
    'association/requests/:ref': [...caseRefs, ...others.map(({ ref }) => ref)],
    'association/applications/:ref': [cases.application.ref, ...applications.map(({ ref }) => ref)],
    'apply/:ref': [cases.application.ref],
    'enquiries/:ref': ['EN-2026-100'],
    'yots/:code': ['sunderland', 'durham'],
    'themes/:code': ['A1', 'G'],
    'bank/:personId': [
      ...new Set([...cast.team.slice(0, 2).map(({ id }) => id), ...bank.slice(0, 1).map((row) => row.personId)]),
    ],
    'offerings/:slug': offerings.map(({ slug }) => slug),
    'ratings/:pairId': pairs.filter(({ caseId }) => caseId === cases.past.id).map(({ id }) => id),
    'invitations/:id': invitations.slice(0, 2).map(({ id }) => id),
    'demo/outbox/:id': messages.map(({ id }) => id),
    ':seatId': seats.slice(0, 1).map(({ id }) => id),
    ':position': ['1'],
    ':place': ['1'],
    ':event': ['presented'],
    ':token': ['unknown'],
    ':id': [cast.team[0]?.id ?? ''],
    ':code': ['A1'],
    ':number': ['1'],
  }
}

const filled = (path: string, values: Record<string, string[]>): string[] => {
  const at = /:(\w+)/.exec(path)
  if (!at) return [path]
  const upTo = path.slice(0, at.index + at[0].length)
  const known = values[upTo] ?? values[at[0]] ?? ['unknown']
  const rest = path.slice(upTo.length)
  return known.flatMap((value) => filled(`${path.slice(0, at.index)}${value}${rest}`, values))
}

const queries = [
  'association/requests?group=waiting',
  'association/requests?group=team',
  'association/requests?group=running',
  'association/requests?group=over',
  'association/requests?mine=yes',
  'association/applications?state=open',
  'association/applications?state=panel',
  'association/applications?state=decided',
  'association/audit?page=2',
  'association/audit?check=yes',
  'bank?role=co_lead',
  'bank?q=sunderland',
  'yots?q=sunderland',
  'offerings?q=sunderland',
  'enquiries/new/providers?themes=G1&themes=A1&how=either&who=a',
]

const addresses = async (): Promise<string[]> => {
  const [{ children = [] } = {}] = siteMap
  const paths = children.flatMap((page) => ('path' in page && page.path !== '*' ? [page.path] : []))
  const values = await valuesOf(without.database.ctx(), copy.ctx())
  return ['', ...paths.flatMap((path) => filled(path, values)), 'no-such-page', ...queries].map((path) => `/${path}`)
}

/** One person in both worlds. */
const inBoth = (person: { id: string } | null): Promise<Visitor[]> =>
  Promise.all(worlds.map((world) => (person ? world.signIn(person.id) : world.visitor())))

/** Signing in is in the audit log, so whoever signs in here does so there too. */
const signInHere = async (id: string): Promise<Visitor> => {
  const [here] = await inBoth({ id })
  if (!here) throw new Error('A world')
  return here
}

/** The addresses at which the two worlds answer differently, each with where it begins. */
const compare = async (person: { id: string } | null, paths: readonly string[], pathsThere = paths) => {
  const [here, there] = await inBoth(person)
  if (!here || !there) throw new Error('Two worlds')
  const differing: string[] = []
  for (const [index, path] of paths.entries()) {
    const [a, b] = (await Promise.all([here.get(path), there.get(pathsThere[index] ?? path)])).map(seen)
    if (!a || !b) throw new Error('Two answers')
    if (JSON.stringify(a) !== JSON.stringify(b)) differing.push(`${path}\n${firstDifference(a, b)}`)
  }
  return differing
}

const firstDifference = (a: ReturnType<typeof seen>, b: ReturnType<typeof seen>): string => {
  if (a.status !== b.status) return `  ${a.status} and ${b.status}`
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)]
  let at = 0
  while (one[at] === other[at]) at += 1
  return `  with:    ${one.slice(Math.max(0, at - 160), at + 120)}\n  without: ${other.slice(Math.max(0, at - 160), at + 120)}`
}

const roles = [
  'coordinator',
  'administrator',
  'board member',
  'assessor',
  'bank member',
  'head of service',
  'colleague and referee',
]

describe('a case that somebody is conflicted with', () => {
  it('is there for those who may know of it', async () => {
    const browser = await signInHere(cast.administrator.id)
    for (const path of [
      `/association/requests/${cases.review.ref}`,
      `/association/requests/${cases.past.ref}`,
      `/association/applications/${cases.application.ref}`,
    ]) {
      expect([path, (await browser.get(path)).status]).toEqual([path, 200])
    }
    const [member] = cast.team
    expect((await browser.get(`/bank/${member?.id}`)).html).toContain('Sharp, kind and useful.')
  })

  it.each(roles)('does not exist on any page for a conflicted %s', async (role) => {
    const person = cast.conflicted[role] ?? null
    expect(await compare(person, await addresses())).toEqual([])
    // What came later has a reference of its own in each world.
    const laters = ['reviews', 'association/requests'].map((place) => laterRefs.map((ref) => `/${place}/${ref}`))
    for (const [here = '', there = ''] of laters) expect(await compare(person, [here], [there])).toEqual([])
  })

  it.each(roles)('takes nothing sent by a conflicted %s, and says no more than of an unknown one', async (role) => {
    const before = await traces()
    const [here, there] = await inBoth(cast.conflicted[role] ?? null)
    const differing: string[] = []
    for (const { path, fields } of await formsOfTheCases()) {
      const [a, b] = await Promise.all([here?.post(path, fields), there?.post(path, fields)])
      if (!a || !b) throw new Error('Two answers')
      if (JSON.stringify(seen(a)) !== JSON.stringify(seen(b))) {
        differing.push(`${path} ${fields.intent ?? ''}\n${firstDifference(seen(a), seen(b))}`)
      }
    }
    expect(differing).toEqual([])
    expect(await traces()).toEqual(before)
  })

  it('does not exist for somebody who signs out to compare', async () => {
    // A demonstration shows its mail to anybody, and lists whom to become.
    const open = (await addresses()).filter((path) => !path.startsWith('/demo'))
    expect(await compare(null, open)).toEqual([])
  })

  it('is in no mail to anybody who is conflicted with it', async () => {
    const addressesOf = Object.values(cast.conflicted).map(({ email }) => email)
    const ids = Object.values(cases).map(({ id }) => id)
    const about = await copy.ctx().db.outboxMessage.findMany({ where: { topic: 'mail', caseId: { in: ids } } })
    const to = about.map(({ payload }) => JSON.stringify(payload)).filter((text) => text.includes('"to"'))
    expect(to.length).toBeGreaterThan(5)
    // The referee was asked for a reference before there was anything to decide on.
    const told = to.filter((text) => addressesOf.some((address) => text.includes(address)))
    expect(told.filter((text) => !text.includes('/references/'))).toEqual([])
  })
})

/** What an action on one of the cases would leave behind. */
const traces = async () => {
  const { db } = copy.ctx()
  const ids = Object.values(cases).map(({ id }) => id)
  return {
    audit: await db.auditEntry.count({ where: { caseId: { in: ids } } }),
    moves: await db.stageMove.count({ where: { requestId: { in: ids } } }),
    messages: await db.outboxMessage.count({ where: { caseId: { in: ids } } }),
    declarations: await db.declaration.count({ where: { caseId: { in: ids } } }),
  }
}

type SentForm = { path: string; fields: Record<string, string> }

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]

/** The forms of a page, each of its buttons once, as somebody would send them who fills in a word everywhere. */
const formsOf = (path: string, { html }: Page): SentForm[] =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '')
    .split('<form')
    .slice(1)
    .flatMap((text): SentForm[] => {
      const form = text.split('</form>')[0] ?? ''
      const action = (attribute(form.split('>')[0] ?? '', 'action') ?? path).replaceAll('&amp;', '&')
      if (attribute(form.split('>')[0] ?? '', 'method') !== 'post') return []
      const fields: Record<string, string> = {}
      for (const [tag] of form.matchAll(/<(input|textarea|select)[^>]*>/g)) {
        const name = attribute(tag, 'name')
        if (name) fields[name] = attribute(tag, 'value') ?? 'Enough words to be taken as an answer.'
      }
      const buttons = [...form.matchAll(/<button[^>]*>/g)].map(([tag]) => [
        attribute(tag, 'name'),
        attribute(tag, 'value'),
      ])
      return buttons.map(([name, value]) => ({
        path: action,
        fields: name ? { ...fields, [name]: value ?? '' } : fields,
      }))
    })

let known: SentForm[] | null = null

/** Everything that those who know of the cases could send about them from their pages. */
const formsOfTheCases = async (): Promise<SentForm[]> => {
  if (known) return known
  const { db } = copy.ctx()
  const asked = await db.invitation.findMany({
    where: { seat: { requestId: cases.review.id } },
    orderBy: { id: 'asc' },
  })
  const seats = await db.seat.findMany({ where: { requestId: cases.review.id }, take: 1 })
  const { caseHolderId } = await db.reviewRequest.findUniqueOrThrow({ where: { id: cases.review.id } })
  const pairs = await db.ratingPair.findMany({ where: { caseId: cases.past.id } })
  const request = `/association/requests/${cases.review.ref}`
  const application = `/association/applications/${cases.application.ref}`
  const pages: [string | null | undefined, string[]][] = [
    [cast.head.id, [cases.review.ref, cases.past.ref].map((ref) => `/reviews/${ref}`)],
    [
      caseHolderId,
      [
        request,
        `${request}/declare`,
        `${request}/team`,
        `${request}/terms`,
        ...seats.map(({ id }) => `${request}/team/seats/${id}`),
      ],
    ],
    [cast.team[1]?.id, pairs.map(({ id }) => `/ratings/${id}`)],
    ...asked.map((row): [string, string[]] => [
      row.personId,
      [`/invitations/${row.id}`, `/invitations/${row.id}/decline`],
    ]),
    [cast.administrator.id, [application, `${application}/panel`, `${application}/decide`, `${application}/assessor`]],
    [cast.assessors[1]?.id, [`${application}/assess`, `${application}/stand-down`]],
  ]
  const forms: SentForm[] = []
  for (const [personId, paths] of pages) {
    if (!personId) throw new Error('Somebody who knows of it')
    const browser = await signInHere(personId)
    for (const path of paths) forms.push(...formsOf(path, await browser.get(path)))
  }
  for (const ref of [cases.review.ref, cases.past.ref]) {
    forms.push({ path: `/reviews/${ref}/record/presented`, fields: { version: '1' } })
    forms.push({ path: `/reviews/${ref}/findings/1`, fields: { version: '1', strengths: 'a', areas: 'b' } })
  }
  expect(forms.length).toBeGreaterThan(10)
  known = forms
  return forms
}
