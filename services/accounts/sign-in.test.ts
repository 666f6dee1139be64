import { afterEach, describe, expect, it } from 'vitest'
import { type Grant, visitor } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { checkSignInLink, openSignInLink } from './open-sign-in-link.ts'
import { requestSignInLink } from './request-sign-in-link.ts'
import { signInSchema } from './schema.ts'
import { makeSignInMail } from './send-sign-in-link.ts'
import { readSession } from './sessions.ts'
import { signOut } from './sign-out.ts'

const database = openTestDatabase()
const noGrants = async (): Promise<Grant[]> => []
const asVisitor = () => database.ctx(visitor)

afterEach(() => database.setNow(null))

let source = 0
const ask = async (ctx: Ctx, address: string, returnTo?: string) => {
  source += 1
  return requestSignInLink(ctx, signInSchema.parse({ address, returnTo }), `192.0.2.${source}`)
}

/** The mail that the worker would send for the last link asked for. */
const lastMail = async (ctx: Ctx) => {
  const message = await ctx.db.outboxMessage.findFirstOrThrow({
    where: { topic: 'sign-in-link' },
    orderBy: { id: 'desc' },
  })
  return { message, mail: await makeSignInMail(database.ctx(), message) }
}

const linkFor = async (address: string, returnTo?: string) => {
  await ask(asVisitor(), address, returnTo)
  const { mail } = await lastMail(asVisitor())
  return mail.action.path.replace('/sign-in/link/', '')
}

const open = (token: string, previousToken: string | null = null) =>
  openSignInLink(
    asVisitor(),
    { token, userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/128.0', previousToken },
    noGrants,
  )

const sessionFrom = async (email: string, previousToken: string | null = null) => {
  const opened = await open(await linkFor(email), previousToken)
  if (!opened.ok) throw new Error('The link did not open')
  return opened.value.sessionToken
}

describe('asking for a sign-in link', () => {
  it('answers and writes the same whether anybody has the address', async () => {
    const ctx = asVisitor()
    const person = await makePerson(database.ctx())
    const known = await ask(ctx, person.email)
    const { message: forKnown } = await lastMail(ctx)
    const unknown = await ask(ctx, 'nobody@example.org')
    const { message: forUnknown, mail } = await lastMail(ctx)
    expect(unknown).toEqual(known)
    expect(Object.keys(Object(forUnknown.payload))).toEqual(Object.keys(Object(forKnown.payload)))
    expect(await ctx.db.signInLink.count({ where: { address: 'nobody@example.org' } })).toBe(0)
    expect(mail).toMatchObject({ to: 'nobody@example.org', action: { path: '/sign-in' } })
  })

  it('finds a person by any address they ever used, however it is typed', async () => {
    const person = await makePerson(database.ctx(), { email: 'old.job@example.gov.uk' })
    const opened = await open(await linkFor('  Old.Job@Example.GOV.UK '))
    expect(opened).toMatchObject({ ok: true })
    expect(await asVisitor().db.session.count({ where: { personId: person.id } })).toBe(1)
  })

  it('is refused after five to one address in a quarter of an hour, and allowed again later', async () => {
    database.setNow('2026-03-02T09:00:00Z')
    const ctx = asVisitor()
    for (let n = 0; n < 5; n += 1) expect(await ask(ctx, 'eager@example.org')).toMatchObject({ ok: true })
    expect(await ask(ctx, 'eager@example.org')).toMatchObject({ ok: false, problem: { kind: 'refused' } })
    expect(await ask(ctx, 'someone.else@example.org')).toMatchObject({ ok: true })
    database.setNow('2026-03-02T09:15:00Z')
    expect(await ask(ctx, 'eager@example.org')).toMatchObject({ ok: true })
  })

  it('is refused after forty from one source, whatever the addresses', async () => {
    database.setNow('2026-03-03T09:00:00Z')
    const ctx = asVisitor()
    const from = (n: number) => requestSignInLink(ctx, { address: `many-${n}@example.org` }, '198.51.100.7')
    for (let n = 0; n < 40; n += 1) expect(await from(n)).toMatchObject({ ok: true })
    expect(await from(40)).toMatchObject({ ok: false, problem: { kind: 'refused' } })
  })

  it('keeps neither the address nor the source in the counts', async () => {
    const ctx = asVisitor()
    await ask(ctx, 'private@example.org')
    const keys = (await ctx.db.attempt.findMany()).map(({ key }) => key).join(' ')
    expect(keys).not.toMatch(/private|example|192\.0\.2/)
  })
})

describe('where to go after signing in', () => {
  it.each([
    ['/reviews/PR-2026-014?tab=team', '/reviews/PR-2026-014?tab=team'],
    ['https://elsewhere.example', undefined],
    ['//elsewhere.example', undefined],
    ['/\\elsewhere.example', undefined],
    ['/\t/elsewhere.example', undefined],
    ['/./\\elsewhere.example/x', undefined],
    ['/offerings?q=Ŵyn', '/offerings?q=%C5%B4yn'],
    [`/${'a'.repeat(2000)}`, undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
  ])('%s becomes %s', (given, kept) => {
    expect(signInSchema.parse({ address: 'a@example.org', returnTo: given }).returnTo).toBe(kept)
  })
})

describe('a sign-in link', () => {
  it('is stored only as a fingerprint, and only its mail holds the token', async () => {
    const person = await makePerson(database.ctx())
    const token = await linkFor(person.email)
    const ctx = asVisitor()
    const stored = JSON.stringify([
      await ctx.db.signInLink.findMany(),
      await ctx.db.outboxMessage.findMany(),
      (await ctx.db.auditEntry.findMany()).map(({ id, ...entry }) => entry),
    ])
    expect(stored).not.toContain(token)
  })

  it('works once: looking does not use it, pressing does', async () => {
    const person = await makePerson(database.ctx())
    const token = await linkFor(person.email, '/reviews')
    expect(await checkSignInLink(asVisitor(), token)).toMatchObject({ ok: true, value: { address: person.email } })
    expect(await checkSignInLink(asVisitor(), token)).toMatchObject({ ok: true })
    expect(await open(token)).toMatchObject({ ok: true, value: { returnTo: '/reviews' } })
    expect(await open(token)).toMatchObject({ ok: false, problem: { kind: 'refused', why: /has been used/ } })
  })

  it('lets one of several presses at once win', async () => {
    const person = await makePerson(database.ctx())
    const token = await linkFor(person.email)
    const results = await Promise.all(Array.from({ length: 8 }, () => open(token)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await asVisitor().db.session.count({ where: { personId: person.id } })).toBe(1)
  })

  it('stops working after fifteen minutes', async () => {
    database.setNow('2026-03-04T09:00:00Z')
    const person = await makePerson(database.ctx())
    const token = await linkFor(person.email)
    database.setNow('2026-03-04T09:14:59Z')
    expect(await checkSignInLink(asVisitor(), token)).toMatchObject({ ok: true })
    database.setNow('2026-03-04T09:15:00Z')
    expect(await open(token)).toMatchObject({ ok: false, problem: { kind: 'refused', why: /expired/ } })
  })

  it('made a second time for the same message replaces the first', async () => {
    const person = await makePerson(database.ctx())
    const first = await linkFor(person.email)
    const { mail } = await lastMail(asVisitor())
    expect(await open(first)).toMatchObject({ ok: false })
    expect(await open(mail.action.path.replace('/sign-in/link/', ''))).toMatchObject({ ok: true })
  })

  it('is not sent to somebody who has left', async () => {
    const person = await makePerson(database.ctx())
    await database.ctx().db.person.update({ where: { id: person.id }, data: { leftAt: new Date() } })
    await ask(asVisitor(), person.email)
    expect((await lastMail(asVisitor())).mail.action.path).toBe('/sign-in')
  })
})

describe('a session', () => {
  it('tells who is there, as an actor with what they may do now', async () => {
    const person = await makePerson(database.ctx(), { name: 'Ann Example' })
    const token = await sessionFrom(person.email)
    const grants: Grant[] = [{ role: 'service_lead', yotCode: 'E1' }]
    const state = await readSession(asVisitor(), token, async () => grants)
    expect(state).toMatchObject({
      kind: 'open',
      actor: { kind: 'person', personId: person.id, name: 'Ann Example', grants },
    })
  })

  it('is stored as a fingerprint, with the browser in words', async () => {
    const person = await makePerson(database.ctx())
    const token = await sessionFrom(person.email)
    const row = await asVisitor().db.session.findFirstOrThrow({ where: { personId: person.id } })
    expect(JSON.stringify(row)).not.toContain(token)
    expect(row.userAgent).toBe('Firefox on Windows')
  })

  it('ends after twelve idle hours, and is kept open by use until seven days', async () => {
    database.setNow('2026-03-05T08:00:00Z')
    const person = await makePerson(database.ctx())
    const token = await sessionFrom(person.email)
    const kindAt = async (iso: string) => {
      database.setNow(iso)
      return (await readSession(asVisitor(), token, noGrants)).kind
    }
    expect(await kindAt('2026-03-05T19:59:00Z')).toBe('open')
    expect(await kindAt('2026-03-06T07:58:00Z')).toBe('open')
    for (let day = 6; day < 12; day += 1) {
      const date = `2026-03-${String(day).padStart(2, '0')}`
      expect([await kindAt(`${date}T18:00:00Z`), await kindAt(`${date}T23:59:00Z`)]).toEqual(['open', 'open'])
      expect(await kindAt(`2026-03-${String(day + 1).padStart(2, '0')}T07:00:00Z`)).toBe('open')
    }
    expect(await kindAt('2026-03-12T08:00:00Z')).toBe('ended')
  })

  it('ends twelve hours after the last use', async () => {
    database.setNow('2026-03-05T08:00:00Z')
    const person = await makePerson(database.ctx())
    const token = await sessionFrom(person.email)
    database.setNow('2026-03-05T20:00:00Z')
    expect(await readSession(asVisitor(), token, noGrants)).toEqual({ kind: 'ended', personId: person.id })
  })

  it('gets a new token when what its person may do changes, and the old one soon opens nothing', async () => {
    database.setNow('2026-03-06T08:00:00Z')
    const person = await makePerson(database.ctx())
    const token = await sessionFrom(person.email)
    const promoted = async (): Promise<Grant[]> => [{ role: 'administrator' }]
    const first = await readSession(asVisitor(), token, promoted)
    const replacement = first.kind === 'open' ? first.newToken : null
    expect(replacement).toEqual(expect.any(String))
    // A request that was under way still opens, and does not start another replacement.
    expect(await readSession(asVisitor(), token, promoted)).toMatchObject({ kind: 'open', newToken: null })
    expect(await readSession(asVisitor(), replacement ?? '', promoted)).toMatchObject({ kind: 'open', newToken: null })
    database.setNow('2026-03-06T08:00:29Z')
    expect(await readSession(asVisitor(), token, promoted)).toMatchObject({ kind: 'open', newToken: null })
    database.setNow('2026-03-06T08:00:30Z')
    expect(await readSession(asVisitor(), token, promoted)).toEqual({ kind: 'unknown' })
    expect(await readSession(asVisitor(), replacement ?? '', promoted)).toMatchObject({ kind: 'open' })
  })

  it('ends when its person signs out, and when the same browser signs in again', async () => {
    const person = await makePerson(database.ctx())
    const first = await sessionFrom(person.email)
    const second = await sessionFrom(person.email, first)
    expect(await readSession(asVisitor(), first, noGrants)).toMatchObject({ kind: 'ended' })
    await signOut(asVisitor(), second)
    expect(await readSession(asVisitor(), second, noGrants)).toMatchObject({ kind: 'ended' })
    expect(await signOut(asVisitor(), 'never a token')).toMatchObject({ ok: true })
  })

  it('ends when its person leaves', async () => {
    const person = await makePerson(database.ctx())
    const token = await sessionFrom(person.email)
    await database.ctx().db.person.update({ where: { id: person.id }, data: { leftAt: new Date() } })
    expect(await readSession(asVisitor(), token, noGrants)).toMatchObject({ kind: 'ended' })
  })
})
