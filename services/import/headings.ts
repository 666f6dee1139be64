import { foldText } from '#services/core/fold.ts'
import { resolveYot, type YotRegister } from '#services/yots/index.ts'
import { type Cell, type SheetRow, textOf } from './cell.ts'
import { type Field, headingWords, roleHeading } from './heading-words.ts'
import { cleanPosition } from './read-status.ts'

/** One column: its heading as typed, what it is read as (null: not understood), and the job title a heading names. */
export interface Column {
  index: number
  heading: string
  field: Field | null
  role: string | null
}

export interface Headings {
  /** Row number of the heading row, as the spreadsheet shows it. */
  row: number
  columns: readonly Column[]
}

const bracketed = /[([][^)\]]*[)\]]/g
const longestHeading = 60
/** A form's question, before what it asks for: "What is your name?", "Please enter your e-mail". */
const asked = /^(?:(?:please|enter|give|state|what|whats|who|is|are|your|own|the)\s+)+/

const readHeading = (index: number, cell: Cell | undefined): Column => {
  const heading = textOf(cell).replace(/\s+/g, ' ')
  const folded = foldText(heading.replace(bracketed, ' ')) || foldText(heading) || heading
  const fits = (text: string) => headingWords.find(([, patterns]) => patterns.some((pattern) => pattern.test(text)))
  const words = heading.length > longestHeading ? undefined : (fits(folded) ?? fits(folded.replace(asked, '')))
  const field = words?.[0] ?? null
  const role =
    field === 'name' && roleHeading.test(folded)
      ? cleanPosition(
          heading
            .replace(bracketed, ' ')
            .replace(/(?:['’]s)? names?$/i, '')
            .replace(/^names? of /i, '')
            .replace(/\bmanagers$/i, 'Manager'),
        ) || null
      : null
  return { index, heading, field, role }
}

const namesPeople = new Set<Field>(['name', 'firstName', 'lastName', 'email'])

/** What a row says as headings: how many different things are understood, and whether people are among them. */
const readHeadings = (cells: readonly Cell[], hidden: ReadonlySet<number>) => {
  const columns = cells
    .map((cell, index) => readHeading(index, cell))
    .filter(({ heading }) => heading !== '')
    .map((column): Column => (hidden.has(column.index) ? { ...column, field: 'ignored', role: null } : column))
  const fields = new Set(columns.flatMap(({ field }) => (field === null || field === 'ignored' ? [] : [field])))
  return {
    columns,
    count: fields.size,
    isAboutPeople: fields.size > 1 && [...fields].some((field) => namesPeople.has(field)),
  }
}

/** Headings of two lines that are two rows: "Name of" above "YOT", "Head of Service" above "Name". */
const joinLines = (above: readonly Cell[], below: readonly Cell[]): Cell[] =>
  Array.from({ length: Math.max(above.length, below.length) }, (_, i) => {
    const upper = above[i]
    const isText = !(upper instanceof Date) && !textOf(upper).includes('@')
    // A heading merged over both rows stands in both.
    const isSame = textOf(upper) === textOf(below[i])
    return `${isText && !isSame ? textOf(upper) : ''} ${textOf(below[i])}`.trim()
  })

const rowsToLookAt = 60
const rowsToSample = 200

/**
 * Finds the heading row: of the first rows, the one with most different things understood, at least two and one about
 * people. Null when no row is like that: the sheet holds no people. Nothing is read from a hidden column.
 */
export const findHeadings = (
  rows: readonly SheetRow[],
  register: YotRegister,
  hidden: ReadonlySet<number> = new Set(),
): Headings | null => {
  let best: { at: number; row: number; count: number; columns: Column[] } | null = null
  let looked = 0
  for (const [at, { row, cells }] of rows.entries()) {
    if (cells.every((cell) => textOf(cell) === '')) continue
    if (++looked > rowsToLookAt) break
    if (cells.some((cell) => cell instanceof Date || textOf(cell).includes('@'))) continue
    const above = rows[at - 1]
    const alone = readHeadings(cells, hidden)
    const joined = above?.row === row - 1 ? readHeadings(joinLines(above.cells, cells), hidden) : null
    const read = joined && joined.count > alone.count ? joined : alone
    if (read.isAboutPeople && (!best || read.count > best.count)) best = { at, row, ...read }
  }
  if (!best) return null
  const sample = rows.slice(best.at + 1, best.at + 1 + rowsToSample)
  return { row: best.row, columns: settle(best.columns, sample, register) }
}

const isHonorific = (text: string) => /^(?:mr|mrs|ms|miss|mx|dr|prof\w*|cllr|sir|dame|rev\w*)\.?$/i.test(text)
const isTick = (text: string) => /^(?:y|n|yes|no|true|false|[01x✓✔✗])$/i.test(text)
const isAddress = (text: string) => text.includes('@')
const isNumber = (text: string) => /^[\d\s()+-]{4,}$/.test(text)
const isSum = (text: string) => /£|\b(?:gbp|pounds?)\b|^-?\d{1,4}(?:\.\d{1,2})?$/i.test(text)

/** Decides what only the cells beneath can tell: which column is the service, what "Title" means, which year is the last. */
const settle = (columns: readonly Column[], sample: readonly SheetRow[], register: YotRegister): Column[] => {
  const share = ({ index }: Column, isLike: (text: string) => boolean): number => {
    const texts = sample.map(({ cells }) => textOf(cells[index])).filter((text) => text !== '')
    return texts.length === 0 ? 0 : texts.filter(isLike).length / texts.length
  }
  const strongest = (candidates: readonly Column[], strength: (column: Column) => number): Column | null =>
    candidates.reduce<Column | null>((best, next) => (best && strength(best) >= strength(next) ? best : next), null)

  const isTold = columns.some((column) => column.field === 'paid' && share(column, isSum) <= 0.5)
  const readNamesRight = columns.map((column): Column => {
    const isPayment = column.field === 'paidOn' || (column.field === 'paid' && isTold)
    if (isPayment && share(column, isSum) > 0.5) return { ...column, field: 'amount' }
    if (column.field !== 'name') return column
    if (share(column, isAddress) > 0.5) return { ...column, field: 'email', role: null }
    return share(column, isTick) > 0.5 || share(column, isNumber) > 0.5 ? { ...column, field: 'ignored' } : column
  })
  const having = (field: Field) => readNamesRight.filter((column) => column.field === field)
  const isPlainName = readNamesRight.some(
    ({ field, role }) => (field === 'name' && role === null) || field === 'firstName' || field === 'lastName',
  )
  const hasPosition = having('position').length > 0
  const hasAddresses = having('email').some((column) => share(column, isAddress) > 0)
  const chosen = new Map<Field, Column | null>([
    ['yot', strongest(having('yot'), (column) => share(column, (text) => resolveYot(register, text).kind !== 'none'))],
    ['paid', strongest(having('paid'), yearOf)],
    ['amount', strongest(having('amount'), yearOf)],
    ['paidUntil', strongest(having('paidUntil'), yearOf)],
    ['paidOn', strongest(having('paidOn'), yearOf)],
  ])
  return readNamesRight.map((column): Column => {
    const { field, role } = column
    if (field === 'title')
      return { ...column, field: hasPosition || share(column, isHonorific) > 0.5 ? 'ignored' : 'position' }
    if (field === 'name' && role !== null && isPlainName) return { ...column, field: 'ignored' }
    if (field === 'email' && hasAddresses && share(column, isAddress) === 0) return { ...column, field: 'ignored' }
    if (field !== null && (chosen.get(field) ?? column) !== column) return { ...column, field: 'ignored' }
    return column
  })
}

/** The year a heading speaks of ("Subs 2026/27"), 0 when it names none. */
const yearOf = ({ heading }: Column): number => Number(/\b(?:19|20)\d\d\b/.exec(heading)?.[0] ?? 0)
