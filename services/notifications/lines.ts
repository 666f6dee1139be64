import { z } from 'zod'
import { longDate } from '#services/core/words.ts'
import { type Item, letterShape } from './mail.ts'

const reminderShape = z.object({
  kind: z.literal('reminder'),
  /** ISO day by which it is to be done, or on which it takes place. */
  on: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  /** What: begins as a sentence does, without the day. */
  what: z.string(),
  /** One sentence more, where it needs one. */
  more: z.string().optional(),
  /** It takes place on the day, and is not to be done by it. */
  isEvent: z.boolean().optional(),
  /** Where it leads on this site. */
  path: z.string().startsWith('/'),
})

const lineShape = z.discriminatedUnion('kind', [reminderShape, letterShape.extend({ kind: z.literal('news') })])

/** A day to keep in mind: `on` is an ISO day, `what` begins as a sentence does, `path` is where it leads. */
export type ReminderLine = z.infer<typeof reminderShape>

/** One line of a mail of a day. */
export type Line = z.infer<typeof lineShape>

export const lineIn = (json: unknown): Line => lineShape.parse(json)

/** "Due on Thursday 3 December 2026: answer the enquiry", as read on a day (ISO): the one way in which reminders speak. */
export const reminderWords = ({ on, what, isEvent }: Pick<ReminderLine, 'on' | 'what' | 'isEvent'>, today: string) => {
  const day = longDate(on)
  if (isEvent) return `On ${day}: ${what}`
  return on < today ? `Was due on ${day}: ${what}` : `Due on ${day}: ${what}`
}

/** A line as it stands in the mail of a day. */
export const itemOf = (line: Line, today: string): Item =>
  line.kind === 'reminder'
    ? { title: reminderWords(line, today), lines: line.more === undefined ? [] : [line.more], path: line.path }
    : { title: line.subject, lines: line.lines, ...(line.action && { path: line.action.path }) }
