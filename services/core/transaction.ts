import type { PrismaClient } from '#prisma/generated/client.ts'
import type { Ctx } from './context.ts'
import type { Db } from './db.ts'
import { type Result, stale } from './result.ts'

const list = Symbol.for('critical-friend: transactions and the clients they began on')

/** Carries a refusal out of the database's transaction so that it rolls back. */
class Rollback extends Error {}

/**
 * The clients that are transactions already, each with the one it began on; Prisma's own type does not tell at run time. One
 * list a process: the pages' bundle and what stands beside it each have their own copy of this file.
 */
const held: typeof globalThis & { [list]?: WeakMap<Db, PrismaClient> } = globalThis
const transactions = held[list] ?? new WeakMap<Db, PrismaClient>()
held[list] = transactions

const laterList = Symbol.for('critical-friend: what is done once a transaction has ended')
const kept: typeof globalThis & { [laterList]?: WeakMap<Db, Later[]> } = globalThis
const later = kept[laterList] ?? new WeakMap<Db, Later[]>()
kept[laterList] = later

type Later = (ctx: Ctx) => Promise<unknown>

/**
 * Does something once the caller's outermost transaction has ended, whether its work was kept or refused and undone: for what has to be known
 * of a refusal too. At once where there is none. It is lost where the process is killed between the two, so nothing may rest on it but a count.
 */
export const afterwards = async (ctx: Ctx, work: Later): Promise<void> => {
  const waiting = later.get(ctx.db)
  if (waiting) waiting.push(work)
  else await work(ctx)
}

/** The client that a transaction began on; itself for one that is none. */
export const outermost = (db: Db): Db => transactions.get(db) ?? db

const isClient = (db: Db): db is PrismaClient => !transactions.has(db) && '$transaction' in db

/**
 * Runs `work` in one transaction, or in the caller's when there is one. A Result that is not ok undoes everything.
 * `options.timeout` (milliseconds) is for long work such as filling a database; leave it out.
 * `work` may run again from the start when the database gave up one of two transactions that waited for each other.
 * `work` must use the context it is given: the outer one would wait for this transaction to end.
 */
export const inTransaction = async <T>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<Result<T>>,
  options?: { timeout: number },
): Promise<Result<T>> => {
  if (!isClient(ctx.db)) return work(ctx)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOn(ctx.db, ctx, work, options)
    } catch (error) {
      if (attempt === mostAttempts || !isDeadlock(error)) throw error
    }
  }
}

/** Two transactions that wait for each other: the server gives one up, and nothing of it is kept. It is done again. */
const mostAttempts = 4
const isDeadlock = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'P2034') ||
    /deadlock detected|40P01|TransactionWriteConflict/.test(error.message))

const attemptOn = async <T>(
  client: PrismaClient,
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<Result<T>>,
  options?: { timeout: number },
): Promise<Result<T>> => {
  let result: Result<T> | undefined
  const waiting: Later[] = []
  try {
    await client.$transaction(async (db) => {
      transactions.set(db, client)
      later.set(db, waiting)
      result = await work({ ...ctx, db })
      if (!result.ok) throw new Rollback()
      // After a caught database error COMMIT would quietly roll back: a statement makes that an error.
      await db.$queryRaw`select 1`
    }, options)
  } catch (error) {
    if (!(error instanceof Rollback)) throw error
  }
  if (!result) throw new Error('The transaction ended without an answer')
  for (const work of waiting) await work(ctx)
  return result
}

/** The answer to someone whose form or button was overtaken. `what` begins the sentence: "This request". */
export const overtaken = (what: string) =>
  stale(`${what} was changed by someone else since you opened it. Check how it stands now, then try again.`)

const rowsAtOnce = 250

/** Writes many rows, some at a time: one huge statement would take the memory of all of them, several times over. */
export const inPortions = async <T>(rows: readonly T[], write: (some: T[]) => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < rows.length; at += rowsAtOnce) await write(rows.slice(at, at + rowsAtOnce))
}
