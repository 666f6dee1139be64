import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { type Actor, holdsOffice } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import type { TaskSource } from '#services/core/task.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { isWithinLimit } from './attempts.ts'
import { seal, unseal } from './seal.ts'
import { tables } from './tables.ts'
import { fingerprint } from './token.ts'

/*
 * The second step of signing in: six digits from an app on the person's phone, after the link. Demanded of officers of the
 * association in live mode, for others to choose.
 */

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: 'Critical Friend', label, secret: Secret.fromBase32(secret), digits: 6, period: 30 })

/** Letters and digits that nobody mistakes for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const recoveryCodes = 8

const newRecoveryCode = () => {
  const letters = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}

const plainCode = (typed: string) => typed.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Whether the exchange demands a second step of somebody. */
const needsSecondStep = (ctx: Pick<Ctx, 'config'>, grants: Actor['grants']): boolean =>
  ctx.config.mode === 'live' && holdsOffice(grants)

const tries = (ctx: Ctx, personId: string) =>
  isWithinLimit(ctx, {
    key: fingerprint(ctx.config, 'address', `second step of ${personId}`),
    most: 8,
    withinMinutes: 15,
  })

const tooMany = () => refused('Too many wrong codes. Wait 15 minutes, then try again.')
const wrongCode = () => invalid({ code: 'This code is wrong or has been used. Enter the one the app shows now' })

/** Uses up a code of the app: right for its thirty seconds, or those just before or after, and once. */
const spendAppCode = async (ctx: Ctx, personId: string, code: string): Promise<boolean> => {
  const { secondStep } = tables(ctx)
  const found = await secondStep.findUnique({ where: { personId } })
  const secret = found && unseal(ctx.config, 'second step', found.secret)
  const digits = code.replace(/\s/g, '')
  if (!found || !secret || !/^\d{6}$/.test(digits)) return false
  const timestamp = ctx.clock.now().getTime()
  const delta = totpOf(secret, '').validate({ token: digits, timestamp, window: 1 })
  if (delta === null) return false
  const counter = Math.floor(timestamp / 30_000) + delta
  const { count } = await secondStep.updateMany({
    where: { personId, lastCounter: { lt: counter } },
    data: { lastCounter: counter },
  })
  return count === 1
}

const spendRecoveryCode = async (ctx: Ctx, personId: string, code: string): Promise<boolean> => {
  const codeHash = fingerprint(ctx.config, 'recovery code', `${personId} ${plainCode(code)}`)
  const { count } = await tables(ctx).recoveryCode.updateMany({
    where: { codeHash, personId, usedAt: null },
    data: { usedAt: ctx.clock.now() },
  })
  return count === 1
}

/** Outside the caller's transaction: a wrong try counts, whatever comes of it. */
const checkCode = async (ctx: Ctx, personId: string, code: string): Promise<Result<{ isRecovery: boolean }>> => {
  if (!(await tries(ctx, personId))) return tooMany()
  if (await spendAppCode(ctx, personId, code)) return ok({ isRecovery: false })
  if (await spendRecoveryCode(ctx, personId, code)) return ok({ isRecovery: true })
  return wrongCode()
}

/** Gives the code that a session waits for. From then on it is signed in; its token is replaced at the next request. */
export const passSecondStep = async (
  ctx: Ctx,
  { sessionId, personId, code }: { sessionId: string; personId: string; code: string },
): Promise<Result<{ isRecovery: boolean }>> => {
  const checked = await checkCode(ctx, personId, code)
  if (!checked.ok) return checked
  return inTransaction(ctx, async (ctx) => {
    const { count } = await tables(ctx).session.updateMany({
      where: { id: sessionId, personId, revokedAt: null, secondStepAt: null },
      data: { secondStepAt: ctx.clock.now() },
    })
    if (count === 0) return notFound()
    const event = checked.value.isRecovery ? 'second_step.recovered' : 'second_step.passed'
    await audit(ctx, { event, subject: { kind: 'session', id: sessionId } })
    if (checked.value.isRecovery) await tellOf(ctx, personId, 'A recovery code was used to sign in as you.')
    return ok(checked.value)
  })
}

const tellOf = async (ctx: Ctx, personId: string, what: string): Promise<void> => {
  await tell(ctx, {
    people: [personId],
    about: { kind: 'second-step', id: personId },
    occasion: `${ctx.clock.now().getTime()}:${what.length}`,
    kind: 'security',
    letter: {
      subject: 'How you sign in to Critical Friend',
      lines: [what, 'If that was not you, sign out everywhere on your account page and tell the association.'],
      action: { text: 'See your account', path: '/account' },
    },
  })
}

export type SecondStepPage = {
  state: 'off' | 'begun' | 'on'
  isDemanded: boolean
  /** While it is being set up: for the app, as a link to draw and as letters to type. */
  setUp: { uri: string; letters: string } | null
  /** Recovery codes not used yet. */
  codesLeft: number
}

/** The signed-in person's second step. */
export const secondStepPage = async (ctx: Ctx): Promise<Result<SecondStepPage>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to see how you sign in.')
  const { secondStep, recoveryCode, person } = tables(ctx)
  const [found, codesLeft, { name }, isDemanded] = await Promise.all([
    secondStep.findUnique({ where: { personId } }),
    recoveryCode.count({ where: { personId, usedAt: null } }),
    person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } }),
    isDemandedOf(ctx),
  ])
  const opened = found && unseal(ctx.config, 'second step', found.secret)
  const isOn = found !== null && found.confirmedAt !== null && opened !== null
  const secret = isOn ? null : opened
  return ok({
    state: isOn ? 'on' : secret === null ? 'off' : 'begun',
    isDemanded,
    setUp:
      secret === null
        ? null
        : { uri: totpOf(secret, name).toString(), letters: secret.replace(/(.{4})/g, '$1 ').trim() },
    codesLeft,
  })
}

/** The session strips an officer's grants until there is a second step, so the question is asked with those it left out. */
const isDemandedOf = async (ctx: Ctx): Promise<boolean> =>
  needsSecondStep(ctx, ctx.actor.grants) || (ctx.actor.lacksSecondStep ?? false)

/** Makes a new secret for the app, in place of one that was never confirmed. */
export const beginSecondStep = (ctx: Ctx): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return forbidden('Sign in to change how you sign in.')
    const { secondStep } = tables(ctx)
    const data = {
      secret: seal(ctx.config, 'second step', new Secret({ size: 20 }).base32),
      createdAt: ctx.clock.now(),
    }
    const known = await secondStep.findUnique({ where: { personId } })
    const isOn = known?.confirmedAt && unseal(ctx.config, 'second step', known.secret) !== null
    if (isOn) return refused('Your second step is set up already. Take it away first.')
    await secondStep.upsert({
      where: { personId },
      create: { personId, ...data },
      update: { ...data, lastCounter: 0, confirmedAt: null },
    })
    await audit(ctx, { event: 'second_step.begun', subject: { kind: 'person', id: personId } })
    return ok(null)
  })

const replaceCodes = async (ctx: Ctx, personId: string): Promise<string[]> => {
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode)
  await tables(ctx).recoveryCode.deleteMany({ where: { personId } })
  await tables(ctx).recoveryCode.createMany({
    data: codes.map((code) => ({
      personId,
      codeHash: fingerprint(ctx.config, 'recovery code', `${personId} ${plainCode(code)}`),
    })),
  })
  return codes
}

type Coded = { code: string; sessionId: string | null }

/**
 * The first right code: from now on one is asked for at every sign-in, and this person's other sessions end. Gives the
 * recovery codes, which are never shown again.
 */
export const confirmSecondStep = async (ctx: Ctx, { code, sessionId }: Coded): Promise<Result<{ codes: string[] }>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to change how you sign in.')
  if (!(await tries(ctx, personId))) return tooMany()
  const begun = await tables(ctx).secondStep.findUnique({ where: { personId }, select: { confirmedAt: true } })
  if (!begun || begun.confirmedAt !== null) return refused('There is nothing to confirm. Start again.')
  if (!(await spendAppCode(ctx, personId, code))) return wrongCode()
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const { secondStep, session } = tables(ctx)
    const { count } = await secondStep.updateMany({
      where: { personId, confirmedAt: null },
      data: { confirmedAt: now },
    })
    if (count === 0) return refused('There is nothing to confirm. Start again.')
    if (sessionId !== null)
      await session.updateMany({ where: { id: sessionId, personId }, data: { secondStepAt: now } })
    await session.updateMany({ where: { personId, secondStepAt: null, revokedAt: null }, data: { revokedAt: now } })
    await audit(ctx, { event: 'second_step.confirmed', subject: { kind: 'person', id: personId } })
    await tellOf(ctx, personId, 'A code from your phone is asked for from now on when you sign in.')
    return ok({ codes: await replaceCodes(ctx, personId) })
  })
}

/** New recovery codes, on a right code; the old ones stop working. */
export const renewRecoveryCodes = async (
  ctx: Ctx,
  { code }: { code: string },
): Promise<Result<{ codes: string[] }>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to change how you sign in.')
  const checked = await checkCode(ctx, personId, code)
  if (!checked.ok) return checked
  return inTransaction(ctx, async (ctx) => {
    await audit(ctx, { event: 'second_step.codes-renewed', subject: { kind: 'person', id: personId } })
    return ok({ codes: await replaceCodes(ctx, personId) })
  })
}

/** Takes the second step away, on a right code, for instance before moving to another phone. */
export const removeSecondStep = async (ctx: Ctx, { code }: { code: string }): Promise<Result<null>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to change how you sign in.')
  const checked = await checkCode(ctx, personId, code)
  if (!checked.ok) return checked
  return inTransaction(ctx, async (ctx) => {
    await tables(ctx).secondStep.deleteMany({ where: { personId } })
    await tables(ctx).recoveryCode.deleteMany({ where: { personId } })
    await audit(ctx, { event: 'second_step.removed', subject: { kind: 'person', id: personId } })
    await tellOf(ctx, personId, 'No code is asked for any more when you sign in.')
    return ok(null)
  })
}

/** An officer who has none yet is told where to set it up: until then their office lets them do nothing. */
export const secondStepTasks: TaskSource = async ({ actor }) =>
  actor.lacksSecondStep
    ? [
        {
          title: 'Set up a second step to do your work for the association',
          href: '/account/second-step',
          kind: 'Account',
        },
      ]
    : []
