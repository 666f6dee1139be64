import { Secret, TOTP } from 'otpauth'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Grant } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { value } from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { resetSecondStep } from './reset-second-step.ts'
import { seal, unseal } from './seal.ts'
import {
  beginSecondStep,
  confirmSecondStep,
  passSecondStep,
  removeSecondStep,
  renewRecoveryCodes,
  secondStepPage,
} from './second-step.ts'
import { readSession, startAuditedSession } from './sessions.ts'

const database = openTestDatabase()
const officeOf: Grant[] = [{ role: 'person' }, { role: 'manager', yotCode: 'leeds' }, { role: 'assessor' }]
const grants = async () => officeOf
const live = (ctx: Ctx): Ctx => ({ ...ctx, config: { ...ctx.config, mode: 'live' } })

let minute = 0
beforeEach(() => later())
/** Codes work once: each test, and each code in one, has its own half minute. */
const later = () => {
  minute += 1
  database.setNow(new Date(Date.UTC(2026, 5, 1, 9, minute)).toISOString())
}

/** The code that the person's phone shows now, from the letters it was given. */
const codeFor = (letters: string) =>
  new TOTP({ secret: Secret.fromBase32(letters.replaceAll(' ', '')) }).generate({
    timestamp: database.ctx().clock.now().getTime(),
  })

const signIn = (personId: string) =>
  startAuditedSession(database.ctx(), { personId, method: 'link', userAgent: null }, grants)

const setUp = async (person: MadePerson) => {
  const ctx = database.ctx(person.actor)
  value(await beginSecondStep(ctx))
  const letters = value(await secondStepPage(ctx)).setUp?.letters ?? ''
  const { codes } = value(await confirmSecondStep(ctx, { code: codeFor(letters), sessionId: null }))
  later()
  return { ctx, letters, codes }
}

const waiting = async (person: MadePerson) => {
  const token = await signIn(person.id)
  const state = await readSession(database.ctx(), token, grants)
  if (state.kind !== 'waiting') throw new Error(`The session is ${state.kind}`)
  return { token, sessionId: state.sessionId, personId: person.id }
}

describe('the second step', () => {
  it('is asked for once it is set up: until the code is given, the session is nobody’s, and then has a new token', async () => {
    const person = await makePerson(database.ctx())
    const before = await signIn(person.id)
    const { letters } = await setUp(person)
    expect(await readSession(database.ctx(), before, grants)).toMatchObject({ kind: 'ended' })
    const { token, ...session } = await waiting(person)
    expect(await passSecondStep(database.ctx(), { ...session, code: '000000' })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    value(await passSecondStep(database.ctx(), { ...session, code: codeFor(letters) }))
    expect(await readSession(database.ctx(), token, grants)).toMatchObject({
      kind: 'open',
      newToken: expect.any(String),
    })
  })

  it('takes each code once, whoever sends it', async () => {
    const person = await makePerson(database.ctx())
    const { letters } = await setUp(person)
    const [one, other] = [await waiting(person), await waiting(person)]
    const code = codeFor(letters)
    value(await passSecondStep(database.ctx(), { ...one, code }))
    expect(await passSecondStep(database.ctx(), { ...other, code })).toMatchObject({ problem: { kind: 'invalid' } })
  })

  it('takes a recovery code instead, each once, and tells the person', async () => {
    const person = await makePerson(database.ctx())
    const { codes } = await setUp(person)
    const code = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ')
    expect(value(await passSecondStep(database.ctx(), { ...(await waiting(person)), code }))).toEqual({
      isRecovery: true,
    })
    expect(await passSecondStep(database.ctx(), { ...(await waiting(person)), code })).toMatchObject({
      problem: { kind: 'invalid' },
    })
    expect(value(await secondStepPage(database.ctx(person.actor))).codesLeft).toBe(7)
    const mails = await database.ctx().db.outboxMessage.findMany({ where: { key: { contains: person.id } } })
    expect(mails.some(({ payload }) => JSON.stringify(payload).includes('recovery code was used'))).toBe(true)
  })

  it('takes eight codes in a quarter of an hour, and then refuses the right one too', async () => {
    const person = await makePerson(database.ctx())
    const { letters } = await setUp(person)
    const session = await waiting(person)
    const kinds: unknown[] = []
    for (let tries = 0; tries < 9; tries += 1) {
      const tried = await passSecondStep(database.ctx(), { ...session, code: '000000' })
      kinds.push(!tried.ok && tried.problem.kind)
    }
    // The code that set it up was the first.
    expect(kinds).toEqual([...Array(7).fill('invalid'), 'refused', 'refused'])
    const right = () => passSecondStep(database.ctx(), { ...session, code: codeFor(letters) })
    expect(await right()).toMatchObject({ problem: { kind: 'refused' } })
    // Windows are quarters of the clock's hours.
    const quarter = 15 * 60_000
    const next = (Math.floor(database.ctx().clock.now().getTime() / quarter) + 1) * quarter
    database.setNow(new Date(next - 1000).toISOString())
    expect(await right()).toMatchObject({ problem: { kind: 'refused' } })
    database.setNow(new Date(next).toISOString())
    expect(await right()).toMatchObject({ ok: true })
    minute += 16
  })

  it('is another person’s session for nobody', async () => {
    const [person, other] = [await makePerson(database.ctx()), await makePerson(database.ctx())]
    const { letters } = await setUp(other)
    await setUp(person)
    const { sessionId } = await waiting(person)
    const theirs = { sessionId, personId: other.id, code: codeFor(letters) }
    expect(await passSecondStep(database.ctx(), theirs)).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('is taken away, and gives new codes, on a right code only; the secret is not in the database as it is', async () => {
    const person = await makePerson(database.ctx())
    const { ctx, letters, codes } = await setUp(person)
    expect(await removeSecondStep(ctx, { code: '123456' })).toMatchObject({ problem: { kind: 'invalid' } })
    const renewed = value(await renewRecoveryCodes(ctx, { code: codeFor(letters) }))
    expect(renewed.codes.some((code) => codes.includes(code))).toBe(false)
    const row = await ctx.db.secondStep.findUniqueOrThrow({ where: { personId: person.id } })
    expect(row.secret).not.toContain(letters.replaceAll(' ', ''))
    value(await removeSecondStep(ctx, { code: renewed.codes[0] ?? '' }))
    expect(await readSession(database.ctx(), await signIn(person.id), grants)).toMatchObject({ kind: 'open' })
  })

  it('is demanded of officers in live mode: until they have it, their office lets them do nothing', async () => {
    const person = await makePerson(database.ctx())
    const session = await readSession(live(database.ctx()), await signIn(person.id), grants)
    expect(session).toMatchObject({ actor: { lacksSecondStep: true, grants: officeOf.slice(0, 2) } })
    const inDemo = await readSession(database.ctx(), await signIn(person.id), grants)
    expect(inDemo).toMatchObject({ actor: { grants: officeOf } })
    const { letters } = await setUp(person)
    const { token, ...rest } = await waiting(person)
    value(await passSecondStep(database.ctx(), { ...rest, code: codeFor(letters) }))
    expect(await readSession(live(database.ctx()), token, grants)).toMatchObject({ actor: { grants: officeOf } })
  })
})

describe('sealing', () => {
  it('opens only under the same secret, for the same purpose, unchanged', () => {
    const config = { sessionSecret: 'one secret' }
    const sealed = seal(config, 'second step', 'JBSWY3DP')
    expect(unseal(config, 'second step', sealed)).toBe('JBSWY3DP')
    expect(unseal(config, 'provider sign-in', sealed)).toBeNull()
    expect(unseal({ sessionSecret: 'another' }, 'second step', sealed)).toBeNull()
    expect(unseal(config, 'second step', `${sealed.slice(0, -2)}AA`)).toBeNull()
  })
})

describe('a lost second step', () => {
  const office = async () =>
    database.ctx((await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })).actor)
  const reset = async (ctx: Ctx, address: string) => resetSecondStep(ctx, { address, sureBy: 'telephone' })

  it('is reset by an administrator: sessions end, codes are void, every address is told, and it is in the log', async () => {
    const person = await makePerson(database.ctx(), { email: 'lost@second.example' })
    const { codes } = await setUp(person)
    const { token, sessionId } = await waiting(person)
    await database.ctx().db.emailAddress.create({
      data: { personId: person.id, address: 'old@second.example', addedAt: database.ctx().clock.now() },
    })
    const ctx = await office()
    expect(await reset(ctx, 'old@second.example')).toMatchObject({ ok: true })
    expect(await readSession(database.ctx(), token, grants)).toMatchObject({ kind: 'ended' })
    expect(
      await passSecondStep(database.ctx(), { sessionId, personId: person.id, code: codes[0] ?? '' }),
    ).toMatchObject({
      ok: false,
    })
    expect(value(await secondStepPage(database.ctx(person.actor)))).toMatchObject({ state: 'off', codesLeft: 0 })
    const mail = await ctx.db.outboxMessage.findMany({
      where: { key: { startsWith: `second-step:${person.id}:reset` } },
      select: { payload: true },
    })
    expect(mail.map(({ payload }) => payload)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ to: 'lost@second.example' }),
        expect.objectContaining({ to: 'old@second.example' }),
      ]),
    )
    expect(
      await ctx.db.auditEntry.findFirst({ where: { event: 'second_step.reset', subjectId: person.id } }),
    ).toMatchObject({ actorId: ctx.actor.personId, data: { sureBy: 'telephone' } })
    expect(await reset(ctx, 'lost@second.example')).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is not reset by anybody else, nor by an administrator for themselves, nor where there is none', async () => {
    const person = await makePerson(database.ctx(), { email: 'kept@second.example' })
    await setUp(person)
    const other = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds', level: 'head' }] })
    expect(await reset(database.ctx(other.actor), 'kept@second.example')).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    const admin = await makePerson(database.ctx(), {
      email: 'admin@second.example',
      appointments: [{ role: 'administrator' }],
    })
    await setUp(admin)
    expect(await reset(database.ctx(admin.actor), 'admin@second.example')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('another administrator') },
    })
    expect(await reset(database.ctx(admin.actor), 'unknown@second.example')).toMatchObject({
      problem: { kind: 'refused' },
    })
    expect(value(await secondStepPage(database.ctx(person.actor)))).toMatchObject({ state: 'on' })
  })
})
