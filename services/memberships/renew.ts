import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { aboutMembership, lockMembership } from './locked-membership.ts'
import { actsForPayer, mayManageMembers, mayNotSpeak } from './policy.ts'
import type { leaveSchema, renewSchema } from './schema.ts'
import { tables } from './tables.ts'
import { writeToPayer } from './write-to-payer.ts'

/**
 * Says for a payer that they renew. Reminders stop; the association sends the invoice, and the year begins with the
 * payment. Asking twice changes only the purchase order number.
 */
export const askToRenew = (
  ctx: Ctx,
  id: string,
  { version, poReference }: z.infer<typeof renewSchema>,
): Promise<Result<{ endsOn: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const locked = await lockMembership(ctx, { id, version }, 'renewal-asked', (row) =>
      actsForPayer(ctx.actor, row) ? ok(null) : row.yotCode === null ? notFound() : mayNotSpeak(),
    )
    if (!locked.ok) return locked
    await tables(ctx).membership.update({
      where: { id },
      data: {
        renewalAskedOn: dateFromIso(ctx.clock.today()),
        poReference: poReference ?? null,
      },
    })
    await audit(ctx, { event: 'membership.renewal-asked', ...aboutMembership(locked.value) })
    return ok({ endsOn: locked.value.endsOn })
  })

/**
 * Ends a membership today: the payer leaves, or the association ends it for them. What is under way goes on. Why may be
 * left unsaid.
 */
export const endMembership = (
  ctx: Ctx,
  id: string,
  { version, reason }: z.infer<typeof leaveSchema>,
): Promise<Result<{ payerName: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const locked = await lockMembership(ctx, { id, version }, 'left', (row) => {
      if (mayManageMembers(ctx.actor) || actsForPayer(ctx.actor, row)) return ok(null)
      return row.yotCode === null ? notFound() : mayNotSpeak()
    })
    if (!locked.ok) return locked
    const today = ctx.clock.today()
    const { startsOn } = locked.value
    await tables(ctx).membership.update({
      where: { id },
      data: {
        status: 'ended',
        endedOn: dateFromIso(today < startsOn ? startsOn : today),
        leavingReason: reason,
        renewalAskedOn: null,
      },
    })
    await audit(ctx, { event: 'membership.left', ...aboutMembership(locked.value), data: { reason } })
    await writeToPayer(ctx, locked.value, {
      about: { kind: 'membership', id },
      occasion: 'left',
      subject: 'Your membership has ended',
      lines: [
        `${locked.value.kind === 'group' ? `The group membership of ${locked.value.payerName}` : 'Your membership'} was ended on ${longDate(today)} by ${ctx.actor.name}.`,
        'You can still sign in, see your own things and finish work under way. You can ask to join again at any time.',
      ],
      action: { text: 'See your membership', path: '/membership/yours' },
    })
    return ok({ payerName: locked.value.payerName })
  })
