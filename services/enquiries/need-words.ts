import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { onlyServices } from './may-ask.ts'
import { tables } from './tables.ts'

/**
 * Keeps what the actor has typed of a need, to be there on the next page; addresses carry nothing that was typed. Each person has
 * one: a new one takes its place. Forbidden for people who hold no post.
 */
export const keepWords = async (ctx: Ctx, words: string): Promise<Result<undefined>> => {
  const { personId } = ctx.actor
  if (personId === null || !may(ctx.actor, 'enquiry.send')) return forbidden(onlyServices)
  const data = { words, savedAt: ctx.clock.now() }
  await tables(ctx).needDraft.upsert({ where: { personId }, create: { personId, ...data }, update: data })
  return ok(undefined)
}

/** What the actor has typed of a need and asked nobody yet; empty when nothing. */
export const keptWords = async (ctx: Ctx): Promise<string> => {
  const { personId } = ctx.actor
  if (personId === null) return ''
  return (await tables(ctx).needDraft.findUnique({ where: { personId }, select: { words: true } }))?.words ?? ''
}

/** Forgets it, once somebody was asked. Call in that transaction. */
export const forgetWords = async (ctx: Ctx): Promise<void> => {
  const { personId } = ctx.actor
  if (personId !== null) await tables(ctx).needDraft.deleteMany({ where: { personId } })
}
