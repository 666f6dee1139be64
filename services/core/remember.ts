import type { Ctx } from './context.ts'
import type { Db } from './db.ts'

/**
 * Wraps a read of something that rarely changes: at most one load per database in `seconds`. Inside a transaction it
 * always reads afresh, so that a transaction sees its own changes.
 */
export const remember = <T>(seconds: number, load: (ctx: Ctx) => Promise<T>): ((ctx: Ctx) => Promise<T>) => {
  const kept = new WeakMap<Db, { at: number; value: Promise<T> }>()
  return (ctx) => {
    const now = ctx.clock.now().getTime()
    const before = kept.get(ctx.db)
    if (before && now >= before.at && now - before.at < seconds * 1000) return before.value
    const value = load(ctx)
    const entry = { at: now, value }
    kept.set(ctx.db, entry)
    value.catch(() => {
      if (kept.get(ctx.db) === entry) kept.delete(ctx.db)
    })
    return value
  }
}
