import type { Basis, Delivery } from '#prisma/generated/enums.ts'
import type { SealedContent } from '#services/core/life/sealed-text.ts'
import { type Line, quantityWords, sumOf, sumOfLine, vatWords } from '#services/core/price-lines.ts'
import { listed, longDate, money } from '#services/core/words.ts'

/** One time at which the work takes place: a day and two times of London's clock ("09:30"); to next day where the end is earlier. */
export type Session = { on: string; from: string; to: string; mode: Delivery; place: string }

/** Who delivers. The name is kept as it was when the terms were written. */
export type Deliverer = { personId: string; name: string }

/** What two sides agree, part by part. Money in pence, days as ISO. */
export type TermsParts = {
  people: Deliverer[]
  work: string
  sessions: Session[]
  /** For work without sessions. */
  period: { from: string; to: string } | null
  lines: Line[]
  expenses: string
  cancellation: { days: number; percent: number } | null
  documents: string
  data: string
  /** How a conflict of interest that has to be managed is managed; empty where there is none. */
  conflicts: string
}

const partNames = ['people', 'work', 'when', 'price', 'expenses', 'cancellation', 'documents', 'data'] as const
export type PartName = (typeof partNames)[number]

export const partTitles: Record<PartName, string> = {
  people: 'Who delivers it',
  work: 'What is delivered',
  when: 'When and where',
  price: 'What it costs',
  expenses: 'Expenses',
  cancellation: 'If it is cancelled',
  documents: 'Documents and materials',
  data: 'Personal data',
}

/** The most of each that terms may hold. */
export const most = { lines: 40, sessions: 30, people: 20, characters: 20_000, pence: 100_000_000 } as const

const paidBases: readonly Basis[] = ['charged', 'cost_recovery']
export const isPaid = (basis: Basis): boolean => paidBases.includes(basis)

/** The parts that are not there yet, in order. A text both sides can keep to says who, what, when, and for paid work how much. */
export const lackingParts = (parts: TermsParts, basis: Basis): PartName[] => {
  const isThere: Record<PartName, boolean> = {
    people: parts.people.length > 0,
    work: parts.work !== '',
    when: parts.sessions.length > 0 || parts.period !== null,
    price: !isPaid(basis) || parts.lines.length > 0,
    expenses: parts.expenses !== '',
    cancellation: !isPaid(basis) || parts.cancellation !== null,
    documents: parts.documents !== '',
    data: parts.data !== '',
  }
  return partNames.filter((name) => !isThere[name])
}

const modeWords: Record<Delivery, string> = {
  remote: 'remote',
  on_site: 'on site',
  hybrid: 'hybrid',
  download: 'by download',
}

/** "Tuesday 14 July 2026, 09:30 to 16:00, on site at Leeds". */
export const sessionWords = ({ on, from, to, mode, place }: Session): string =>
  `${longDate(on)}, ${from} to ${to}${to <= from ? ' the next day' : ''}, ${modeWords[mode]}${place === '' ? '' : ` at ${place}`}`

/** "2 days at £520, VAT 20%: £1,248". */
const lineWords = (line: Line): string =>
  `${line.what}: ${quantityWords(line.quantity)} × ${line.unit} at ${money(line.pricePence)}, VAT ${vatWords[line.vat]}: ${money(sumOfLine(line).totalPence)}`

/** "Cancelled less than 10 days before the first session: 50% of £1,248." */
const cancellationWords = ({ days, percent }: { days: number; percent: number }): string =>
  percent === 0
    ? 'Nothing is owed when it is cancelled before it begins.'
    : `Cancelled less than ${days} days before it begins: ${percent}% of the price is owed.`

/** The whole text, as it is sealed, read and printed. Lines that end with a colon begin a section. */
const termsText = (
  parts: TermsParts,
  { basis, title, provider, host }: { basis: Basis; title: string; provider: string; host: string },
): string => {
  const { netPence, vatPence, totalPence } = sumOf(parts.lines)
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${heading}:`, ...lines, '']
  return [
    `Terms of “${title}”, between ${provider} and ${host}.`,
    '',
    ...section(
      partTitles.people,
      [parts.people.length === 0 ? '' : `${listed(parts.people.map(({ name }) => name))}.`].filter(Boolean),
    ),
    ...section(partTitles.work, parts.work === '' ? [] : [parts.work]),
    ...section(partTitles.when, [
      ...parts.sessions.map(sessionWords),
      ...(parts.period === null ? [] : [`Between ${longDate(parts.period.from)} and ${longDate(parts.period.to)}.`]),
    ]),
    ...section(
      partTitles.price,
      isPaid(basis)
        ? [
            ...parts.lines.map(lineWords),
            ...(parts.lines.length === 0
              ? []
              : [`Together: ${money(netPence)} and ${money(vatPence)} VAT, ${money(totalPence)} in all.`]),
          ]
        : [basis === 'free' ? 'Nothing is paid for it.' : 'It is given in kind; nothing is paid for it.'],
    ),
    ...section(partTitles.expenses, parts.expenses === '' ? [] : [parts.expenses]),
    ...section(partTitles.cancellation, parts.cancellation === null ? [] : [cancellationWords(parts.cancellation)]),
    ...section(partTitles.documents, parts.documents === '' ? [] : [parts.documents]),
    ...section(partTitles.data, parts.data === '' ? [] : [parts.data]),
    ...section('How a conflict of interest is managed', parts.conflicts === '' ? [] : [parts.conflicts]),
  ]
    .join('\n')
    .trimEnd()
}

/** Terms as they are sealed: their text, and the same in parts. */
export const termsContent = (
  parts: TermsParts,
  of: { basis: Basis; title: string; provider: string; host: string },
): SealedContent => ({ text: termsText(parts, of), parts })

/** The parts of sealed terms. They were written by `termsContent`. */
export const partsIn = ({ parts }: SealedContent): TermsParts => parts as unknown as TermsParts

/** First and last ISO day on which something takes place; null while nothing says when. */
export const spanOf = ({
  sessions,
  period,
}: Pick<TermsParts, 'sessions' | 'period'>): { from: string; to: string } | null => {
  const days = [...sessions.map(({ on }) => on), ...(period === null ? [] : [period.from, period.to])].sort()
  const [from] = days
  const to = days.at(-1)
  return from !== undefined && to !== undefined ? { from, to } : null
}

/** What is owed when it is cancelled on a day (ISO): pence, by the terms in force. */
export const cancellationCharge = (
  parts: TermsParts,
  on: string,
  daysUntil: (from: string, to: string) => number,
): number => {
  const span = spanOf(parts)
  if (parts.cancellation === null || span === null) return 0
  const { days, percent } = parts.cancellation
  if (daysUntil(on, span.from) >= days) return 0
  return Math.floor((2 * sumOf(parts.lines).totalPence * percent + 100) / 200)
}
