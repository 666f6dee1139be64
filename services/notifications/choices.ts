import { z } from 'zod'
import type { MailTiming } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { dailyHours } from './daily-time.ts'
import { type MailKind, mailings, mustCome, saidIn, type Topic, topics } from './mailings.ts'
import { tables } from './tables.ts'

/** What is chosen about beside the topics: reminders of all of them. */
const reminders = 'reminders'

/** What each of these people chose about one topic; who chose nothing is not in it. */
export const chosenOf = async (
  ctx: Ctx,
  topic: Topic | typeof reminders,
  personIds: readonly string[],
): Promise<Map<string, MailTiming>> => {
  if (personIds.length === 0) return new Map()
  const rows = await tables(ctx).mailChoice.findMany({ where: { topic, personId: { in: [...personIds] } } })
  return new Map(rows.map(({ personId, timing }) => [personId, timing]))
}

/** Everything that somebody chose, by topic. */
export const choicesOf = async (ctx: Ctx, personId: string): Promise<Map<string, MailTiming>> => {
  const rows = await tables(ctx).mailChoice.findMany({ where: { personId } })
  return new Map(rows.map(({ topic, timing }) => [topic, timing]))
}

export const wantsReminders = (choices: Map<string, MailTiming>): boolean => choices.get(reminders) !== 'off'

const isTopic = (name: string): name is Topic => name in topics
const topicNames = Object.keys(topics).filter(isTopic)

/** Topics that have something to choose about: news. */
export const chosenTopics = topicNames.filter((topic) => saidIn(topic, 'news').length > 0)

const timing = z.enum(['at_once', 'daily', 'off'], { error: 'Choose when this mail comes' })
/** One answer for each topic with something to choose, and one for reminders. */
export const choicesSchema = z.object({
  reminders: z.enum(['daily', 'off'], { error: 'Choose whether you are reminded' }),
  ...Object.fromEntries(chosenTopics.map((topic) => [topic, timing])),
}) as z.ZodType<Partial<Record<Topic, MailTiming>> & { reminders: 'daily' | 'off' }>

/** What the actor is written to about, why, which of it must come, and what they chose. */
export const mailPage = async (ctx: Ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return notFound()
  const chosen = await choicesOf(ctx, personId)
  return ok({
    dailyAt: dailyHours.from,
    reminders: wantsReminders(chosen) ? ('daily' as const) : ('off' as const),
    topics: topicNames.map((topic) => ({
      topic,
      ...topics[topic],
      must: mustCome.flatMap((kind: MailKind) => saidIn(topic, kind)),
      news: saidIn(topic, 'news'),
      reminders: saidIn(topic, 'reminder'),
      timing: chosenTopics.includes(topic) ? (chosen.get(topic) ?? ('at_once' as const)) : null,
    })),
  })
}

/** Keeps what the actor chose; what must come comes all the same. */
export const chooseMail = (ctx: Ctx, choices: z.output<typeof choicesSchema>): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return notFound()
    const chosenAt = ctx.clock.now()
    const said: [string, MailTiming | undefined][] = [
      [reminders, choices.reminders],
      ...chosenTopics.map((topic): [string, MailTiming | undefined] => [topic, choices[topic]]),
    ]
    for (const [topic, timing] of said) {
      if (timing === undefined) continue
      await tables(ctx).mailChoice.upsert({
        where: { personId_topic: { personId, topic } },
        create: { personId, topic, timing, chosenAt },
        update: { timing, chosenAt },
      })
    }
    await audit(ctx, { event: 'mail.chosen', subject: { kind: 'person', id: personId } })
    return ok(null)
  })

/** The names of everything that a letter can be about: for tests that hold the list to the code. */
export const subjects = Object.keys(mailings)
