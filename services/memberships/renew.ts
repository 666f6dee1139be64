import type { z } from 'zod'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { memberships } from './locked-membership.ts'
import type { leaveSchema, renewSchema } from './schema.ts'
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
  memberships.asMove(
    ctx,
    { ref: id, version, event: 'renewal-asked' },
    async (ctx, { row, move }) => {
      const renewalAskedOn = dateFromIso(ctx.clock.today())
      const moved = await move({ data: { renewalAskedOn, poReference: poReference ?? null } })
      return moved.ok ? ok({ endsOn: row.endsOn }) : moved
    },
    (row) => (row.poReference === (poReference ?? null) ? { endsOn: row.endsOn } : null),
  )

/**
 * Ends a membership today: the payer leaves, or the association ends it for them. What is under way goes on. Why may be
 * left unsaid.
 */
export const endMembership = (
  ctx: Ctx,
  id: string,
  { version, reason }: z.infer<typeof leaveSchema>,
): Promise<Result<{ payerName: string }>> =>
  memberships.asMove(
    ctx,
    { ref: id, version, event: 'left' },
    async (ctx, { row, move }) => {
      const today = ctx.clock.today()
      const { startsOn, kind, payerName } = row
      const moved = await move({
        data: {
          endedOn: dateFromIso(today < startsOn ? startsOn : today),
          leavingReason: reason,
          renewalAskedOn: null,
        },
        said: { reason },
      })
      if (!moved.ok) return moved
      await writeToPayer(ctx, row, {
        about: { kind: 'membership', id },
        occasion: 'left',
        subject: 'Your membership has ended',
        lines: [
          `${kind === 'group' ? `The group membership of ${payerName}` : 'Your membership'} was ended on ${longDate(today)} by ${ctx.actor.name}.`,
          'You can still sign in, see your own things and finish work under way. You can ask to join again at any time.',
        ],
        action: { text: 'See your membership', path: '/membership/yours' },
      })
      return ok({ payerName })
    },
    ({ payerName, leavingReason }) => (leavingReason === reason ? { payerName } : null),
  )
