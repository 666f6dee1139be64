import { setTimeout } from 'node:timers/promises'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { deliverAll, type Handler } from '#services/core/outbox.ts'
import { notFound, ok } from '#services/core/result.ts'
import { mailIn } from './mail.ts'

export const keptMailPerPage = 30

/** Ids of cases the reader may not know of; the caller asks services/conflicts. */
export type HiddenCases = { review_request: string[]; application: string[]; concern: string[] }

/**
 * Mail about no case has to be named: where there is no case id, "not one of these" is not true in SQL. Mail of a day is about
 * several cases: one of them that is hidden hides it.
 */
const visible = (hidden: HiddenCases) => {
  const ids = [...hidden.review_request, ...hidden.application, ...hidden.concern]
  return {
    topic: 'mail',
    OR: [{ caseId: null }, { caseId: { notIn: ids } }],
    NOT: ids.map((id) => ({
      key: { startsWith: 'daily:' },
      payload: { path: ['cases'], array_contains: [id] },
    })),
  }
}

/** Where its reader had none when it was to go. */
const noAddress = 'nobody: no address'

/** How often, and how many times, it is looked whether the worker is done with what it holds. */
const lookEveryMs = 50
const mostLooks = 60

/** Delivers what was asked for a moment ago and waits for what the worker has in hand, so that whoever looks for it finds it. */
const catchUp = async (ctx: Ctx, handlers: Record<string, Handler>): Promise<void> => {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    await deliverAll(ctx, handlers)
    const inHand = { deliveredAt: null, failedAt: null, lockedUntil: { gt: ctx.clock.now() } }
    if ((await ctx.db.outboxMessage.count({ where: { ...inHand, topic: { in: Object.keys(handlers) } } })) === 0) return
    await setTimeout(lookEveryMs)
  }
}

/**
 * Demonstration only: the mails that would have gone, newest first, a page of them at a time (from 1). Those asked for a
 * moment ago are delivered first, by the worker's `handlers` of mail.
 */
export const listKeptMail = async (ctx: Ctx, hidden: HiddenCases, page: number, handlers: Record<string, Handler>) => {
  if (ctx.config.mode !== 'demo') return notFound()
  await catchUp(asSystem(ctx), handlers)
  const where = visible(hidden)
  const [total, messages] = await Promise.all([
    ctx.db.outboxMessage.count({ where }),
    ctx.db.outboxMessage.findMany({
      where,
      select: { id: true, createdAt: true, payload: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * keptMailPerPage,
      take: keptMailPerPage,
    }),
  ])
  const mails = messages.map(({ id, createdAt, payload }) => {
    const { to = noAddress, subject } = mailIn(payload)
    return { id, createdAt, to, subject }
  })
  return ok({ total, mails })
}

/** Demonstration only: one of them, as its reader would have got it. */
export const readKeptMail = async (ctx: Ctx, hidden: HiddenCases, id: string) => {
  if (ctx.config.mode !== 'demo') return notFound()
  const message = await ctx.db.outboxMessage.findFirst({ where: { id, ...visible(hidden) } })
  if (!message) return notFound()
  const mail = mailIn(message.payload)
  const { to = noAddress, subject, lines, action, items = [], parts = [], footer = [], list } = mail
  return ok({ createdAt: message.createdAt, to, subject, lines, action, items, parts, footer, end: list?.end ?? null })
}
