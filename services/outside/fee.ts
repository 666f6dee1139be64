import type { z } from 'zod'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate, money } from '#services/core/words.ts'
import { checkInvoicedOn, checkPaidOn, invoiceeIn, recordPayments } from '#services/memberships/index.ts'
import { again, outsideProviders } from './providers.ts'
import type { feesSchema, invoicedSchema, invoiceeSchema, paidSchema } from './schema.ts'
import { tables } from './tables.ts'
import { tellSpeaker } from './tell-speaker.ts'
import { owesFee } from './year.ts'

const nothingOwed = 'Nothing is owed: the fee of this year is paid.'

/** Says whom the invoice goes to, and the number that it is to carry: whoever speaks for it, or an administrator for them. */
export const nameOutsideInvoicee = (
  ctx: Ctx,
  ref: string,
  { version, poReference, ...invoicee }: z.output<typeof invoiceeSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'invoicee-named' },
    async (_ctx, { move }) => {
      const moved = await move({ data: { ...invoiceeIn(invoicee), poReference: poReference ?? null } })
      return moved.ok ? ok({ ref }) : moved
    },
    again(ref),
  )

/** Records that the invoice of the year was sent: its day and number. Refused where nothing is owed. */
export const recordOutsideInvoice = (
  ctx: Ctx,
  ref: string,
  { version, invoicedOn, invoiceReference }: z.output<typeof invoicedSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'invoiced' },
    async (ctx, { row, move }) => {
      if (!owesFee(row)) return refused(nothingOwed)
      const day = checkInvoicedOn(invoicedOn, ctx.clock.today())
      if (!day.ok) return day
      const moved = await move({ data: { invoicedOn: dateFromIso(invoicedOn), invoiceReference } })
      if (!moved.ok) return moved
      const { invoiceName, invoiceAddress } = row
      await tellSpeaker(ctx, row, {
        occasion: `invoiced:${moved.value.version}`,
        subject: `An invoice for ${row.name} is sent (${ref})`,
        lines: [
          `Invoice ${invoiceReference} of ${longDate(invoicedOn)} asks for ${money(row.feePence ?? 0)}, the fee of the year.`,
          invoiceName === null && invoiceAddress === null
            ? 'If it should go to somebody else, say so on its page.'
            : `It went to ${[invoiceName, invoiceAddress].filter((part) => part !== null).join(', ')}.`,
        ],
        text: 'See your page',
      })
      return ok({ ref })
    },
    again(ref),
  )

/**
 * Records that the fee of the year is paid, and makes its receipt: from then on it may publish. It costs what was asked for when the
 * year was approved. Refused where nothing is owed.
 */
export const recordOutsidePayment = (
  ctx: Ctx,
  ref: string,
  { version, paidOn, invoiceReference, poReference }: z.output<typeof paidSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'paid' },
    async (ctx, { row, move }) => {
      const { approvedUntil, feePence } = row
      if (!owesFee(row) || approvedUntil === null || feePence === null) return refused(nothingOwed)
      const day = checkPaidOn(paidOn, ctx.clock.today())
      if (!day.ok) return day
      const references = {
        invoiceReference: invoiceReference ?? row.invoiceReference,
        poReference: poReference ?? row.poReference,
      }
      const receipt = await nextReference(ctx, 'OF')
      await tables(ctx).outsidePayment.create({
        data: {
          ref: receipt,
          outsideId: row.id,
          until: approvedUntil,
          feePence,
          ...references,
          paidOn: dateFromIso(paidOn),
          recordedAt: ctx.clock.now(),
        },
      })
      const moved = await move({ data: { paidUntil: approvedUntil, ...references }, said: { receipt, feePence } })
      if (!moved.ok) return moved
      await tellSpeaker(ctx, row, {
        occasion: `paid:${moved.value.version}`,
        subject: `The fee for ${row.name} is paid (${ref})`,
        lines: [
          `We have your ${money(feePence)}, paid on ${longDate(paidOn)}, which pays until ${longDate(isoFromDate(approvedUntil))}. You can publish what you offer.`,
          `The receipt is ${receipt}; it is on your page, to print.`,
        ],
        text: 'See your page',
      })
      return ok({ ref })
    },
    again(ref),
  )

const isOutside = (chosen: string): boolean => chosen.startsWith('OP-')

/** Records several fees of one day, of members and of outside providers, all or none. Each is told as by its own page. */
export const recordFees = (
  ctx: Ctx,
  { paidOn, chosen }: z.output<typeof feesSchema>,
): Promise<Result<{ count: number }>> =>
  inTransaction(ctx, async (ctx) => {
    const members = chosen.filter((one) => !isOutside(one))
    const paid = members.length > 0 ? await recordPayments(ctx, { paidOn, chosen: members }) : ok({ count: 0 })
    if (!paid.ok) return paid
    // In one order, so that two who press at once wait for each other.
    const outside = [...new Set(chosen.filter(isOutside))].sort()
    for (const one of outside) {
      const [ref = '', version] = one.split(':')
      const recorded = await recordOutsidePayment(ctx, ref, { version: Number(version), paidOn })
      if (recorded.ok) continue
      const { problem } = recorded
      return 'why' in problem ? refused(`Nothing was recorded, because of ${ref}. ${problem.why}`) : recorded
    }
    return ok({ count: paid.value.count + outside.length })
  })
