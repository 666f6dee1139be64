import type { z } from 'zod'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, money } from '#services/core/words.ts'
import { checkPaidOn } from './fees.ts'
import { memberships, payerNameOf } from './locked-membership.ts'
import { feeOwed, openYear, paidYear } from './paid-year.ts'
import { mayManageMembers, mayNotManage } from './policy.ts'
import type { paymentSchema, paymentsSchema } from './schema.ts'
import { tables } from './tables.ts'
import { statusByDates, termsOn } from './terms.ts'
import { writeToPayer } from './write-to-payer.ts'

/** Records that a fee was paid, makes its receipt, and begins the year it pays for. Who paid is told. */
export const recordPayment = (
  ctx: Ctx,
  id: string,
  { version, paidOn, invoiceReference, poReference }: z.infer<typeof paymentSchema>,
): Promise<Result<{ ref: string; payerName: string; endsOn: string }>> =>
  memberships.asMove(
    ctx,
    { ref: id, version, event: 'paid' },
    async (ctx, { row, move }) => {
      const today = ctx.clock.today()
      const day = checkPaidOn(paidOn, today)
      if (!day.ok) return day
      if (row.isPaid === true && row.status === 'active')
        return refused(
          `This year is paid already. The next can be paid once it falls due before ${longDate(row.endsOn)}.`,
        )
      const terms = await termsOn(ctx, today)
      const { isRenewal, ...year } = paidYear(row, paidOn, today, terms)
      const references = {
        poReference: poReference ?? row.poReference,
        // The number of a year that is over is no number of the next.
        invoiceReference: invoiceReference ?? (isRenewal && row.invoicedOn === null ? null : row.invoiceReference),
      }
      const dates = { startsOn: dateFromIso(year.startsOn), endsOn: dateFromIso(year.endsOn) }
      const ref = await nextReference(ctx, 'ME')
      await tables(ctx).membershipPayment.create({
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
      const moved = await move({
        to: statusByDates(year.endsOn, today, terms),
        data: {
          ...dates,
          feePence: year.feePence,
          ...references,
          isPaid: true,
          paidOn: dateFromIso(paidOn),
          renewalAskedOn: null,
          invoicedOn: null,
          invoicedPence: null,
        },
        said: { ref, feePence: year.feePence, endsOn: year.endsOn, isRenewal },
      })
      if (!moved.ok) return moved
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
    },
    ({ lastPayment, payerName, endsOn, ...row }) =>
      lastPayment?.paidOn === paidOn && (invoiceReference ?? row.invoiceReference) === row.invoiceReference
        ? { ref: lastPayment.ref, payerName, endsOn }
        : null,
  )

/** A membership whose fee is open. ISO days, pence. */
type UnpaidMember = {
  id: string
  version: number
  payerName: string
  owedPence: number
  invoiceReference: string | null
  invoicedOn: string | null
}

/** Memberships whose fee is open, by name, with what each owes. For administrators. */
export const unpaidMembers = async (ctx: Ctx): Promise<Result<UnpaidMember[]>> => {
  if (!mayManageMembers(ctx.actor)) return mayNotManage()
  const rows = await tables(ctx).membership.findMany({
    where: feeOwed,
    include: { yot: { select: { name: true } }, person: { select: { name: true } } },
  })
  const today = ctx.clock.today()
  const terms = await termsOn(ctx, today)
  return ok(
    rows
      .map(
        (row): UnpaidMember => ({
          id: row.id,
          version: row.version,
          payerName: row.yot?.name ?? row.person?.name ?? '',
          owedPence: openYear(row, today, terms).feePence,
          invoiceReference: row.invoiceReference,
          invoicedOn: row.invoicedOn && isoFromDate(row.invoicedOn),
        }),
      )
      .sort((a, b) => a.payerName.localeCompare(b.payerName, 'en')),
  )
}

/**
 * Records several payments of one day, all or none: where one cannot be, nothing is recorded and its payer is named. Each payer
 * is told as by `recordPayment`.
 */
export const recordPayments = (
  ctx: Ctx,
  { paidOn, chosen }: z.infer<typeof paymentsSchema>,
): Promise<Result<{ count: number }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayManageMembers(ctx.actor)) return mayNotManage()
    const ids = [...new Set(chosen)].sort()
    // In one order, so that two who press at once wait for each other.
    for (const one of ids) {
      const [id = '', version] = one.split(':')
      const paid = await recordPayment(ctx, id, { version: Number(version), paidOn })
      if (paid.ok) continue
      const { problem } = paid
      if (!('why' in problem)) return paid
      return refused(`Nothing was recorded, because of ${await payerNameOf(ctx, id)}. ${problem.why}`)
    }
    return ok({ count: ids.length })
  })
