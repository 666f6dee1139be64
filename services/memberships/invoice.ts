import type { z } from 'zod'
import type { MembershipKind } from '#prisma/generated/enums.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate, money } from '#services/core/words.ts'
import { checkInvoicedOn, invoiceeIn } from './fees.ts'
import { mayMove, membershipLife } from './lifecycle.ts'
import { memberships } from './locked-membership.ts'
import { openYear, owesFee, paidYear } from './paid-year.ts'
import { mayManageMembers, maySeeMembership } from './policy.ts'
import type { invoicedSchema, invoiceeSchema } from './schema.ts'
import { tables } from './tables.ts'
import { termsOn } from './terms.ts'
import { writeToPayer } from './write-to-payer.ts'

/** Says whom the invoice goes to, by name and address: the payer's side, or an administrator for them. Nothing typed: the payer. */
export const nameInvoicee = (
  ctx: Ctx,
  id: string,
  { version, ...invoicee }: z.infer<typeof invoiceeSchema>,
): Promise<Result<{ id: string }>> =>
  memberships.asMove(
    ctx,
    { ref: id, version, event: 'invoicee-named' },
    async (_ctx, { move }) => {
      const moved = await move({ data: invoiceeIn(invoicee) })
      return moved.ok ? ok({ id }) : moved
    },
    ({ invoiceName, invoiceAddress }) => {
      const typed = invoiceeIn(invoicee)
      return invoiceName === typed.invoiceName && invoiceAddress === typed.invoiceAddress ? { id } : null
    },
  )

/**
 * Records that the association's invoice for the open fee was sent, under the number that its accounts gave it. The sum it asks
 * for holds until it is paid, whatever terms come meanwhile; sent again, the newer one counts. The payer's side is told.
 */
export const recordInvoice = (
  ctx: Ctx,
  id: string,
  { version, invoicedOn, invoiceReference }: z.infer<typeof invoicedSchema>,
): Promise<Result<{ payerName: string; feePence: number }>> =>
  memberships.asMove(
    ctx,
    { ref: id, version, event: 'invoiced' },
    async (ctx, { row, move }) => {
      const today = ctx.clock.today()
      const day = checkInvoicedOn(invoicedOn, today)
      if (!day.ok) return day
      if (!owesFee(row))
        return refused(
          `This year is paid already. The next is invoiced once it falls due before ${longDate(row.endsOn)}.`,
        )
      const { feePence } = paidYear({ ...row, invoicedPence: null }, today, today, await termsOn(ctx, today))
      const moved = await move({
        data: { invoicedOn: dateFromIso(invoicedOn), invoicedPence: feePence, invoiceReference },
        said: { feePence },
      })
      if (!moved.ok) return moved
      await writeToPayer(ctx, row, {
        about: { kind: 'membership', id },
        occasion: `invoiced:${invoiceReference}`,
        subject: `Invoice ${invoiceReference}: membership fee of ${money(feePence)}`,
        lines: [
          `The association sent invoice ${invoiceReference} for ${money(feePence)} on ${longDate(invoicedOn)}, for ${row.kind === 'group' ? `the group membership of ${row.payerName}` : 'your membership'}.`,
          row.invoiceName === null && row.invoiceAddress === null
            ? 'If it should go to somebody else, say so on the page of the membership.'
            : `It went to ${[row.invoiceName, row.invoiceAddress].filter((part) => part !== null).join(', ')}.`,
        ],
        action: { text: 'See your membership', path: '/membership/yours' },
      })
      return ok({ payerName: row.payerName, feePence })
    },
    (row) =>
      row.invoiceReference === invoiceReference && row.invoicedOn && isoFromDate(row.invoicedOn) === invoicedOn
        ? { payerName: row.payerName, feePence: row.invoicedPence ?? row.feePence }
        : null,
  )

/** What an invoice for a membership says, but for its number. ISO days, pence. */
export type Particulars = {
  id: string
  payerName: string
  kind: MembershipKind
  invoiceName: string | null
  invoiceAddress: string | null
  /** The year it pays for; null for one that begins with the payment. */
  year: { startsOn: string; endsOn: string } | null
  feePence: number
  poReference: string | null
  isForAssociation: boolean
}

/** Particulars of the open fee, for the payer's side and administrators; refused where nothing is owed. */
export const findParticulars = async (ctx: Ctx, id: string): Promise<Result<Particulars>> => {
  const row = await tables(ctx).membership.findUnique({
    where: { id },
    include: { yot: { select: { name: true } }, person: { select: { name: true } } },
  })
  if (!row || !maySeeMembership(ctx.actor, row)) return notFound()
  if (!mayMove('invoiced', row.status)) return refused(membershipLife.whyNot('invoiced', row.status))
  if (!owesFee(row)) return refused('Nothing is owed: this year is paid.')
  const today = ctx.clock.today()
  const { startsOn, endsOn, feePence } = openYear(row, today, await termsOn(ctx, today))
  return ok({
    id,
    payerName: row.yot?.name ?? row.person?.name ?? '',
    kind: row.kind,
    invoiceName: row.invoiceName,
    invoiceAddress: row.invoiceAddress,
    year: row.status === 'lapsed' ? null : { startsOn, endsOn },
    feePence,
    poReference: row.poReference,
    isForAssociation: mayManageMembers(ctx.actor),
  })
}
