import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { notFound, ok } from '#services/core/result.ts'
import { mailHandlers } from './delivery.ts'
import { mailIn } from './mail.ts'

export const keptMailPerPage = 30

/** Ids of cases the reader may not know of; the caller asks services/conflicts. */
export type HiddenCases = { review_request: string[]; application: string[] }

/** Mail about no case has to be named: where there is no case id, "not one of these" is not true in SQL. */
const visible = (hidden: HiddenCases) => ({
  topic: 'mail',
  OR: [{ caseId: null }, { caseId: { notIn: [...hidden.review_request, ...hidden.application] } }],
})

/** Demonstration only: the mails that would have gone, newest first, a page of them at a time (from 1). */
export const listKeptMail = async (ctx: Ctx, hidden: HiddenCases, page: number) => {
  if (ctx.config.mode !== 'demo') return notFound()
  // What was asked for a moment ago is here already, whatever the worker is at.
  await deliverAll(asSystem(ctx), mailHandlers)
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
    const { to, subject } = mailIn(payload)
    return { id, createdAt, to, subject }
  })
  return ok({ total, mails })
}

/** Demonstration only: one of them, as its reader would have got it. */
export const readKeptMail = async (ctx: Ctx, hidden: HiddenCases, id: string) => {
  if (ctx.config.mode !== 'demo') return notFound()
  const message = await ctx.db.outboxMessage.findFirst({ where: { id, ...visible(hidden) } })
  if (!message) return notFound()
  return ok({ createdAt: message.createdAt, ...mailIn(message.payload) })
}
