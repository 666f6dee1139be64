import type { Prisma } from '#prisma/generated/client.ts'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import type { LockedMembership } from './locked-membership.ts'
import { feeFor, type Terms, yearFrom } from './terms.ts'

type Paying = Pick<
  LockedMembership,
  'kind' | 'status' | 'startsOn' | 'endsOn' | 'feePence' | 'isPaid' | 'invoicedPence'
>

/** A year that a payment pays for: ISO days, pence; whether it is the next one. */
type PaidYear = { startsOn: string; endsOn: string; feePence: number; isRenewal: boolean }

/**
 * The year a payment pays for. A year under way that is not paid is paid first; else the next one, which follows on while
 * the membership stands and begins with the payment once it has lapsed. It costs what the invoice asked for, where one was
 * sent, else the fee of these terms.
 */
export const paidYear = (row: Paying, paidOn: string, today: string, terms: Terms): PaidYear => {
  if (row.isPaid === false && today < row.endsOn && row.status !== 'lapsed')
    return {
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      feePence: row.invoicedPence ?? row.feePence,
      isRenewal: false,
    }
  const startsOn = row.status === 'lapsed' ? paidOn : addDays(row.endsOn, 1)
  return {
    startsOn,
    endsOn: yearFrom(startsOn),
    feePence: row.invoicedPence ?? feeFor(terms, row.kind),
    isRenewal: true,
  }
}

type Stored = Omit<Paying, 'startsOn' | 'endsOn'> & { startsOn: Date; endsOn: Date }

/** The year that a payment today would pay for, of a membership as the database has it. */
export const openYear = ({ startsOn, endsOn, ...row }: Stored, today: string, terms: Terms): PaidYear =>
  paidYear({ ...row, startsOn: isoFromDate(startsOn), endsOn: isoFromDate(endsOn) }, today, today, terms)

/** Whether a fee is open: of the year under way, or of the one to come. */
export const owesFee = ({ status, isPaid }: Pick<LockedMembership, 'status' | 'isPaid'>): boolean =>
  status === 'due' || status === 'lapsed' || (status === 'active' && isPaid === false)

/** The same, as the database is asked. */
export const feeOwed: Prisma.MembershipWhereInput = {
  OR: [{ status: { in: ['due', 'lapsed'] } }, { status: 'active', isPaid: false }],
}

/** Fees that wait for an invoice: of a year that has begun, or of a renewal that was asked for. */
export const feeToInvoice: Prisma.MembershipWhereInput = {
  invoicedOn: null,
  OR: [{ renewalAskedOn: { not: null } }, { status: { in: ['active', 'due'] }, isPaid: false }],
}
