import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { readConfig } from '#services/core/config.ts'
import type { Ctx } from '#services/core/context.ts'
import { runDueJobs } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { addAddress, changeName, choosePrimaryAddress, readAccount, removeAddress, revokeSession } from './account.ts'
import { becomePerson, listDemonstrationPeople } from './become-person.ts'
import { accountJobs } from './jobs.ts'
import { keepForm, takeKeptForm } from './kept-forms.ts'
import { openSignInLink } from './open-sign-in-link.ts'
import { primaryAddress } from './primary-address.ts'
import { makeSignInMail } from './send-sign-in-link.ts'
import { readSession, startAuditedSession } from './sessions.ts'

const database = openTestDatabase()
const noGrants = async () => []
const as = (person: MadePerson) => database.ctx(person.actor)

afterEach(() => database.setNow(null))

const signIn = async (person: MadePerson) => {
  const started = await inTransaction(as(person), async (ctx) =>
    ok(await startAuditedSession(ctx, { personId: person.id, method: 'link', userAgent: null }, noGrants)),
  )
  if (!started.ok) throw new Error('No session')
  return started.value
}

const accountOf = async (person: MadePerson) => {
  const account = await readAccount(as(person), null)
  if (!account.ok) throw new Error('No account')
  return account.value
}

/** Opens the link in the mail sent last to an address. */
const confirm = async (ctx: Ctx) => {
  const message = await ctx.db.outboxMessage.findFirstOrThrow({
    where: { topic: 'sign-in-link' },
    orderBy: { id: 'desc' },
  })
  const mail = await makeSignInMail(database.ctx(), message)
  const token = mail.action.path.replace('/sign-in/link/', '')
  return { mail, opened: await openSignInLink(ctx, { token, userAgent: null, previousToken: null }, noGrants) }
}

describe('addresses', () => {
  it('a new one finds its person once its link was opened, and can then take their mail', async () => {
    const person = await makePerson(database.ctx())
    expect(await addAddress(as(person), { address: 'new.job@example.gov.uk' })).toMatchObject({ ok: true })
    expect((await accountOf(person)).addresses).toHaveLength(1)
    await confirm(as(person))
    const added = (await accountOf(person)).addresses.find(({ address }) => address === 'new.job@example.gov.uk')
    expect(added).toMatchObject({ isVerified: true, isPrimary: false })
    expect(await choosePrimaryAddress(as(person), { addressId: added?.id ?? '' })).toMatchObject({ ok: true })
    expect(await primaryAddress(database.ctx(), person.id)).toBe('new.job@example.gov.uk')
  })

  it('one that finds somebody else stays theirs; only its own mailbox learns of it', async () => {
    const [person, other] = [await makePerson(database.ctx()), await makePerson(database.ctx())]
    expect(await addAddress(as(person), { address: other.email })).toMatchObject({ ok: true })
    const { mail, opened } = await confirm(as(person))
    expect(mail).toMatchObject({ to: other.email, action: { path: '/sign-in' } })
    expect(opened).toMatchObject({ ok: false })
    expect((await accountOf(person)).addresses).toHaveLength(1)
  })

  it('the one that mail goes to cannot be removed, others can', async () => {
    const person = await makePerson(database.ctx())
    await addAddress(as(person), { address: `second-${person.id}@example.org` })
    await confirm(as(person))
    const [primary, second] = (await accountOf(person)).addresses
    expect(await removeAddress(as(person), { addressId: primary?.id ?? '' })).toMatchObject({
      problem: { kind: 'refused' },
    })
    expect(await removeAddress(as(person), { addressId: second?.id ?? '' })).toMatchObject({ ok: true })
    expect((await accountOf(person)).addresses).toHaveLength(1)
  })

  it('unconfirmed, or of somebody else, cannot take a person’s mail', async () => {
    const [person, other] = [await makePerson(database.ctx()), await makePerson(database.ctx())]
    const unconfirmed = await database.ctx().db.emailAddress.create({
      data: { personId: person.id, address: `unconfirmed-${person.id}@example.org`, addedAt: new Date() },
    })
    const theirs = (await accountOf(other)).addresses[0]
    expect(await choosePrimaryAddress(as(person), { addressId: unconfirmed.id })).toMatchObject({
      problem: { kind: 'refused' },
    })
    expect(await choosePrimaryAddress(as(person), { addressId: theirs?.id ?? '' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    expect(await removeAddress(as(person), { addressId: theirs?.id ?? '' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
  })
})

describe('the account', () => {
  it('is nobody’s but the person’s own', async () => {
    expect(await readAccount(database.ctx(visitor), null)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await changeName(database.ctx(visitor), { name: 'X', version: 1 })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
  })

  it('keeps the first of two changes to a name, and tells the second', async () => {
    const person = await makePerson(database.ctx())
    const { version } = await accountOf(person)
    expect(await changeName(as(person), { name: 'First', version })).toMatchObject({ ok: true })
    expect(await changeName(as(person), { name: 'Second', version })).toMatchObject({ problem: { kind: 'stale' } })
    expect((await accountOf(person)).name).toBe('First')
  })

  it('lists where a person is signed in, and signs them out there, but not somebody else', async () => {
    const [person, other] = [await makePerson(database.ctx()), await makePerson(database.ctx())]
    const token = await signIn(person)
    await signIn(person)
    const { sessions } = await accountOf(person)
    expect(sessions).toHaveLength(2)
    const first = sessions.at(-1)?.id ?? ''
    expect(await revokeSession(as(other), { sessionId: first })).toMatchObject({ problem: { kind: 'not-found' } })
    for (const { id } of sessions)
      expect(await revokeSession(as(person), { sessionId: id })).toMatchObject({ ok: true })
    expect(await readSession(database.ctx(visitor), token, noGrants)).toMatchObject({ kind: 'ended' })
    expect((await accountOf(person)).sessions).toEqual([])
  })
})

describe('becoming somebody', () => {
  const become = (ctx: Ctx, personId: string) =>
    becomePerson(ctx, { personId, userAgent: null, previousToken: null }, noGrants)

  it('works for the demonstration’s people only', async () => {
    const [shown, hidden] = [await makePerson(database.ctx()), await makePerson(database.ctx())]
    await database.ctx().db.person.update({ where: { id: shown.id }, data: { demoNote: 'Heads: asks for a review' } })
    const ctx = database.ctx(visitor)
    expect((await listDemonstrationPeople(ctx)).map(({ id }) => id)).toEqual([shown.id])
    expect(await become(ctx, shown.id)).toMatchObject({ ok: true, value: { name: shown.name } })
    expect(await become(ctx, hidden.id)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await become(ctx, randomUUID())).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('is not there in live mode', async () => {
    const person = await makePerson(database.ctx())
    await database.ctx().db.person.update({ where: { id: person.id }, data: { demoNote: 'Heads: asks' } })
    const config = readConfig({
      APP_MODE: 'live',
      SESSION_SECRET: 'x'.repeat(32),
      SMTP_URL: 'smtp://mail.example.org',
      MAIL_FROM: 'exchange@example.org',
      PUBLIC_URL: 'https://exchange.example.org',
    })
    const ctx = { ...database.ctx(visitor), config }
    expect(await listDemonstrationPeople(ctx)).toEqual([])
    expect(await become(ctx, person.id)).toMatchObject({ problem: { kind: 'not-found' } })
  })
})

describe('a form whose session had ended', () => {
  it('comes back once, to its person, on its page', async () => {
    const [person, other] = [await makePerson(database.ctx()), await makePerson(database.ctx())]
    const values = { reason: ['Our last inspection'], themes: ['A1', 'K2'] }
    const path = '/reviews/request'
    const id = (await keepForm(database.ctx(visitor), { personId: person.id, path, values })) ?? ''
    expect(await takeKeptForm(as(other), { id, path })).toBeNull()
    expect(await takeKeptForm(as(person), { id, path: '/elsewhere' })).toBeNull()
    expect(await takeKeptForm(as(person), { id: 'not an id', path })).toBeNull()
    expect(await takeKeptForm(as(person), { id, path })).toEqual(values)
    expect(await takeKeptForm(as(person), { id, path })).toBeNull()
  })
})

describe('forgetting', () => {
  it('removes what sign-in no longer needs, and nothing that is in use', async () => {
    const person = await makePerson(database.ctx())
    database.setNow('2026-04-01')
    await signIn(person)
    await keepForm(database.ctx(), { personId: person.id, path: '/x', values: {} })
    database.setNow('2026-05-20')
    const current = await signIn(person)
    await runDueJobs(database.ctx(), accountJobs)
    expect((await readSession(database.ctx(), current, noGrants)).kind).toBe('open')
    expect(await database.ctx().db.session.count({ where: { personId: person.id } })).toBe(1)
    expect(await database.ctx().db.keptForm.count({ where: { personId: person.id } })).toBe(0)
  })
})
