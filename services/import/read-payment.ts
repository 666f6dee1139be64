import { type Cell, isBlank, textOf } from './cell.ts'
import { findDates } from './read-date.ts'

export interface ReadMoney {
  pence: number | null
  isUnclear: boolean
}

const nothing: ReadMoney = { pence: null, isUnclear: false }
const unclear: ReadMoney = { pence: null, isUnclear: true }
const mostPounds = 100_000
const number = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?`
const ends = String.raw`(?!\d|[.,]\d|\s?[kKmM%]\b|(?!p(?:ai)?d)[A-Za-z]|\s\d{3}\b)`
const marked = new RegExp(
  String.raw`(?<![-\d])(?:£|\bGBP)\s?(${number})${ends}|(?<![-£$€.,\d])\b(${number})\s?(?:GBP|pounds?)\b`,
  'gi',
)
const bare = new RegExp(String.raw`(?<![-£$€.,/\w]|\d\s)(${number})${ends}(?!\s?[€$]|\/)`, 'g')
const references =
  /\b(?:po|p\.o\.|inv(?:oice)?|ref(?:erence)?|order|chq|cheque|no|number|account|acct)\b\.?[\s:#-]*(?:no\.?|number)?[\s:#-]*[\w/-]*\d[\w/-]*/gi

const toPence = (typed: string): ReadMoney => {
  const pounds = Number(typed.replaceAll(',', ''))
  if (pounds > mostPounds) return unclear
  return { pence: Math.round(pounds * 100), isUnclear: false }
}

/**
 * The first clear sum of a cell, in pence: one marked £ or GBP; else one with pence (150.00); else the only number
 * there once dates and reference numbers are set aside. Foreign, negative and malformed sums are unclear.
 */
export const readMoney = (cell: Cell | undefined, today: string): ReadMoney => {
  if (typeof cell === 'number') {
    const pence = Math.round(cell * 100)
    if (cell < 0 || cell > mostPounds || Math.abs(cell * 100 - pence) > 0.01) return unclear
    return { pence, isUnclear: false }
  }
  if (cell instanceof Date || typeof cell === 'boolean') return nothing
  const text = textOf(cell)
  if (isBlank(text) || !/\d/.test(text)) return nothing
  if (/^\(.*\)$/.test(text)) return unclear
  if (/\bv\.?a\.?t\b/i.test(text)) return readMoneyBesideVat(text, today)
  const [first] = text.matchAll(marked)
  if (first) return toPence(first[1] ?? first[2] ?? '')
  if (/[£$€]|\b(?:EUR|USD)\b/i.test(text)) return unclear
  const numbers = [...withoutDates(text, today).replace(references, ';').matchAll(bare)].map((match) => match[1] ?? '')
  const withPence = numbers.find((typed) => /\.\d\d$/.test(typed))
  if (withPence) return toPence(withPence)
  const [only] = numbers
  if (only === undefined) return /\d/.test(withoutDates(text, today).replace(references, ';')) ? unclear : nothing
  return numbers.length === 1 ? toPence(only) : unclear
}

const vatIncluded =
  /\b(?:inc|incl|including|inclusive|included|with)\b\.?(?: of)?[\s:(]*(?:20 ?%)?\s*vat\b\.?|\bvat (?:inc|incl|included|inclusive)\b\.?/i
const vatAlone =
  /[\s,;([]*(?:20 ?%\s*)?(?:£|gbp)?\s?[\d,.]*\s?vat\b[\s:.=]*(?:(?:£|gbp)\s?[\d,]+(?:\.\d{1,2})?)?[)\]]*/i
const vatSetApart = /\b(?:no|zero|nil|exempt from|without) vat\b|\bvat (?:exempt|free)\b/i

/** A sum that VAT is in, or has none, is the sum; one that VAT is still to come to is not the one paid. */
const readMoneyBesideVat = (text: string, today: string): ReadMoney => {
  const isIncluded = vatIncluded.test(text)
  if (!isIncluded && !vatSetApart.test(text)) return unclear
  const left = text.replace(vatSetApart, ' ').replace(vatIncluded, ' vat ').replace(vatAlone, ' ').trim()
  return /\bvat\b/i.test(left) ? unclear : readMoney(left, today)
}

/** Without dates and years like 2026/27, which are no sums. */
const withoutDates = (text: string, today: string) =>
  findDates(text, today)
    .reduceRight((left, { start, end }) => `${left.slice(0, start)};${left.slice(end)}`, text)
    .replace(/\b(?:19|20)\d\d ?[/-] ?(?:\d\d)?\d\d\b/g, ';')

/** `isPaid` is null when the words do not say; `isUnclear` when they say something we cannot read. */
export interface ReadPaid {
  isPaid: boolean | null
  isUnclear: boolean
}

const refused =
  /\b(?:un-?paid|not (?:yet )?(?:been )?(?:paid|received|cleared)|(?:has|have)n['’]?t (?:yet )?paid|(?:to|will|should) be paid|when paid|never paid|not yet|no payment|non-?payment|bounced|failed)\b/i
const settled = /\b(?:paid|pd|received|rec'?d|cleared|settled)\b/i
const owed =
  /\b(?:outstanding|over-?due|owed|owes|owing|due|to pay|await\w+|pending|chas\w+|remind\w*|invoiced?|lapsed|expired|arrears|sent)\b/i
const method = /\b(?:bacs|chaps|faster payment|cheque|chq|card|cash|d\/?d|direct debit|standing order)\b/i
const partly = /\bpart(?:ly|ial(?:ly)?)?[- ]?(?:paid|payment)?\b|\brefund\w*|\binstal\w*|\bhalf\b|\bdeposit\b|\?/i
const excused = /\b(?:waived?|free|foc|honorary|hon|exempt|complimentary)\b/i
const yes = /^(?:(?:y|yes|true)\b|1$|[✓✔☑✅√])/iu
const no = /^(?:(?:n|no|false)\b(?!\.? ?\d)|0$|[✗✘✖❌☐×])/iu

/** Whether a cell says the subscription is paid. Negations win; "invoiced" is not paid; "part paid" is nobody's yes. */
export const readPaid = (cell: Cell | undefined): ReadPaid => {
  if (typeof cell === 'boolean') return { isPaid: cell, isUnclear: false }
  const text = textOf(cell)
  if (isBlank(text)) return { isPaid: null, isUnclear: false }
  if (partly.test(text)) return { isPaid: null, isUnclear: true }
  if (no.test(text) || refused.test(text)) return { isPaid: false, isUnclear: false }
  if (yes.test(text) || settled.test(text)) return { isPaid: true, isUnclear: false }
  if (owed.test(text)) return { isPaid: false, isUnclear: false }
  if (method.test(text)) return { isPaid: true, isUnclear: false }
  return { isPaid: null, isUnclear: !/\d/.test(text) && !excused.test(text) }
}

export type MembershipKind = 'group' | 'individual'

/** Group or individual membership, when the words say one and not the other. */
export const readMembershipKind = (text: string): MembershipKind | null => {
  const isGroup = /\b(?:group|team|corporate|organisation(?:al)?|whole service)\b/i.test(text)
  const isIndividual = /\b(?:individual|single|personal|sole)\b/i.test(text)
  return isGroup === isIndividual ? null : isGroup ? 'group' : 'individual'
}
