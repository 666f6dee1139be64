import { dateAndTime } from '#services/core/words.ts'

/** Milliseconds after its hour up to which an issue is in time. */
const inTimeMs = 30 * 60 * 1000

type Times = { windowTo: Date; closedAt: Date | null; because: string | null }

/** Why an issue that went was late, in a sentence; null when it was in time. */
export const lateWords = ({ windowTo, closedAt, because }: Times): string | null => {
  if (closedAt === null || closedAt.getTime() - windowTo.getTime() <= inTimeMs) return null
  const at = `It went on ${dateAndTime(closedAt)}`
  return because === null ? `${at}: the exchange was away at its hour.` : `${at}, because: ${because}`
}
