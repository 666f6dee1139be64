import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import routes from '#app/routes.ts'
import { findFaults } from '#services/invariants.ts'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'
import { openTestServer, type Visitor } from '#tests/setup/server.ts'

const server = openTestServer({
  env: { TRUSTED_PROXIES: '1' },
  database: openTestDatabase({ from: demonstration }),
})

/** Every pattern of the site map, such as /reviews/:ref. */
const patterns = routes
  .flatMap(({ children }) => children)
  .flatMap((route) => ('path' in route && route.path !== '*' ? [`/${route.path}`] : ['/']))
  // Ends the session that the next try needs.
  .filter((path) => path !== '/sign-out')

const nasty = [
  "' or 1=1 --",
  '"><script>alert(1)</script>',
  '../../../etc/passwd',
  '%00',
  '%c0%ae',
  '\u202e\ud83d\udca9',
  'NaN',
  '-1',
  '1e309',
  '9'.repeat(400),
  '__proto__',
  'constructor',
  '{"$gt":""}',
  '2026-02-31',
  '0000-00-00',
  '+275760-09-14',
  'a'.repeat(20_000),
  '\r\nSet-Cookie: a=b',
  '{{7*7}}',
  '00000000-0000-0000-0000-000000000000',
  '\\',
  "websearch:* & | ! ( ) <-> '",
  '\u0000null',
  '',
]
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom('yes', '1', 'accept', 'London', '2027-03-01', 'somebody@example.org') },
)

let browsers: Visitor[] = []
/** A real value for each part of a URL, by its name in the site map. */
const real: Record<string, string[]> = {}

beforeAll(async () => {
  const ctx = server.database.ctx()
  const { db } = ctx
  const administrator = await db.appointment.findFirstOrThrow({ where: { role: 'administrator' } })
  const review = await db.reviewRequest.findFirstOrThrow({ where: { status: { not: 'draft' } } })
  const invitation = await db.invitation.findFirstOrThrow()
  browsers = [
    server.visitor(),
    await server.signIn(administrator.personId),
    await server.signIn(review.requestedById),
    await server.signIn(invitation.personId),
  ]
  const reviews = await db.reviewRequest.findMany({ select: { ref: true } })
  const applications = await db.application.findMany({ select: { ref: true } })
  const offerings = await db.offering.findMany({ take: 3, select: { slug: true } })
  Object.assign(real, {
    ref: [...reviews, ...applications].map(({ ref }) => ref),
    slug: offerings.map(({ slug }) => slug),
    code: ['leeds', 'K2'],
    personId: [invitation.personId],
    id: [invitation.id],
    seatId: [invitation.seatId],
  })
}, 240_000)

const attempt = fc.record({
  pattern: fc.constantFrom(...patterns),
  who: fc.nat(3),
  parts: fc.array(fc.tuple(fc.boolean(), hostile, fc.nat(20)), { minLength: 3, maxLength: 3 }),
  query: fc.dictionary(
    fc.constantFrom('q', 'page', 'sort', 'region', 'theme', 'for', 'group', 'returnTo', 'check'),
    hostile,
    { maxKeys: 3 },
  ),
  isForm: fc.boolean(),
  /** Values for the fields that the page has, in their order, over and over. */
  values: fc.array(fc.oneof({ weight: 4, arbitrary: hostile }, { weight: 1, arbitrary: fc.constant(null) }), {
    minLength: 1,
    maxLength: 6,
  }),
})

/** Names of the fields of a page's forms, with the hidden ones' own values. */
const fieldsIn = (html: string) =>
  [...html.matchAll(/<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"[^>]*?(?:\bvalue="([^"]*)")?[^>]*>/g)].map(
    ([, name = '', value = '']) => ({ name, value }),
  )

describe('hostile and odd input', () => {
  it('to any page or form gets an answer, never a fault, and leaves the tables in order', {
    timeout: 400_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(attempt, async ({ pattern, who, parts, query, isForm, values }) => {
        let at = 0
        const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
          const [isReal, text, pick] = parts[at] ?? [false, 'x', 0]
          at += 1
          const known = real[name] ?? []
          return encodeURIComponent((isReal && known[pick % known.length]) || text || 'x')
        })
        const address = `${path}?${new URLSearchParams(query)}`
        const browser = browsers[who]
        if (!browser) throw new Error('Nobody is there')
        const page = await browser.get(address)
        expect(page.status, `GET ${address} as ${who}`).toBeLessThan(500)
        if (!isForm) return
        const body = new URLSearchParams()
        const fields = fieldsIn(page.html)
        const names =
          fields.length > 0
            ? fields
            : ['intent', 'version', 'name', 'reasons', 'note'].map((name) => ({ name, value: '' }))
        names.forEach(({ name, value }, index) => {
          body.append(name, values[index % values.length] ?? value)
        })
        const answer = await browser.send(address, {
          method: 'POST',
          body,
          headers: { origin: server.config.publicUrl },
        })
        expect(answer.status, `POST ${address} as ${who}: ${body}`.slice(0, 600)).toBeLessThan(500)
      }),
      { numRuns: Number(process.env.FAULT_TRIES ?? 150), seed: 20260714 },
    )
    expect(await findFaults(server.database.ctx().db)).toEqual([])
  })
})
