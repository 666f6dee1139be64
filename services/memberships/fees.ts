import { z } from 'zod'
import { addDays } from '#services/core/clock.ts'
import { theseYears, typedDay } from '#services/core/day.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'

// What holds of every fee that is owed to the association: a membership's, and an outside provider's.

const reference = (what: string) => z.string().trim().max(60, `Keep the ${what} to 60 characters`).optional()

/** A purchase order number that the invoice is to carry. */
export const purchaseOrder = reference('purchase order number')

/** Whom the invoice goes to; both may be left empty. */
export const invoiceeFields = {
  invoiceName: z.string().trim().max(200, 'Keep the name to 200 characters').optional(),
  invoiceAddress: z.string().trim().max(500, 'Keep the address to 500 characters').optional(),
}

/** An invoice that was sent. */
export const invoicedFields = {
  invoicedOn: typedDay('Enter the day it was sent, like 27 3 2027', theseYears),
  invoiceReference: z
    .string({ error: 'Enter the number of the invoice' })
    .trim()
    .min(1, 'Enter the number of the invoice')
    .max(60, 'Keep the invoice number to 60 characters'),
}

/** A payment that came. */
export const paidFields = {
  paidOn: typedDay('Enter the day it was paid, like 27 3 2027', theseYears),
  invoiceReference: reference('invoice number'),
  poReference: purchaseOrder,
}

/** Columns for what a form said of whom to invoice. */
export const invoiceeIn = ({
  invoiceName,
  invoiceAddress,
}: {
  invoiceName?: string | undefined
  invoiceAddress?: string | undefined
}) => ({
  invoiceName: invoiceName ?? null,
  invoiceAddress: invoiceAddress ?? null,
})

/** Whether an invoice can have been sent on a day: within the last year, and not ahead. ISO days. */
export const checkInvoicedOn = (invoicedOn: string, today: string): Result<null> => {
  if (invoicedOn > today) return invalid({ invoicedOn: 'The day it was sent cannot be in the future' })
  if (invoicedOn < addDays(today, -365))
    return invalid({ invoicedOn: 'The day it was sent must be within the last year' })
  return ok(null)
}

/** Whether a fee can have been paid on a day: within the last two years, and not ahead. ISO days. */
export const checkPaidOn = (paidOn: string, today: string): Result<null> => {
  if (paidOn > today) return invalid({ paidOn: 'The day it was paid cannot be in the future' })
  if (paidOn < addDays(today, -730)) return invalid({ paidOn: 'The day it was paid must be within the last two years' })
  return ok(null)
}
