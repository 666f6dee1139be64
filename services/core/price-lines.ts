/*
 * Lines of a price, in quotes and in terms, and their sums. Whole pence, quantities in hundredths, VAT in basis points; halves are rounded up, line by line, as HMRC's
 * VAT guide (Notice 700, 17.5) allows. The exchange records what the sides
 * chose for VAT and never works it out from who they are.
 */

/** How VAT stands for a line: a rate in basis points (2000 is 20%), or why there is none. */
export const vatTreatments = ['standard', 'reduced', 'zero', 'exempt', 'outside-scope'] as const
export type VatTreatment = (typeof vatTreatments)[number]

const basisPoints: Record<VatTreatment, number> = {
  standard: 2000,
  reduced: 500,
  zero: 0,
  exempt: 0,
  'outside-scope': 0,
}

export const vatWords: Record<VatTreatment, string> = {
  standard: '20%',
  reduced: '5%',
  zero: '0%',
  exempt: 'exempt',
  'outside-scope': 'outside the scope of VAT',
}

export type Line = {
  what: string
  /** Hundredths: 250 is two and a half. */
  quantity: number
  /** "day", "place", "hour". */
  unit: string
  /** For one unit, before VAT. */
  pricePence: number
  vat: VatTreatment
}

export type LineSum = { netPence: number; vatPence: number; totalPence: number }

/** A product divided, halves up; for integers of nought or more, exact up to 2^53. */
const dividedHalfUp = (product: number, by: number): number => Math.floor((2 * product + by) / (2 * by))

export const sumOfLine = ({ quantity, pricePence, vat }: Pick<Line, 'quantity' | 'pricePence' | 'vat'>): LineSum => {
  const netPence = dividedHalfUp(quantity * pricePence, 100)
  const vatPence = dividedHalfUp(netPence * basisPoints[vat], 10_000)
  return { netPence, vatPence, totalPence: netPence + vatPence }
}

/** The sum of the lines' sums, and nothing else. */
export const sumOf = (lines: readonly Pick<Line, 'quantity' | 'pricePence' | 'vat'>[]): LineSum =>
  lines.map(sumOfLine).reduce(
    (sum, line) => ({
      netPence: sum.netPence + line.netPence,
      vatPence: sum.vatPence + line.vatPence,
      totalPence: sum.totalPence + line.totalPence,
    }),
    { netPence: 0, vatPence: 0, totalPence: 0 },
  )

/** "2.5", "1", "0.25", from hundredths. */
export const quantityWords = (hundredths: number): string => String(hundredths / 100)
