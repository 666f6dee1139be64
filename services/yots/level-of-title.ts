import type { PostLevel } from '#prisma/generated/enums.ts'
import { foldText } from '#services/core/fold.ts'

const service = '(?:service|services|yot|yos|yjs|youth justice|youth offending)'
const head = new RegExp(
  `^(?:(?:joint|strategic) )?(?:head of (?:the )?(?:\\w+ ){0,3}?${service}(?: (?:service|services|team))?|hos|${service}(?: (?:service|team))? manager)\\b`,
)
const second = /\b(?:deputy|assistant head|operations? manager|operational manager|ops manager|second in charge)\b/

/**
 * How senior a job title says its post is; null when it does not say. "Head of service" and, as the association uses it,
 * "YOT manager" lead the service; nobody is taken for a head by less.
 */
export const levelOfTitle = (title: string): PostLevel | null => {
  const folded = foldText(title)
  if (second.test(folded)) return 'second_tier'
  if (head.test(folded)) return 'head'
  return null
}
