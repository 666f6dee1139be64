import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, money } from '#services/core/words.ts'
import { invoiceeIn } from './fees.ts'
import { whyNotMove } from './lifecycle.ts'
import { lockMembership } from './locked-membership.ts'
import { actsForPayer, mayManageMembers, mayNotManage, mayNotSpeak, type Payer } from './policy.ts'
import type { askToJoinSchema, decideSchema } from './schema.ts'
import { tables } from './tables.ts'
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
          ...invoiceeIn(input),
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
      about: { kind: 'membership', id },
      occasion: `${decision}`,
      subject: isAgreed ? `Agreed: ${what}` : `Not agreed: ${what}`,
      lines: [
        isAgreed
          ? `The association has agreed. ${kind === 'group' ? 'Every manager of the service is a member' : 'You are a member'} until ${longDate(endsOn)}.`
          : 'The association has not agreed to this request.',
        `The reason given: ${reason}`,
        isAgreed
          ? `An invoice for ${money(feePence)} follows; on your page you can say whom it should go to.`
          : 'You can ask again at any time, and write to the association if you think this is wrong.',
      ],
      action: { text: 'See your membership', path: '/membership/yours' },
    })
    return ok({ payerName })
  })
