import { isBlank, type SheetRow, textOf } from './cell.ts'
import type { Field } from './heading-words.ts'
import type { Column } from './headings.ts'
import { findDates, readDate } from './read-date.ts'
import { readMembershipKind, readPaid } from './read-payment.ts'
import { type PostStatus, type ReadStatus, readNote, readStatus } from './read-status.ts'
import type { WarningCode } from './warnings.ts'

/** Where the row says the post stands. `endedOn` (YYYY-MM-DD) only with `ended`, and only when the row has it. */
export interface PostOnRow {
  status: PostStatus | null
  /** Said to be in post, without saying how. */
  isInPost: boolean
  endedOn: string | null
  warnings: readonly WarningCode[]
}

/** Of several things said, the first of these counts: "Active" with "on leave" in the notes is on leave. */
const strongestFirst: readonly PostStatus[] = ['ended', 'vacant', 'on leave', 'acting', 'interim', 'substantive']
const isNo = (text: string) => /^(?:n|no|not?|false|0|✗|✘|×)[.!]?$/i.test(text)
const isYes = (text: string) => /^(?:y|yes|true|1|x|✓|✔|☑)[.!]?$/i.test(text)

/** Gathers what the status, post, leaving and leave columns and the notes say. Reasons are heard and dropped. */
export const readPost = ({ cells }: SheetRow, columns: readonly Column[], today: string): PostOnRow => {
  const said: (PostStatus | null)[] = []
  const warnings = new Set<WarningCode>()
  let endedOn: string | null = null
  const textOfField = (field: Field): string => {
    const texts = columns.filter((column) => column.field === field).map(({ index }) => textOf(cells[index]))
    return texts.find((text) => !isBlank(text)) ?? ''
  }
  let isInPost = false
  const hear = (read: Pick<ReadStatus, 'status' | 'hadLeaveReason'> & { isInPost?: boolean }) => {
    const { status, hadLeaveReason } = read
    said.push(status)
    isInPost ||= read.isInPost ?? false
    if (hadLeaveReason) warnings.add('leave-reason-dropped')
  }
  const hearEnd = (text: string) => {
    const [only, ...more] = findDates(text, today)
    if (only?.on && more.length === 0) endedOn ??= only.on
  }

  const status = textOfField('status')
  if (status !== '') {
    const read = readStatus(status)
    hear(read)
    if (read.status === 'ended') hearEnd(status)
    const isOfMembership = readPaid(status).isPaid !== null || readMembershipKind(status) !== null
    if (read.isUnclear && !isOfMembership) warnings.add('status-unclear')
  }
  const left = textOfField('left')
  if (left !== '' && !isNo(left)) {
    said.push('ended')
    const read = readDate(left, today)
    if (read.isUnclear && !isYes(left) && /\d/.test(left)) warnings.add('left-unclear')
    endedOn ??= read.on
  }
  const inPost = textOfField('inPost')
  if (inPost !== '')
    hear(
      isNo(inPost)
        ? { status: 'ended', hadLeaveReason: false }
        : isYes(inPost)
          ? { status: null, isInPost: true, hadLeaveReason: false }
          : readStatus(inPost),
    )
  if (isYes(textOfField('vacant')) || /vacan/i.test(textOfField('vacant'))) said.push('vacant')
  const onLeave = textOfField('onLeave')
  if (onLeave !== '' && !isNo(onLeave))
    hear({ status: 'on leave', hadLeaveReason: !isYes(onLeave) && readStatus(onLeave).hadLeaveReason })

  for (const [field, means] of [
    ['leavingReason', 'ended'],
    ['leaveReason', 'on leave'],
  ] as const) {
    const reason = textOfField(field)
    if (reason === '' || isNo(reason)) continue
    warnings.add('leave-reason-dropped')
    if (!said.some((one) => one !== null)) said.push(means)
  }

  const position = textOfField('position')
  const ofTitle = readStatus(position)
  hear({ ...ofTitle, status: ofTitle.status === 'substantive' ? null : ofTitle.status })
  for (const { index } of columns.filter((column) => column.field === 'notes')) {
    const note = textOf(cells[index])
    const read = readNote(note, today)
    hear(read)
    if (read.status === 'ended') hearEnd(note)
  }

  const strongest = strongestFirst.find((one) => said.includes(one)) ?? null
  if (strongest === 'ended' && endedOn !== null && endedOn > today) {
    warnings.add('leaving-later')
    return { status: null, isInPost, endedOn: null, warnings: [...warnings] }
  }
  return {
    status: strongest,
    isInPost: isInPost && strongest === null,
    endedOn: strongest === 'ended' ? endedOn : null,
    warnings: [...warnings],
  }
}
