import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { capitalise } from '#services/core/words.ts'
import { addresseeOf, isMailOfADay } from '#services/notifications/index.ts'
import { notOfHiddenCases, perPage } from './hidden.ts'

export type DeliveryRow = {
  id: string
  /** A mail's subject, or what else is to be done, in words. */
  what: string
  /** The address a mail goes to, or the person whose address is looked up then; null for what is no mail. */
  to: string | null
  createdAt: Date
  attempts: number
  /** When the next try is due; null once given up. */
  availableAt: Date | null
  lastError: string | null
}

/** How many are delivered is not said: it would differ for a reader from whom some are hidden. */
export type DeliveriesPage = {
  waiting: DeliveryRow[]
  givenUp: DeliveryRow[]
  jobs: { name: string; title: string; lastRunAt: Date | null; lastError: string | null }[]
}

const inWords = (topic: string) => capitalise(topic.replaceAll('-', ' '))

/** What waits to be delivered and what was given up, with whom it is for; and when each job last ran. For administrators. */
export const findDeliveries = async (
  ctx: Ctx,
  titled: readonly Pick<Job, 'name' | 'title'>[],
): Promise<Result<DeliveriesPage>> => {
  if (!may(ctx.actor, 'outbox.read')) return forbidden('Deliveries are for administrators of the association.')
  const seen = await notOfHiddenCases(ctx)
  const [waiting, givenUp, jobs] = await Promise.all([
    ctx.db.outboxMessage.findMany({
      where: { AND: [seen, { deliveredAt: null, failedAt: null }] },
      orderBy: { availableAt: 'asc' },
      take: perPage,
    }),
    ctx.db.outboxMessage.findMany({
      where: { AND: [seen, { failedAt: { not: null } }] },
      orderBy: { failedAt: 'desc' },
      take: perPage,
    }),
    ctx.db.jobRun.findMany({ orderBy: { name: 'asc' } }),
  ])
  // One that is no more goes by the name it had.
  const titles = new Map(titled.map(({ name, title }) => [name, title]))
  const mails = new Map(
    [...waiting, ...givenUp].flatMap(({ id, topic, payload }) => {
      const mail = topic === 'mail' ? addresseeOf(payload) : null
      return mail ? [[id, mail] as const] : []
    }),
  )
  const people = await ctx.db.person.findMany({
    where: { id: { in: [...mails.values()].flatMap(({ person }) => person ?? []) } },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const row = (message: (typeof waiting)[number]): DeliveryRow => {
    const mail = mails.get(message.id)
    return {
      id: message.id,
      // It may be about several cases: its subject is not for whoever may not know of one of them.
      what: isMailOfADay(message.key) ? 'Mail of a day' : (mail?.subject ?? inWords(message.topic)),
      to: mail?.to ?? names.get(mail?.person ?? '') ?? null,
      createdAt: message.createdAt,
      attempts: message.attempts,
      availableAt: message.failedAt ? null : message.availableAt,
      lastError: message.lastError,
    }
  }
  return ok({
    waiting: waiting.map(row),
    givenUp: givenUp.map(row),
    jobs: jobs.map((job) => ({ ...job, title: titles.get(job.name) ?? job.name.replaceAll(/[.-]/g, ' ') })),
  })
}
