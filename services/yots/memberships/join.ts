import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { isWithinLimit } from '#services/accounts/attempts.ts'
import { bringInPerson } from '#services/accounts/bring-in-person.ts'
import { fingerprint } from '#services/accounts/token.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { longDate, money } from '#services/core/words.ts'
import { levelOfTitle } from '#services/yots/import/level-of-title.ts'
import { resolveYot } from '#services/yots/names/register.ts'
import { sayPostChanged } from '#services/yots/post-changed.ts'
import { tables } from '#services/yots/tables.ts'
import { yotRegister } from '#services/yots/yot-register.ts'
import { whyNotMove } from './lifecycle.ts'
import { lockMembership } from './locked-membership.ts'
import { actsForPayer, mayManageMembers, mayNotManage, mayNotSpeak, type Payer } from './policy.ts'
import type { askToJoinSchema, decideSchema, joinRequestSchema } from './schema.ts'
import { feeFor, termsOn, yearFrom } from './terms.ts'
import { writeToPayer } from './write-to-payer.ts'

/** The payer's membership that has not ended, if any. */
const current = (ctx: Ctx, payer: Payer) =>
  tables(ctx).membership.findFirst({
    where: { ...payer, status: { not: 'ended' } },
    select: { id: true, status: true },
  })

/**
 * Asks for a membership: a person for themselves, or the head of a service for the service and all its managers. Refused
 * when there is one. The association decides.
 */
export const askToJoin = (ctx: Ctx, input: z.infer<typeof askToJoinSchema>): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { actor } = ctx
    if (actor.personId === null) return forbidden('Sign in to ask for a membership.')
    if (input.kind === 'group' && input.yotCode === undefined) return invalid({ yotCode: 'Choose the service' })
    const payer: Payer =
      input.kind === 'group'
        ? { yotCode: input.yotCode ?? null, personId: null }
        : { yotCode: null, personId: actor.personId }
    if (!actsForPayer(actor, payer)) return mayNotSpeak()
    const today = ctx.clock.today()
    const terms = await termsOn(ctx, today)
    const day = dateFromIso(today)
    const id = randomUUID()
    // Two presses at once: the database lets one membership of a payer stand.
    const { count } = await tables(ctx).membership.createMany({
      data: [
        {
          id,
          kind: input.kind,
          ...payer,
          status: 'applied',
          startsOn: day,
          endsOn: day,
          feePence: feeFor(terms, input.kind),
          poReference: input.poReference ?? null,
          isPaid: false,
          requestedById: actor.personId,
          requestedAt: ctx.clock.now(),
        },
      ],
      skipDuplicates: true,
    })
    if (count === 0) {
      const held = await current(ctx, payer)
      return refused(whyNotMove('asked', held?.status ?? 'active') ?? 'There is a membership already.')
    }
    await audit(ctx, {
      event: 'membership.asked',
      subject: { kind: 'membership', id },
      ...(payer.yotCode === null ? {} : { yotCode: payer.yotCode }),
      data: { kind: input.kind, terms: terms.version },
    })
    return ok({ id })
  })

/** Takes back a request that is not decided. */
export const withdrawRequest = (ctx: Ctx, input: { id: string; version: number }): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const locked = await lockMembership(ctx, input, 'withdrawn', (row) =>
      actsForPayer(ctx.actor, row) ? ok(null) : notFound(),
    )
    if (!locked.ok) return locked
    const today = dateFromIso(ctx.clock.today())
    await tables(ctx).membership.update({
      where: { id: input.id },
      data: { status: 'ended', endedOn: today, leavingReason: 'declined' },
    })
    await audit(ctx, { event: 'membership.withdrawn', subject: { kind: 'membership', id: input.id } })
    return ok(null)
  })

/** Decides on a request of somebody who is on the exchange, with a reason that is sent to them. */
export const decideMembership = (
  ctx: Ctx,
  id: string,
  { version, decision, reason }: z.infer<typeof decideSchema>,
): Promise<Result<{ payerName: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const locked = await lockMembership(ctx, { id, version }, decision, (row) => {
      if (!mayManageMembers(ctx.actor)) return mayNotManage()
      return row.personId !== null && row.personId === ctx.actor.personId
        ? refused('Another administrator decides on your own request.')
        : ok(null)
    })
    if (!locked.ok) return locked
    const { payerName, kind, feePence } = locked.value
    const today = ctx.clock.today()
    const day = dateFromIso(today)
    const isAgreed = decision === 'agreed'
    const endsOn = yearFrom(today)
    await tables(ctx).membership.update({
      where: { id },
      data: {
        decidedAt: ctx.clock.now(),
        decisionReason: reason,
        ...(isAgreed
          ? { status: 'active', joinedOn: day, startsOn: day, endsOn: dateFromIso(endsOn) }
          : { status: 'ended', endedOn: day, leavingReason: 'declined' }),
      },
    })
    await audit(ctx, {
      event: `membership.${decision}`,
      subject: { kind: 'membership', id },
      ...(locked.value.yotCode === null ? {} : { yotCode: locked.value.yotCode }),
    })
    const what = kind === 'group' ? `the group membership of ${payerName}` : 'your membership'
    await writeToPayer(ctx, locked.value, {
      key: `membership:${id}:${decision}`,
      subject: isAgreed ? `Agreed: ${what}` : `Not agreed: ${what}`,
      lines: [
        isAgreed
          ? `The association has agreed. ${kind === 'group' ? 'Every manager of the service is a member' : 'You are a member'} until ${longDate(endsOn)}.`
          : 'The association has not agreed to this request.',
        `The reason given: ${reason}`,
        isAgreed
          ? `An invoice for ${money(feePence)} follows.`
          : 'You can ask again at any time, and write to the association if you think this is wrong.',
      ],
      action: { text: 'See your membership', path: '/membership/yours' },
    })
    return ok({ payerName })
  })

const perSource = { most: 10, withinMinutes: 60 }

/**
 * Keeps the request of somebody who is not signed in; nothing is made of it until the association agrees, and the answer
 * is the same whether the address is known or not. Refused when too many came from one source.
 */
export const requestToJoin = (
  ctx: Ctx,
  input: z.infer<typeof joinRequestSchema>,
  source: string,
): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const key = fingerprint(ctx.config, 'source', `joining from ${source}`)
    if (!(await isWithinLimit(ctx, { key, ...perSource })))
      return refused('Too many requests have come from where you are. Try again in an hour.')
    const { register } = await yotRegister(ctx)
    const match = input.service === undefined ? null : resolveYot(register, input.service)
    if (match !== null && match.kind !== 'exact') {
      const codes = match.kind === 'ask' ? match.candidates : match.near
      const names = codes.map((code) => register.yots.get(code)?.name ?? code).join(', or ')
      return invalid({
        service:
          names === ''
            ? 'We do not know a service of this name. Check it, or leave it blank'
            : `Did you mean ${names}? Enter its name`,
      })
    }
    if (input.kind === 'group' && match === null)
      return invalid({ service: 'Enter the service whose group membership would cover you' })
    const id = randomUUID()
    const { count } = await tables(ctx).joinRequest.createMany({
      data: [
        {
          id,
          name: input.name,
          address: input.address,
          yotCode: match?.code ?? null,
          title: input.title ?? null,
          kind: input.kind,
          poReference: input.poReference ?? null,
          requestedAt: ctx.clock.now(),
        },
      ],
      skipDuplicates: true,
    })
    if (count > 0) await audit(ctx, { event: 'join-request.sent', subject: { kind: 'join-request', id } })
    return ok(null)
  })

/**
 * Decides on the request of somebody new. Agreed: they become a person of the exchange (or are found by their address),
 * with a post where they named one, and, unless their service covers them, a membership for a year.
 */
export const decideJoinRequest = (
  ctx: Ctx,
  id: string,
  { version, decision, reason }: z.infer<typeof decideSchema>,
): Promise<Result<{ name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayManageMembers(ctx.actor)) return mayNotManage()
    const { joinRequest } = tables(ctx)
    const isAgreed = decision === 'agreed'
    const { count } = await joinRequest.updateMany({
      where: { id, version, decidedAt: null },
      data: { decidedAt: ctx.clock.now(), isAgreed, decisionReason: reason, version: { increment: 1 } },
    })
    const request = await joinRequest.findUnique({ where: { id }, include: { yot: { select: { name: true } } } })
    if (!request) return notFound()
    if (count === 0) return overtaken('This request')
    const { name, address, kind, yotCode, title, poReference } = request
    await audit(ctx, {
      event: `join-request.${decision}`,
      subject: { kind: 'join-request', id },
      ...(yotCode === null ? {} : { yotCode }),
    })
    const letter = (subject: string, lines: string[], action: { text: string; path: string }) =>
      enqueue(ctx, {
        topic: 'mail',
        key: `join-request:${id}:${decision}`,
        payload: { to: address, subject, lines, action },
      })
    if (!isAgreed) {
      await letter(
        'Your request to join the exchange',
        ['The association has not agreed to your request to join.', `The reason given: ${reason}`],
        { text: 'Read the rules of membership', path: '/membership' },
      )
      return ok({ name })
    }
    const person = await bringInPerson(ctx, { name, address })
    // The form has no such field: what stands in the way is said instead.
    if (!person.ok && person.problem.kind === 'invalid')
      return refused(Object.values(person.problem.fields).join(' ') || 'This person cannot be brought in.')
    if (!person.ok) return person
    const { personId } = person.value
    if (yotCode !== null) await placeInPost(ctx, { personId, yotCode, title: title ?? 'Manager' })
    const ends = kind === 'individual' ? await beginMembership(ctx, { personId, poReference }) : null
    await letter(
      'Welcome: you have joined the exchange',
      [
        ends === null
          ? `The association has agreed. You are covered by the membership of ${request.yot?.name ?? 'your service'} while it is in force.`
          : `The association has agreed. You are a member until ${longDate(ends)}. An invoice follows.`,
        `What they said: ${reason}`,
        'Sign in with this e-mail address; there is no password to remember.',
      ],
      { text: 'Sign in', path: '/sign-in' },
    )
    return ok({ name })
  })

const beginMembership = async (
  ctx: Ctx,
  { personId, poReference }: { personId: string; poReference: string | null },
): Promise<string> => {
  const today = ctx.clock.today()
  const terms = await termsOn(ctx, today)
  const endsOn = yearFrom(today)
  const id = randomUUID()
  const day = dateFromIso(today)
  const { count } = await tables(ctx).membership.createMany({
    data: [
      {
        id,
        kind: 'individual',
        personId,
        status: 'active',
        joinedOn: day,
        startsOn: day,
        endsOn: dateFromIso(endsOn),
        feePence: feeFor(terms, 'individual'),
        poReference,
        isPaid: false,
        requestedById: personId,
        decidedAt: ctx.clock.now(),
      },
    ],
    skipDuplicates: true,
  })
  if (count > 0) await audit(ctx, { event: 'membership.agreed', subject: { kind: 'membership', id } })
  return endsOn
}

/** A post of their own on the service's books, unless they hold one there already. */
const placeInPost = async (
  ctx: Ctx,
  { personId, yotCode, title }: { personId: string; yotCode: string; title: string },
): Promise<void> => {
  const { post, holding } = tables(ctx)
  const today = dateFromIso(ctx.clock.today())
  const held = await holding.count({
    where: { personId, yotCode, postId: { not: null }, OR: [{ until: null }, { until: { gte: today } }] },
  })
  if (held > 0) return
  // Nobody comes to speak for a service by asking to join: a head is put in post on the service's own page.
  const level = levelOfTitle(title) === 'second_tier' ? 'second_tier' : 'manager'
  const made = await post.create({
    data: { yotCode, title, level, createdOn: today },
    select: { id: true, version: true },
  })
  const { id } = await holding.create({
    data: { personId, yotCode, postId: made.id, title, level, kind: 'substantive', from: today },
    select: { id: true },
  })
  await audit(ctx, {
    event: 'holding.started',
    subject: { kind: 'holding', id },
    yotCode,
    data: { postId: made.id, personId },
  })
  await sayPostChanged(ctx, { personId, postId: made.id, version: made.version, effectiveOn: ctx.clock.today() })
}
