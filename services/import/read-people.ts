import { foldText } from '#services/core/fold.ts'
import type { SheetRow } from './cell.ts'
import { textOf } from './cell.ts'
import type { Column } from './headings.ts'
import { addressInText, readEmails } from './read-emails.ts'
import { isVacantName, type ReadName, readNames } from './read-names.ts'
import { cleanPosition, type PostStatus } from './read-status.ts'
import type { WarningCode } from './warnings.ts'

/** One person a row names. `isCertain` is false when a person must say who, or whose address it is. */
export interface PersonOnRow {
  name: string | null
  email: string | null
  position: string | null
  status: PostStatus | null
  isCertain: boolean
  /** The position is the heading that the name stands under: "Deputy". */
  isRole?: boolean
  /** Who somebody said it is: the key of a person held, or "new". */
  is?: string
}

export interface PeopleOnRow {
  people: readonly PersonOnRow[]
  /** Job titles of the posts whose name says "vacant"; null when the post is not named. */
  vacancies: readonly (string | null)[]
  /** The job title of the row, whoever it is for. */
  position: string | null
  warnings: readonly WarningCode[]
}

interface Block {
  nameText: string
  emailText: string
  role: string | null
}

/** The people of one row: from a name column, first and last names, or several name columns side by side. */
export const readPeople = ({ cells }: SheetRow, columns: readonly Column[]): PeopleOnRow => {
  const text = (column: Column) => textOf(cells[column.index])
  const of = (field: Column['field']) => columns.filter((column) => column.field === field)
  const blocks = readBlocks(of, text)
  const positions =
    of('position')
      .map(text)
      .find((position) => position !== '') ?? ''
  const warnings = new Set<WarningCode>()
  const read = blocks.map((block) => {
    const { emails, hasBroken } = readEmails(block.emailText)
    if (hasBroken) warnings.add('email-invalid')
    const isVacant = isVacantName(block.nameText)
    const names = readNames(block.nameText)
    if (names.some((name) => name.hadLeaveReason)) warnings.add('leave-reason-dropped')
    if (isVacant && names.length === 0 && emails.length > 0) warnings.add('email-ignored')
    const { paired, isUnpaired } =
      isVacant && names.length === 0 ? { paired: [], isUnpaired: false } : pair(names, emails)
    if (!isUnpaired && paired.some((person) => !person.isCertain)) warnings.add('name-unclear')
    if (isUnpaired)
      warnings.add(names.length > emails.length && emails.length === 1 ? 'email-shared' : 'emails-unpaired')
    return { isVacant, role: block.role, people: paired.map((person) => ({ ...person, position: block.role })) }
  })
  const people = read.flatMap((block) => block.people)
  const split = positions.split(/\s*[;/\n|]\s*/).filter((part) => part !== '')
  const isOneEach = split.length > 1 && split.length === people.length
  const isOneColumn = blocks.length === 1
  const position = cleanPosition(positions) || null
  return {
    people: people.map((person, i) => {
      const own = isOneEach
        ? cleanPosition(split[i] ?? '') || null
        : isOneColumn || person.position === null
          ? position
          : null
      const isRole = own === null && person.position !== null
      return { ...person, position: own ?? person.position, ...(isRole ? { isRole } : {}) }
    }),
    vacancies: read
      .filter((block) => block.isVacant)
      .map((block) => (isOneColumn ? (position ?? block.role) : (block.role ?? position))),
    position,
    warnings: [...warnings],
  }
}

const readBlocks = (of: (field: Column['field']) => Column[], text: (column: Column) => string): Block[] => {
  const names = of('name')
  const emails = of('email')
  const firstEmail = emails.map(text).find((email) => email !== '') ?? ''
  const parts = joinParts(of('firstName').map(text).join(' ').trim(), of('lastName').map(text).join(' ').trim())
  if (names.length > 1 && names.length === emails.length) {
    return names.map((name, i) => {
      const email = emails[i]
      return { nameText: text(name), emailText: email ? text(email) : '', role: name.role }
    })
  }
  const [name] = names
  const allNames = names
    .map(text)
    .filter((part) => part !== '')
    .join('\n')
  const nameText = allNames || parts
  const withoutColumn = name || parts ? '' : firstEmail.replace(addressInText, '').replace(/[()]/g, '')
  const emailInName = emails.length === 0 || firstEmail === '' ? nameText : ''
  const bareName = (nameText || withoutColumn)
    .replace(addressInText, ' ')
    .replace(/\(\s*\)/g, '')
    .trim()
  return [
    {
      nameText: bareName,
      emailText: firstEmail || (emailInName.includes('@') ? emailInName : ''),
      role: names.length === 1 ? (name?.role ?? null) : null,
    },
  ]
}

/** First and last names of one or several people: "Jane & Bob" with "Smith & Jones", or sharing "Smith". */
const joinParts = (first: string, last: string): string => {
  if (first === '' || last === '') return first || last
  const split = (text: string) => text.split(/\s*(?:[;/&+\n]|\band\b)\s*/i).filter((part) => part !== '')
  const firsts = split(first)
  const lasts = split(last)
  if (firsts.length > 1 && (lasts.length === firsts.length || lasts.length === 1)) {
    return firsts.map((name, i) => `${name} ${lasts[i] ?? lasts[0] ?? ''}`).join('\n')
  }
  return `${first} ${last}`
}

type Paired = Omit<PersonOnRow, 'position'>

/**
 * Whose address is whose: as many as names go in order, unless the addresses themselves say another order; otherwise
 * only those an address plainly belongs to get one.
 */
const pair = (typed: readonly ReadName[], emails: readonly string[]): { paired: Paired[]; isUnpaired: boolean } => {
  const names = typed.map((name) => withSurname(name, emails))
  const person = (name: ReadName | null, email: string | null, isCertain: boolean): Paired => ({
    name: name?.name ?? null,
    email,
    status: name?.status ?? null,
    isCertain: isCertain && !name?.isUnclear,
  })
  const inOrder = (isCertain: boolean) => names.map((name, i) => person(name, emails[i] ?? null, isCertain))
  if (names.length === 0) return { paired: emails.map((email) => person(null, email, true)), isUnpaired: false }
  if (emails.length === 0 || (names.length === 1 && emails.length === 1))
    return { paired: inOrder(true), isUnpaired: false }

  const owners = emails.map((email) => ownerOf(email, names))
  const own = names.map((_, i) => emails.filter((_email, j) => owners[j] === i))
  const isInOrder = own.every((mine, i) => mine.length === 0 || (mine.length === 1 && mine[0] === emails[i]))
  if (isInOrder && names.length === emails.length) return { paired: inOrder(true), isUnpaired: false }

  const onlyOwn = own.map((mine) => (mine.length === 1 ? (mine[0] ?? null) : null))
  const left = emails.filter((email) => !onlyOwn.includes(email))
  const unowned = onlyOwn.filter((mine) => mine === null).length
  const isLastLeft = left.length === 1 && unowned === 1
  const isUnpaired = left.length > 0 && !isLastLeft
  const paired = names.map((name, i) => {
    const email = onlyOwn[i] ?? (isLastLeft ? (left[0] ?? null) : null)
    return person(name, email ?? (names.length === 1 ? (emails[0] ?? null) : null), email !== null || !isUnpaired)
  })
  const isOneNamed = names.length === 1 && onlyOwn[0] === null
  const extra = names.length < emails.length && !isOneNamed ? left.map((email) => person(null, email, false)) : []
  return { paired: [...paired, ...extra], isUnpaired }
}

/** "Jane" of "Jane & Bob Smith" is Jane Smith when an address says so: jane.smith@. */
const withSurname = (name: ReadName, emails: readonly string[]): ReadName => {
  const { sharing } = name
  if (sharing === null) return name
  const [first = '', last = ''] = foldText(sharing).split(' ')
  const isSaid = emails.some((email) => {
    const own = ownPart(email)
    return own.includes(last) && own.startsWith(first)
  })
  return isSaid ? { ...name, name: sharing, isUnclear: false } : name
}

const ownPart = (email: string) => foldText(email.split('@')[0] ?? '').replaceAll(' ', '')

/** Which of the names an address plainly belongs to: the one it says most of, if it says any and none as much. */
const ownerOf = (email: string, names: readonly ReadName[]): number | null => {
  const own = ownPart(email)
  const scores = names.map(({ name }) => {
    const words = foldText(name).split(' ')
    const first = words[0] ?? ''
    const last = words.at(-1) ?? ''
    const hasLast = words.length > 1 && last.length > 1 && own.includes(last)
    const hasFirst = first.length > 1 && own.startsWith(first)
    const isInitial = own.startsWith(first.charAt(0)) && (hasLast || own.length === 1)
    return (hasLast ? 2 : 0) + (hasFirst ? 2 : 0) + (isInitial ? 1 : 0)
  })
  const most = Math.max(...scores)
  return most > 0 && scores.filter((score) => score === most).length === 1 ? scores.indexOf(most) : null
}
