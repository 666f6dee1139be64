import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, money } from '#services/core/words.ts'
import { type LockedMembership, lockMembership } from './locked-membership.ts'
import { actsForPayer, mayManageMembers, mayNotManage, mayNotSpeak, type Payer } from './policy.ts'
import type { leaveSchema, paymentSchema, renewSchema } from './schema.ts'
import { tables } from './tables.ts'
import { feeFor, statusByDates, type Terms, termsOn, yearFrom } from './terms.ts'
import { writeToPayer } from './write-to-payer.ts'

const about = (row: Payer & { id: string }) => ({
  subject: { kind: 'membership', id: row.id },
  ...(row.yotCode === null ? {} : { yotCode: row.yotCode }),
})

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
        ...(poReference === undefined ? {} : { poReference }),
      },
    })
    await audit(ctx, { event: 'membership.renewal-asked', ...about(locked.value) })
    return ok({ endsOn: locked.value.endsOn })
  })

type PaidYear = { startsOn: string; endsOn: string; feePence: number; isRenewal: boolean }

/**
 * The year a payment pays for. A year under way that is not paid is paid first; else the next one, which follows on while
 * the membership stands and begins with the payment once it has lapsed.
 */
const paidYear = (
  row: Pick<LockedMembership, 'kind' | 'status' | 'startsOn' | 'endsOn' | 'feePence' | 'isPaid'>,
  paidOn: string,
  today: string,
  terms: Terms,
): PaidYear => {
  if (row.isPaid === false && today < row.endsOn && row.status !== 'lapsed')
    return { startsOn: row.startsOn, endsOn: row.endsOn, feePence: row.feePence, isRenewal: false }
  const startsOn = row.status === 'lapsed' ? paidOn : addDays(row.endsOn, 1)
  return { startsOn, endsOn: yearFrom(startsOn), feePence: feeFor(terms, row.kind), isRenewal: true }
}

/** Records that a fee was paid, makes its receipt, and begins the year it pays for. Who paid is told. */
export const recordPayment = (
  ctx: Ctx,
  id: string,
  { version, paidOn, invoiceReference, poReference }: z.infer<typeof paymentSchema>,
): Promise<Result<{ ref: string; payerName: string; endsOn: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const locked = await lockMembership(ctx, { id, version }, 'paid', () =>
      mayManageMembers(ctx.actor) ? ok(null) : mayNotManage(),
    )
    if (!locked.ok) return locked
    const row = locked.value
    const today = ctx.clock.today()
    if (paidOn > today) return invalid({ paidOn: 'The day it was paid cannot be in the future' })
    if (paidOn < addDays(today, -730))
      return invalid({ paidOn: 'The day it was paid must be within the last two years' })
    if (row.isPaid === true && row.status === 'active')
      return refused(
        `This year is paid already. The next can be paid once it falls due before ${longDate(row.endsOn)}.`,
      )
    const terms = await termsOn(ctx, today)
    const { isRenewal, ...year } = paidYear(row, paidOn, today, terms)
    const references = {
      poReference: poReference ?? row.poReference,
      invoiceReference: invoiceReference ?? (isRenewal ? null : row.invoiceReference),
    }
    const dates = { startsOn: dateFromIso(year.startsOn), endsOn: dateFromIso(year.endsOn) }
    const ref = await nextReference(ctx, 'ME')
    const { membership, membershipPayment } = tables(ctx)
    await membershipPayment.create({
      data: {
        ref,
        membershipId: id,
        ...dates,
        feePence: year.feePence,
        ...references,
        paidOn: dateFromIso(paidOn),
        recordedAt: ctx.clock.now(),
      },
    })
    await membership.update({
      where: { id },
      data: {
        ...dates,
        feePence: year.feePence,
        ...references,
        status: statusByDates(year.endsOn, today, terms),
        isPaid: true,
        paidOn: dateFromIso(paidOn),
        renewalAskedOn: null,
      },
    })
    await audit(ctx, {
      event: 'membership.paid',
      ...about(row),
      data: { ref, feePence: year.feePence, endsOn: year.endsOn, isRenewal },
    })
    await writeToPayer(ctx, row, {
      about: { kind: 'membership', id },
      occasion: `paid:${ref}`,
      subject: `Receipt ${ref}: membership fee of ${money(year.feePence)}`,
      lines: [
        `We have recorded the payment of ${money(year.feePence)} for ${row.kind === 'group' ? `the group membership of ${row.payerName}` : 'your membership'}, paid on ${longDate(paidOn)}.`,
        `It runs until ${longDate(year.endsOn)}. There is nothing more to do.`,
      ],
      action: { text: 'See and print the receipt', path: `/membership/receipts/${ref}` },
    })
    return ok({ ref, payerName: row.payerName, endsOn: year.endsOn })
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
    await audit(ctx, { event: 'membership.left', ...about(locked.value), data: { reason } })
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
