import { money, shortDate } from '#services/core/words.ts'
import type { Change, HeldMembership } from './records.ts'

/** Everything that some changes write, a fact each, for whoever applies them. `nameOf` gives a service's name by its code. */
export const writesOf = (changes: readonly Change[], nameOf: (code: string) => string = (code) => code): string[] =>
  changes.flatMap((change): string[] => {
    switch (change.kind) {
      case 'add-person':
        return [`New person: ${change.name}, ${change.email}`]
      case 'add-email':
        return [`E-mail address: ${change.email}`]
      case 'open-post':
        return [`Post at ${nameOf(change.yot)}: ${titled(change.position)}${standing(change.status)}`]
      case 'change-post':
        return [
          ...(change.position === undefined ? [] : [`Job title: ${change.position}`]),
          ...(change.status === undefined ? [] : [`Post is now ${change.status}`]),
        ]
      case 'end-post':
        return [change.endedOn === null ? 'Post ended yesterday' : `Post ended on ${shortDate(change.endedOn)}`]
      case 'open-vacancy':
        return [`Vacant post at ${nameOf(change.yot)}: ${titled(change.position)}`]
      default:
        return factsWritten(change.facts)
    }
  })

const titled = (position: string | null) => position ?? 'title not given'

const standing = (status: string) => (status === 'substantive' ? '' : `, ${status}`)

const factsWritten = (facts: HeldMembership): string[] => {
  const { joinedOn, paidUntil, amountPence, isPaid, paidOn, kind, poReference, invoiceReference } = facts
  return [
    joinedOn ? `Joined ${shortDate(joinedOn)}` : '',
    paidUntil ? `Paid until ${shortDate(paidUntil)}` : '',
    amountPence == null ? '' : `Sum ${money(amountPence)}`,
    isPaid == null ? '' : isPaid ? 'Paid' : 'Not paid',
    paidOn ? `Paid on ${shortDate(paidOn)}` : '',
    kind == null ? '' : kind === 'group' ? 'Group membership' : 'Individual membership',
    poReference ? `Purchase order ${poReference}` : '',
    invoiceReference ? `Invoice ${invoiceReference}` : '',
  ].filter((words) => words !== '')
}
