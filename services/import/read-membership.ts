import { type Cell, isBlank, type SheetRow, textOf } from './cell.ts'
import type { Field } from './heading-words.ts'
import type { Column } from './headings.ts'
import { findDates, readDate } from './read-date.ts'
import { type MembershipKind, readMembershipKind, readMoney, readPaid } from './read-payment.ts'
import { readStatus } from './read-status.ts'
import type { WarningCode } from './warnings.ts'

/** What a row says of a membership. Null: nothing, or nothing certain. Dates YYYY-MM-DD, money in pence. */
export interface MembershipFacts {
  joinedOn: string | null
  amountPence: number | null
  isPaid: boolean | null
  paidOn: string | null
  paidUntil: string | null
  kind: MembershipKind | null
  poReference: string | null
  invoiceReference: string | null
}

/** Nothing said, everything known to be blank. */
export const noMembership: MembershipFacts = {
  joinedOn: null,
  amountPence: null,
  isPaid: null,
  paidOn: null,
  paidUntil: null,
  kind: null,
  poReference: null,
  invoiceReference: null,
}

const longestReference = 60
const isOnlySum = (text: string) => /^[£\s]*[\d,.]+(?:\s*GBP)?$/i.test(text)
const isYear = (text: string) => /^(?:19[89]\d|20\d\d)$/.test(text)

/** Joined, amount, paid, paid on and until, references; sums and dates are also heard inside "£150 paid 1/4/26". */
export const readMembership = (
  { cells, merged = [] }: SheetRow,
  columns: readonly Column[],
  today: string,
): { facts: MembershipFacts; warnings: readonly WarningCode[] } => {
  const warnings = new Set<WarningCode>()
  const cellOf = (field: Field): Cell => {
    const column = columns.find((candidate) => candidate.field === field)
    return column ? (cells[column.index] ?? null) : null
  }
  const dateOf = (field: Field, code: WarningCode) => {
    const read = readDate(cellOf(field), today)
    // Nobody has joined or paid on a day to come.
    const isToCome = read.on !== null && read.on > today && field !== 'paidUntil'
    if (read.isUnclear || isToCome) warnings.add(code)
    return isToCome ? null : read.on
  }
  const amountCell = cellOf('amount')
  const paidCell = cellOf('paid')
  const amountText = textOf(amountCell)
  const paidText = textOf(paidCell)
  const status = textOf(cellOf('status'))
  const isSumHeading = /amount|amt|£/i.test(columns.find(({ field }) => field === 'paid')?.heading ?? '')

  // A sum in a cell merged over several rows is for all of them: what each paid is not said.
  const isShared = (field: Field) => columns.some((column) => column.field === field && merged.includes(column.index))
  const ofSeveral = { pence: null, isUnclear: true }
  const amount = isShared('amount') && !isBlank(amountText) ? ofSeveral : readMoney(amountCell, today)
  const paidSum =
    isYear(paidText) || (isTickNumber(paidText) && !isSumHeading)
      ? { pence: null, isUnclear: isYear(paidText) }
      : isShared('paid') && /\d/.test(paidText)
        ? ofSeveral
        : readMoney(paidCell, today)
  const amountWords = isOnlySum(amountText) ? { isPaid: null, isUnclear: false } : readPaid(amountCell)
  const isWordy = !isBlank(amountText) && !/\d/.test(amountText)
  if (amount.isUnclear || (isWordy && amountWords.isUnclear)) warnings.add('amount-unclear')
  if (amount.pence === null && paidSum.isUnclear) warnings.add(isYear(paidText) ? 'paid-unclear' : 'amount-unclear')

  const said = readPaid(paidCell)
  const within = [...datesWithin(paidText, today), ...datesWithin(amountText, today)]
  const paidOnColumn = dateOf('paidOn', 'paid-on-unclear')
  const isSumPaid = paidSum.pence === null ? null : paidSum.pence > 0
  const isDatePaid =
    paidOnColumn !== null || paidCell instanceof Date || (within.length > 0 && said.isPaid === null && !said.isUnclear)
      ? true
      : null
  const isPaid =
    said.isPaid ?? (said.isUnclear ? null : (amountWords.isPaid ?? isSumPaid ?? isDatePaid ?? paidByStatus(status)))
  if (said.isUnclear) warnings.add('paid-unclear')

  const [on, ...others] = within.filter((date) => !date.isUntil)
  const [until] = within.filter((date) => date.isUntil)
  if (isPaid && paidOnColumn === null && (others.length > 0 || on?.on === null)) warnings.add('paid-on-unclear')
  const onWithin = others.length === 0 ? (on?.on ?? null) : null
  return {
    facts: {
      joinedOn: dateOf('joinedOn', 'joined-unclear'),
      amountPence: amount.pence ?? paidSum.pence,
      isPaid,
      paidOn: isPaid === false ? null : (paidOnColumn ?? (isPaid ? onWithin : null)),
      paidUntil: dateOf('paidUntil', 'paid-until-unclear') ?? until?.on ?? null,
      kind: readMembershipKind(`${textOf(cellOf('membershipKind'))} ${status}`),
      poReference: readReference(textOf(cellOf('po'))),
      invoiceReference: readReference(textOf(cellOf('invoice'))),
    },
    warnings: [...warnings],
  }
}

/** A lone 1 or 0 under "Paid" is a tick, not a pound. */
const isTickNumber = (text: string) => text === '1' || text === '0'

const paidByStatus = (status: string): boolean | null =>
  isBlank(status) || /^(?:y|n|yes|no)$/i.test(status) || isOfPost(status) ? null : readPaid(status).isPaid

/** "Suspended pending enquiries" says nothing of a payment. */
const isOfPost = (status: string): boolean => {
  const { status: post, hadLeaveReason } = readStatus(status)
  return hadLeaveReason || (post !== null && post !== 'ended')
}

const datesWithin = (text: string, today: string) =>
  findDates(text, today).map(({ on, start }) => ({
    on,
    isUntil: /\b(?:until|till?|to|expires?)\s*$/i.test(text.slice(0, start)),
  }))

const readReference = (text: string): string | null =>
  isBlank(text) ? null : text.replace(/\s+/g, ' ').slice(0, longestReference)
