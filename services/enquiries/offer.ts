import type { Delivery } from '#prisma/generated/enums.ts'
import type { Part, SealedContent, TextOf } from '#services/core/life/sealed-text.ts'
import { type Line, quantityWords, sumOf, sumOfLine, vatWords } from '#services/core/price-lines.ts'
import { counted, listed, longDate, money } from '#services/core/words.ts'
import { deliveryWords } from '#services/offerings/index.ts'

/** A day that is proposed, and two times of London's clock ("09:30"). */
export type OfferDate = { on: string; from: string; to: string }

export type OfferingPerson = { personId: string; name: string }

/** What a provider offers for a need, or what the host would rather have. Money in pence, days as ISO. */
export type OfferParts = {
  /** Who wrote this version. */
  by: 'host' | 'provider'
  lines: Line[]
  expenses: string
  mode: Delivery | null
  dates: OfferDate[]
  /** How long it takes in all, in hundredths of a day: 250 is two days and a half. */
  days: number | null
  /** Who would deliver it, as far as that is said. */
  people: OfferingPerson[]
  /** The last day on which it can be chosen; null where none is said. */
  validUntil: string | null
  note: string
}

/** What an offer is the text of. */
export const offerOf = (enquiryId: string): TextOf => ({ kind: 'enquiry-offer', subjectId: enquiryId })

/** The most of each that an offer may hold. */
export const mostOf = { lines: 12, dates: 6, people: 10 } as const

/** "2.5 days", from hundredths. */
export const daysWords = (hundredths: number): string => counted(hundredths / 100, 'day')

/** "A day with you: 2 × day at £520, VAT 20%: £1,248", "…, outside the scope of VAT: £1,040". */
export const offerLineWords = (line: Line): string => {
  const vat =
    line.vat === 'exempt'
      ? 'exempt from VAT'
      : line.vat === 'outside-scope'
        ? vatWords[line.vat]
        : `VAT ${vatWords[line.vat]}`
  return `${line.what}: ${quantityWords(line.quantity)} × ${line.unit} at ${money(line.pricePence)}, ${vat}: ${money(sumOfLine(line).totalPence)}`
}

export const offerDateWords = ({ on, from, to }: OfferDate): string => `${longDate(on)}, ${from} to ${to}`

/** "£1,040", or with VAT "£1,248, of which £208 VAT"; null where nothing is asked. */
export const totalWords = (lines: readonly Line[]): string | null => {
  if (lines.length === 0) return null
  const { totalPence, vatPence } = sumOf(lines)
  return vatPence === 0 ? money(totalPence) : `${money(totalPence)}, of which ${money(vatPence)} VAT`
}

const partTitles: Record<string, string> = {
  lines: 'Price',
  expenses: 'Expenses',
  days: 'How long',
  dates: 'Dates',
  mode: 'How',
  people: 'Who would deliver it',
  validUntil: 'Can be chosen until',
  note: 'In their words',
}

/** What a part of an offer is called on pages. */
export const offerPartCalled = (part: string): string => partTitles[part] ?? part

/** Whether a part is what was offered, and not who wrote it or the words beside it. */
export const isOffered = (part: string): boolean => part !== 'by' && part !== 'note'

/** The whole text, as it is sealed and read. A line that ends with a colon begins a section. */
const offerText = (parts: OfferParts, { title, provider, host }: OfferNames): string => {
  const section = (part: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${offerPartCalled(part)}:`, ...lines, '']
  const total = totalWords(parts.lines)
  return [
    `Offer of “${title}” by ${provider} to ${host}.`,
    '',
    ...section('lines', [
      ...parts.lines.map(offerLineWords),
      total === null ? 'Nothing is asked for it.' : `${total} in all.`,
    ]),
    ...section('expenses', parts.expenses === '' ? [] : [parts.expenses]),
    ...section('days', parts.days === null ? [] : [daysWords(parts.days)]),
    ...section('dates', parts.dates.map(offerDateWords)),
    ...section('mode', parts.mode === null ? [] : [deliveryWords[parts.mode]]),
    ...section('people', parts.people.length === 0 ? [] : [`${listed(parts.people.map(({ name }) => name))}.`]),
    ...section('validUntil', parts.validUntil === null ? [] : [longDate(parts.validUntil)]),
  ]
    .join('\n')
    .trimEnd()
}

export type OfferNames = { title: string; provider: string; host: string }

/** An offer as it is sealed: its text, and the same in parts. */
export const offerContent = (parts: OfferParts, names: OfferNames): SealedContent => ({
  text: offerText(parts, names),
  parts: parts as Readonly<Record<string, Part | undefined>>,
})

/** The parts of a sealed offer. They were written by `offerContent`. */
export const offerIn = ({ parts }: SealedContent): OfferParts => parts as unknown as OfferParts

/** Whether an offer cannot be chosen any more on a day (ISO). */
export const isOver = ({ validUntil }: Pick<OfferParts, 'validUntil'>, today: string): boolean =>
  validUntil !== null && validUntil < today
