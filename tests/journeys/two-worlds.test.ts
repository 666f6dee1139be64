import { beforeAll, describe, expect, it } from 'vitest'
import siteMap from '#app/routes.ts'
import type { Ctx } from '#services/core/context.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import { openTestServer, type Page, type Visitor } from '#tests/setup/server.ts'
import { type Cases, type Cast, goOn, makeCases, makeCast } from './worlds.ts'

/*
 * To somebody conflicted with a case it does not exist: whatever they ask for, they get what they would get in a world in
 * which it never was, byte for byte apart from nonces, ids and references drawn at random. Two servers on two databases,
 * copies of one; the case is made in one of them.
 */

const now = '2026-06-10T10:00:00Z'
const without = openTestServer({ database: openTestDatabase({ prefersServer: true }) })
let cast: Cast
beforeAll(async () => {
  without.database.setNow(now)
  cast = await makeCast(without.database.ctx())
}, 240_000)

const copy = openTestDatabase({ prefersServer: true, from: () => without.database.dump() })
const heard: string[] = []
const withCase = openTestServer({
  database: copy,
  core: (core) => listeningCore(core, copy.ctx().clock, ({ sql }) => heard.push(sql)),
})
const worlds = [withCase, without]
let cases: Cases
let laterRefs: string[]
beforeAll(async () => {
  copy.setNow(now)
  cases = await makeCases(copy.ctx(), cast)
  // What comes later draws its reference: in the world without the case never the case's own.
  const given = await copy.ctx().db.givenReference.findMany()
  await without.database.ctx().db.givenReference.createMany({ data: given, skipDuplicates: true })
  laterRefs = []
  for (const world of worlds) laterRefs.push((await goOn(world.database.ctx(), cast)).laterRef)
}, 240_000)

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const formKey = new RegExp(`${uuid.source}\\.(?:${uuid.source})?\\.[\\w-]{22}`, 'g')

/** A page without what differs from one request to the next. */
const same = (text: string): string => {
  // A form's key is drawn anew for every page.
  const still = text.replaceAll(/nonce="[^"]*"|'nonce-[^']*'/g, 'nonce').replaceAll(formKey, '(form)')
  let shown = still.replaceAll(uuid, '(id)')
  for (const ref of laterRefs) shown = shown.replaceAll(ref, '(the later request)')
  // Concerns come later too, and draw theirs; what was decided becomes a draft in each world by itself.
  shown = shown.replaceAll(/CO-\d{4}-\d+/g, '(a concern)').replaceAll(/DE-\d{4}-\d+/g, '(a decision)')
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
  const [bank, offerings, pairs, invitations, seats, messages] = await Promise.all([
    db.standing.findMany({ select: { personId: true }, orderBy: { personId: 'asc' } }),
    db.offering.findMany({ select: { slug: true }, take: 2 }),
    db.ratingPair.findMany({ select: { id: true, caseId: true } }),
    db.invitation.findMany({ where: { seat: { requestId: { in: ids } } }, select: { id: true } }),
    db.seat.findMany({ where: { requestId: { in: ids } }, select: { id: true } }),
    db.outboxMessage.findMany({ where: { topic: 'mail', caseId: { in: ids } }, select: { id: true }, take: 3 }),
  ])
  const applications = await ctx.db.application.findMany({ select: { ref: true } })
  const caseRefs = [cases.review.ref, cases.past.ref]
  const people = [
    ...new Set([...cast.team.slice(0, 2).map(({ id }) => id), ...bank.slice(0, 1).map((row) => row.personId)]),
  ]
  return {
    'reviews/:ref': caseRefs,
    'association/requests/:ref': caseRefs,
    'association/applications/:ref': [cases.application.ref, ...applications.map(({ ref }) => ref)],
    'apply/:ref': [cases.application.ref],
    'enquiries/:ref': ['EN-2026-100'],
    'yots/:code': ['sunderland', 'durham'],
    'themes/:code': ['A1', 'G'],
    'bank/:personId': people,
    'association/bank/:personId': people,
    'offerings/:slug': offerings.map(({ slug }) => slug),
    'ratings/:pairId': pairs.filter(({ caseId }) => caseId === cases.past.id).map(({ id }) => id),
    'invitations/:id': invitations.slice(0, 2).map(({ id }) => id),
    'demo/outbox/:id': messages.map(({ id }) => id),
    ':seatId': seats.slice(0, 1).map(({ id }) => id),
    ':position': ['1'],
    ':place': ['1'],
    ':event': ['presented'],
    ':about': ['terms', 'team'],
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
  'association/bank?due=anything',
  'association/bank?sort=declaration&order=desc&cols=declaration&cols=conditions',
  'bank?q=sunderland',
  'yots?q=sunderland',
  'offerings?q=sunderland',
  'offerings?sort=rated',
  'enquiries/new/providers?themes=G1&themes=A1&how=either&who=a',
]

const addresses = async (): Promise<string[]> => {
  const [{ children = [] } = {}] = siteMap
  const paths = children.flatMap((page) => ('path' in page && page.path !== '*' ? [page.path] : []))
  const ctx = without.database.ctx()
  const values = await valuesOf(ctx, copy.ctx())
  const others = await ctx.db.reviewRequest.findMany({
    where: { ref: { notIn: laterRefs } },
    select: { ref: true },
    orderBy: { createdAt: 'desc' },
    take: 2,
  })
  const ofOthers = others.flatMap(({ ref }) => [`reviews/${ref}`, `association/requests/${ref}`])
  const all = ['', ...paths.flatMap((path) => filled(path, values)), ...ofOthers, 'no-such-page', ...queries]
  return all.map((path) => `/${path}`)
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

  it.each(roles)('costs a conflicted %s the same statements in the same order as one that never was', async (role) => {
    const here = await withCase.signIn((cast.conflicted[role] ?? cast.administrator).id)
    const statementsOf = async (ask: () => Promise<Page>) => {
      heard.length = 0
      const { status } = await ask()
      // On a server, with several connections, what is asked at once is heard in any order.
      return { status, statements: copy.core().database.pglite ? [...heard] : heard.toSorted() }
    }
    const differing: string[] = []
    const same = async (what: string, hidden: () => Promise<Page>, unknown: () => Promise<Page>) => {
      let said = ''
      // What works in the background may be heard beside a page, and what is remembered is asked once: what differs for the case's sake
      // differs every time.
      for (let turn = 0; turn < 4; turn += 1) {
        const [a, b] = [await statementsOf(hidden), await statementsOf(unknown)]
        // What they may open is no secret from them: their own application, a page that everybody sees.
        if (a.status < 400 && b.status >= 400) return
        const at = a.statements.findIndex((sql, index) => sql !== b.statements[index])
        if (at < 0 && a.statements.length === b.statements.length) return
        said = `${what}: ${a.statements.length} and ${b.statements.length}\n${a.statements[at]}\n${b.statements[at]}`
      }
      differing.push(said)
    }
    const { hidden, unknown } = await hiddenAndUnknown()
    const [{ children = [] } = {}] = siteMap
    const paths = children.flatMap((page) => ('path' in page && page.path?.includes(':') ? [page.path] : []))
    for (const path of paths.filter((each) => !each.startsWith('demo'))) {
      const [a = '', b = ''] = [filled(path, hidden), filled(path, unknown)].map(([first]) => `/${first}`)
      if (a !== b)
        await same(
          a,
          () => here.get(a),
          () => here.get(b),
        )
    }
    const known = Object.entries(hidden).map(([key, [value = '']]) => [value, unknown[key]?.[0] ?? ''] as const)
    const never = (text: string) => known.reduce((said, [from, to]) => said.replaceAll(from, to), text)
    for (const { path, fields } of await formsOfTheCases()) {
      if (never(path) === path) continue
      const others = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, never(value)]))
      await same(
        `${path} ${fields.intent ?? ''}`,
        () => here.post(path, fields),
        () => here.post(never(path), others),
      )
    }
    expect(differing).toEqual([])
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
    const about = await lettersIn(copy.ctx().db, { where: { topic: 'mail', caseId: { in: ids } } })
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
    moves: await db.move.count({ where: { subjectId: { in: ids } } }),
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

/** What stands in addresses of the cases, and what stands there for what never was: of the same make. */
const hiddenAndUnknown = async () => {
  const { db } = copy.ctx()
  const first = { orderBy: { id: 'asc' as const } }
  const seat = { requestId: cases.review.id }
  const pair = await db.ratingPair.findFirstOrThrow({ where: { caseId: cases.past.id }, ...first })
  const invitation = await db.invitation.findFirstOrThrow({ where: { seat }, ...first })
  const { id: seatId } = await db.seat.findFirstOrThrow({ where: seat, ...first })
  const unknown = { ref: { in: ['PR-2026-011', 'PR-2026-012'] } }
  expect(await db.reviewRequest.count({ where: unknown }), 'references that nobody was given').toBe(0)
  const both: Record<string, readonly [string, string]> = {
    'reviews/:ref': [cases.review.ref, 'PR-2026-011'],
    'association/requests/:ref': [cases.past.ref, 'PR-2026-012'],
    'association/applications/:ref': [cases.application.ref, 'AP-2026-098'],
    'apply/:ref': [cases.application.ref, 'AP-2026-098'],
    'ratings/:pairId': [pair.id, crypto.randomUUID()],
    'invitations/:id': [invitation.id, crypto.randomUUID()],
    ':ref': [cases.review.ref, 'PR-2026-011'],
    ':seatId': [seatId, crypto.randomUUID()],
  }
  const rest = { ':position': '1', ':place': '1', ':event': 'presented', ':code': 'A1', ':number': '1' }
  const valuesAt = (at: 0 | 1): Record<string, string[]> => {
    const values = [...Object.entries(both).map(([key, value]) => [key, value[at]] as const), ...Object.entries(rest)]
    return Object.fromEntries(values.map(([key, value]) => [key, [value]]))
  }
  return { hidden: valuesAt(0), unknown: valuesAt(1) }
}

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
    forms.push({
      path: `/reviews/${ref}/findings/1`,
      fields: { intent: 'draft', place: '1', kind: 'area', title: 'a', text: 'b' },
    })
  }
  expect(forms.length).toBeGreaterThan(10)
  known = forms
  return forms
}
