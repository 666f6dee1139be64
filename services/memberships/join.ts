import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, invalid, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, money } from '#services/core/words.ts'
import { invoiceeIn } from './fees.ts'
import { membershipLife } from './lifecycle.ts'
import { beginLocked, memberships } from './locked-membership.ts'
import { actsForPayer, mayNotSpeak, type Payer } from './policy.ts'
import type { askToJoinSchema, decideSchema } from './schema.ts'
import { tables } from './tables.ts'
import { feeFor, termsOn, yearFrom } from './terms.ts'
import { writeToPayer } from './write-to-payer.ts'

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
    if (count === 0) return refused(membershipLife.whyNot('asked', null))
    await beginLocked(ctx, id, 'asked', { said: { kind: input.kind, terms: terms.version } })
    return ok({ id })
  })

/** Takes back a request that is not decided. */
export const withdrawRequest = (
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<Result<{ ref: string }>> =>
  memberships.asMove(ctx, { ref: id, version, event: 'withdrawn' }, (ctx, { move }) =>
    move({ data: { endedOn: dateFromIso(ctx.clock.today()), leavingReason: 'declined' } }),
  )

/** Decides on a request of somebody who is on the exchange, with a reason that is sent to them. */
export const decideMembership = (
  ctx: Ctx,
  id: string,
  { version, decision, reason }: z.infer<typeof decideSchema>,
): Promise<Result<{ payerName: string }>> =>
  memberships.asMove(
    ctx,
    { ref: id, version, event: decision },
    async (ctx, { row, move }) => {
      if (row.personId !== null && row.personId === ctx.actor.personId)
        return refused('Another administrator decides on your own request.')
      const { payerName, kind, feePence } = row
      const today = ctx.clock.today()
      const day = dateFromIso(today)
      const isAgreed = decision === 'agreed'
      const endsOn = yearFrom(today)
      const moved = await move({
        data: {
          decidedAt: ctx.clock.now(),
          decisionReason: reason,
          ...(isAgreed
            ? { joinedOn: day, startsOn: day, endsOn: dateFromIso(endsOn) }
            : { endedOn: day, leavingReason: 'declined' }),
        },
      })
      if (!moved.ok) return moved
      const what = kind === 'group' ? `the group membership of ${payerName}` : 'your membership'
      await writeToPayer(ctx, row, {
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
    },
    (row) => (row.decisionReason === reason ? { payerName: row.payerName } : null),
  )
