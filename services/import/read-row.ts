import { type YotRegister, yotsNamedIn } from '#services/yots/index.ts'
import { type SheetRow, textOf } from './cell.ts'
import { looksLikeChild } from './child-details.ts'
import type { Field } from './heading-words.ts'
import type { Column, Headings } from './headings.ts'
import { type MembershipFacts, readMembership } from './read-membership.ts'
import { readNames } from './read-names.ts'
import { type PersonOnRow, readPeople } from './read-people.ts'
import { readPost } from './read-post.ts'
import type { PostStatus } from './read-status.ts'
import type { WarningCode } from './warnings.ts'

/** Everything a row says, read but not yet compared with anybody. Notes and reasons for leave are not in it. */
export interface RowFacts {
  row: number
  /** Why the row is nobody at all: a total, the headings again, a line of text; or somebody left it out. */
  notPeople: 'total' | 'headings' | 'text' | 'left-out' | null
  yotText: string
  people: readonly PersonOnRow[]
  /** Job titles of the vacant posts; null when the post is not named. */
  vacancies: readonly (string | null)[]
  status: PostStatus | null
  /** Said to be in post, without saying how. */
  isInPost: boolean
  /** Last day in the post, when the row says so. */
  endedOn: string | null
  membership: MembershipFacts
  /** Holds what looks like a child's details: nothing of the row may be applied. `isWho` when names or addresses do. */
  held: 'no' | 'text' | 'who'
  /** How the spreadsheet shows the row: somebody hid it, or struck it or who it is about through. */
  shown: 'plainly' | 'hidden' | 'struck'
  /** Codes of services that a note names, other than the row's own text does. */
  notedYots: readonly string[]
  warnings: readonly WarningCode[]
  /** Put into effect already, and kept for what other rows are compared with. */
  isSettled?: boolean
}

const whoFields = new Set<Field | null>(['name', 'firstName', 'lastName', 'email', 'yot'])
const plainFields = new Set<Field | null>(['joinedOn', 'paidOn', 'paidUntil', 'po', 'invoice'])

/** Whether a row has nothing in it at all. */
export const isBlankRow = ({ cells }: SheetRow): boolean => cells.every((cell) => textOf(cell) === '')

/** Reads one row under its headings. `today` (YYYY-MM-DD) decides the century of "26" and the age of a child. */
export const readRow = (typed: SheetRow, headings: Headings, today: string, register: YotRegister): RowFacts => {
  const { columns } = headings
  const shown = shownAs(typed, columns)
  const row = shown === 'struck' ? typed : withoutStruck(typed)
  const read = readPeople(row, columns)
  const post = readPost(row, columns, today)
  const membership = readMembership(row, columns, today)
  const held = readHeld(row, columns, today)
  const isVacantRow = read.people.length === 0 && read.vacancies.length === 0 && post.status === 'vacant'
  const vacancies = isVacantRow ? [read.position] : read.vacancies
  const yots = columns.filter(({ field }) => field === 'yot').map(({ index }) => textOf(row.cells[index]))
  const warnings = new Set<WarningCode>([
    ...(held === 'no' ? [] : (['child-details'] as const)),
    ...read.warnings,
    ...post.warnings,
    ...membership.warnings,
  ])
  return {
    row: row.row,
    notPeople: readNotPeople(row, columns),
    yotText: yots.find((text) => text !== '') ?? '',
    people: read.people,
    vacancies,
    status: read.people.length === 0 && vacancies.length > 0 ? 'vacant' : post.status,
    isInPost: post.isInPost,
    endedOn: post.endedOn,
    membership: membership.facts,
    held,
    shown,
    notedYots: held === 'no' ? readNotedYots(row, columns, register) : [],
    warnings: [...warnings],
  }
}

const shownAs = ({ cells, struck = [], isHidden }: SheetRow, columns: readonly Column[]): RowFacts['shown'] => {
  const isWho = (index: number) => columns.some((column) => column.index === index && whoFields.has(column.field))
  const isAll = cells.every((cell, index) => textOf(cell) === '' || struck.includes(index))
  if (struck.length > 0 && (isAll || struck.some(isWho))) return 'struck'
  return isHidden ? 'hidden' : 'plainly'
}

/** A single cell struck through is one that holds no longer. */
const withoutStruck = (row: SheetRow): SheetRow => {
  const { struck = [] } = row
  return struck.length === 0
    ? row
    : { ...row, cells: row.cells.map((cell, index) => (struck.includes(index) ? null : cell)) }
}

const readNotedYots = ({ cells }: SheetRow, columns: readonly Column[], register: YotRegister): string[] => {
  const notes = columns.filter(({ field }) => field === 'notes').map(({ index }) => textOf(cells[index]))
  return [...new Set(notes.flatMap((note) => yotsNamedIn(register, note)))]
}

const readHeld = ({ cells }: SheetRow, columns: readonly Column[], today: string): RowFacts['held'] => {
  const hits = cells.flatMap((cell, index) => {
    const field = columns.find((column) => column.index === index)?.field ?? null
    return !plainFields.has(field) && looksLikeChild(textOf(cell), today) ? [field] : []
  })
  if (hits.length === 0) return 'no'
  return hits.some((field) => whoFields.has(field)) ? 'who' : 'text'
}

const total = /^(?:grand |sub-? ?)?totals?\b/i
const sectionWords = /\b(?:region|members|yots|services|page|updated|key|notes?|list|council|count|as at)\b|[:*]/i
const place =
  /^(?:(?:north|south|east|west|eastern|mid|midlands?|mids|england|wales|london|yorkshire|humber\w*|greater|and|the|&|of)\b[\s&-]*)+$/i
const longestLoneName = 40

const readNotPeople = ({ cells }: SheetRow, columns: readonly Column[]): RowFacts['notPeople'] => {
  const filled = cells.flatMap((cell, index) => (textOf(cell) === '' ? [] : [{ index, text: textOf(cell) }]))
  const [first, second] = filled
  if (first && total.test(first.text) && !filled.some(({ text }) => text.includes('@'))) return 'total'
  const headed = columns.filter(({ index, heading }) => textOf(cells[index]).replace(/\s+/g, ' ') === heading)
  if (headed.length > 1 && headed.length === filled.length) return 'headings'
  const understood = columns.filter(({ field }) => field !== null && field !== 'ignored').length
  if (!first || second || understood < 3 || first.text.includes('@')) return null
  const field = columns.find(({ index }) => index === first.index)?.field ?? null
  const isName =
    field === 'name' &&
    first.text.length <= longestLoneName &&
    readNames(first.text).some(({ name }) => name.includes(' '))
  return field === 'yot' ||
    field === 'status' ||
    (isName && !sectionWords.test(first.text) && !place.test(first.text)) ||
    isVacancy(first.text)
    ? null
    : 'text'
}

const isVacancy = (text: string) => /\bvacan(?:t|cy)\b/i.test(text)
