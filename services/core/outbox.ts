import type { Prisma } from '#prisma/generated/client.ts'
import type { CaseRef } from './audit.ts'
import type { Ctx } from './context.ts'
import { insertRows, newId } from './insert-rows.ts'

/** Something to do after the transaction: delivered at least once, so what handles it must bear being called twice. */
export type Message = {
  topic: string
  /** At most one message per key is ever sent: name the thing and the occasion ("invitation:<id>:offered"). */
  key: string
  payload: Prisma.InputJsonObject
  case?: CaseRef
  /** Not before this time; now when left out. */
  availableAt?: Date
}

/** Puts a message in the outbox, once per key. Call inside the transaction that it belongs to. */
export const enqueue = (ctx: Ctx, message: Message): Promise<void> => enqueueAll(ctx, [message])

/** The same for many messages. */
export const enqueueAll = async (ctx: Ctx, messages: readonly Message[]): Promise<void> => {
  const now = ctx.clock.now()
  await insertRows(
    ctx,
    'OutboxMessage',
    messages.map((message) => ({
      id: newId(),
      topic: message.topic,
      key: message.key,
      payload: message.payload,
      caseKind: message.case?.kind ?? null,
      caseId: message.case?.id ?? null,
      createdAt: now,
      availableAt: message.availableAt ?? now,
    })),
    { skipDuplicates: true },
  )
}

/** Thrown by a handler for what no further try can change: the message is given up at once and shown to the association. */
export class Undeliverable extends Error {
  override name = 'Undeliverable'
}

/** Thrown by a handler for what is not to be done before a time: it waits until then, and no try is counted. */
export class NotBefore extends Error {
  override name = 'NotBefore'
  readonly at: Date
  constructor(at: Date) {
    super('It waits for its time.')
    this.at = at
  }
}

/** What the worker calls for a message of one topic. Throwing means: try again later, or never for an `Undeliverable`. */
export type Handler = (ctx: Ctx, message: { id: string; key: string; payload: Prisma.JsonValue }) => Promise<void>

/** Tries before a message becomes a dead letter, shown to the association. */
const maximumAttempts = 10

/** Seconds until the next try: 5 s, doubling, at most an hour. */
export const secondsUntilRetry = (attempts: number): number => Math.min(3600, 5 * 2 ** (attempts - 1))

const leaseSeconds = 60

/**
 * Claims one message that is due and hands it to its handler. Two workers never hold the same message at once; one that
 * dies loses its claim after a minute.
 * @returns whether there was a message
 */
export const deliverNext = async (ctx: Ctx, handlers: Record<string, Handler>): Promise<boolean> => {
  const now = ctx.clock.now()
  const lease = new Date(now.getTime() + leaseSeconds * 1000)
  const topics = Object.keys(handlers)
  const claimed = await ctx.db.$queryRaw<
    { id: string; key: string; topic: string; payload: Prisma.JsonValue; attempts: number }[]
  >`
    update "OutboxMessage" set "lockedUntil" = ${lease}, attempts = attempts + 1
    where id = (
      select id from "OutboxMessage"
      where "deliveredAt" is null and "failedAt" is null and "availableAt" <= ${now}
        and ("lockedUntil" is null or "lockedUntil" <= ${now}) and topic = any(${topics})
      order by "availableAt", id limit 1
      for update skip locked
    )
    returning id, key, topic, payload, attempts`
  const message = claimed[0]
  if (!message) return false
  const handler = handlers[message.topic]
  try {
    await handler?.(ctx, message)
    await ctx.db.outboxMessage.update({
      where: { id: message.id },
      data: {
        deliveredAt: ctx.clock.now(),
        lockedUntil: null,
        lastError: null,
        // What was sent to real people is not kept here too; a demonstration shows it.
        ...(ctx.config.mode === 'live' ? { payload: {} } : {}),
      },
    })
  } catch (error) {
    if (error instanceof NotBefore) {
      const data = { lockedUntil: null, availableAt: error.at, attempts: message.attempts - 1 }
      await ctx.db.outboxMessage.update({ where: { id: message.id }, data })
      return true
    }
    const isLast = message.attempts >= maximumAttempts || error instanceof Undeliverable
    ctx.log.warn({ topic: message.topic, messageId: message.id, attempts: message.attempts, isLast }, 'not delivered')
    await ctx.db.outboxMessage.update({
      where: { id: message.id },
      data: {
        lockedUntil: null,
        lastError: (error instanceof Error ? error.message : String(error)).slice(0, 500),
        availableAt: new Date(ctx.clock.now().getTime() + secondsUntilRetry(message.attempts) * 1000),
        failedAt: isLast ? ctx.clock.now() : null,
      },
    })
  }
  return true
}

/** Keeps a message as it was delivered, in place of what was to be looked up first. For its handler. */
export const keepAs = async (ctx: Ctx, id: string, payload: Prisma.InputJsonObject): Promise<void> => {
  await ctx.db.outboxMessage.update({ where: { id }, data: { payload } })
}

/** What waits of one topic: how much of it may be taken now, and when the first of all of it may or might have been. */
export type Waiting = { topic: string; due: number; at: Date }

/** What waits, by topic, in one question; a message in the hands of a worker waits until its claim is over. */
export const findWaiting = (ctx: Ctx, topics: readonly string[]): Promise<Waiting[]> => ctx.db.$queryRaw<Waiting[]>`
  select topic, (count(*) filter (where at <= ${ctx.clock.now()}))::int as due, min(at) as at
  from (
    select topic, greatest("availableAt", coalesce("lockedUntil", "availableAt")) as at from "OutboxMessage"
    where "deliveredAt" is null and "failedAt" is null and topic = any(${topics})
  ) as message
  group by topic`

/** Delivers until nothing is due. Returns how many messages it took. */
export const deliverAll = async (ctx: Ctx, handlers: Record<string, Handler>): Promise<number> => {
  let taken = 0
  while (await deliverNext(ctx, handlers)) taken += 1
  return taken
}
