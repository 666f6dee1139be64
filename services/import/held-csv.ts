import { foldText } from '#services/core/fold.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { resolveYot, type YotRegister } from '#services/yots/index.ts'
import { type Cell, isBlank, type SheetRow, textOf } from './cell.ts'
import { decodeText } from './decode-text.ts'
import { csvLines, delimiters, parseCsv } from './read-csv.ts'
import { readDate } from './read-date.ts'
import { readEmails } from './read-emails.ts'
import { isVacantName } from './read-names.ts'
import { cleanPosition, readStatus } from './read-status.ts'
import type { Held, HeldPerson, HeldPost } from './records.ts'

const columns = ['person_id', 'name', 'email', 'service_code', 'position', 'post_status', 'paid_until'] as const
type ColumnName = (typeof columns)[number]

/**
 * People already held, from a CSV with the columns person_id, name, email, service_code, position, post_status and
 * paid_until. Several rows of one person_id are several posts; a vacant post has no person. What the file has no column
 * for (joined, amounts) is not known, and so never changed.
 */
export const readHeldCsv = (bytes: Uint8Array, register: YotRegister, today: string): Result<Held> => {
  const text = decodeText(bytes)
  const rows =
    text === null
      ? null
      : delimiters
          .map((delimiter) => parseCsv(csvLines(text), delimiter))
          .find((read) => read.ok && indexOf(read.value[0], 'person_id') !== null)
  if (!rows?.ok) return refused(`The file of people already held needs these columns: ${columns.join(', ')}.`)
  const [heading, ...below] = rows.value
  const missing = columns.filter((column) => indexOf(heading, column) === null)
  if (missing.length > 0) return refused(`The file of people already held lacks a column: ${missing.join(', ')}.`)

  const people = new Map<string, HeldPerson>()
  const vacancies: HeldPost[] = []
  for (const row of below) {
    const cell = (column: ColumnName): Cell => row.cells[indexOf(heading, column) ?? -1] ?? null
    const get = (column: ColumnName) => (isBlank(textOf(cell(column))) ? '' : textOf(cell(column)))
    const code = get('service_code')
    const match = resolveYot(register, code)
    const yot = register.yots.has(code) || match.kind !== 'exact' ? code : match.code
    const post: HeldPost = {
      key: `held:${row.row}`,
      yot,
      position: cleanPosition(get('position')) || null,
      status: readStatus(get('post_status').replaceAll('_', ' ')).status ?? 'substantive',
    }
    const name = get('name')
    const id = get('person_id') || (name === '' ? '' : `row ${row.row}`)
    if (id === '' || isVacantName(name) || (name === '' && post.status === 'vacant')) {
      if (post.status === 'vacant' && yot !== '') vacancies.push(post)
      continue
    }
    const { emails } = readEmails(get('email'))
    const paidUntil = readDate(cell('paid_until'), today).on
    const known = people.get(id)
    people.set(id, {
      key: id,
      name: known?.name ?? name,
      emails: [...new Set([...(known?.emails ?? []), ...emails])],
      posts: [...(known?.posts ?? []), ...(yot === '' ? [] : [post])],
      membership: { paidUntil: known?.membership.paidUntil ?? paidUntil },
    })
  }
  return ok({ people: [...people.values()], vacancies })
}

const indexOf = (heading: SheetRow | undefined, column: ColumnName): number | null => {
  const at = heading?.cells.findIndex((cell) => foldText(textOf(cell)) === foldText(column)) ?? -1
  return at < 0 ? null : at
}
