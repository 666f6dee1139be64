import type { Ctx } from './context.ts'
import type { Db } from './db.ts'
import { outermost } from './transaction.ts'

/** More different keys than this are not for keeping. */
const mostKeys = 500

/**
 * Wraps a read of something that rarely changes, or may be somewhat old: at most one load per database and key in
 * `seconds`. Inside a transaction it always reads afresh, so that a transaction sees its own changes.
 */
export const rememberEach = <T>(
  seconds: number,
  load: (ctx: Ctx, key: string) => Promise<T>,
): ((ctx: Ctx, key: string) => Promise<T>) => {
  const kept = new WeakMap<Db, Map<string, { at: number; value: Promise<T> }>>()
  return (ctx, key) => {
    const now = ctx.clock.now().getTime()
    const byKey = kept.get(ctx.db) ?? new Map<string, { at: number; value: Promise<T> }>()
    kept.set(ctx.db, byKey)
    const before = byKey.get(key)
    if (before && now >= before.at && now - before.at < seconds * 1000) return before.value
    const value = load(ctx, key)
    const entry = { at: now, value }
    if (byKey.size >= mostKeys) byKey.clear()
    byKey.set(key, entry)
    value.catch(() => {
      if (byKey.get(key) === entry) byKey.delete(key)
    })
    return value
  }
}

/** The same for a single thing. */
export const remember = <T>(seconds: number, load: (ctx: Ctx) => Promise<T>): ((ctx: Ctx) => Promise<T>) => {
  const each = rememberEach(seconds, load)
  return (ctx) => each(ctx, '')
}

/**
 * The same for what no use case changes, such as the register: transactions take what their database's client has kept. What is
 * still being read is never waited for, since whoever reads it may wait for the one who asks. Its seconds are the machine's: it grows old whatever
 * day somebody acts on.
 */
export const rememberReference = <T>(seconds: number, load: (ctx: Ctx) => Promise<T>): ((ctx: Ctx) => Promise<T>) => {
  const kept = new WeakMap<Db, { at: number; value: T }>()
  return async (ctx) => {
    const now = performance.now()
    const client = outermost(ctx.db)
    const before = kept.get(client)
    if (before && now - before.at < seconds * 1000) return before.value
    const value = await load(ctx)
    kept.set(client, { at: now, value })
    return value
  }
}

/** One read for all who ask with the same context: a page whose parts rest on the same rows reads them once. Not for what a use case changes. */
export const oncePerContext = <T>(load: (ctx: Ctx) => Promise<T>): ((ctx: Ctx) => Promise<T>) => {
  const kept = new WeakMap<Ctx, Promise<T>>()
  return (ctx) => {
    const value = kept.get(ctx) ?? load(ctx)
    kept.set(ctx, value)
    return value
  }
}
