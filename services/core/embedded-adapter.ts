import { setImmediate } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

/*
 * The library's adapter answers queries well, but as of 0.7 it says "committed" when COMMIT failed, and does not wait for
 * scripts. A page must never confirm what was not kept, so those two are done here.
 */

/*
 * The embedded database answers within this process and without waiting for anything outside, so work of many statements in a row
 * would keep everybody else's requests waiting until all of them were done. Now and then one makes way.
 */
const longestRunMs = 10
let madeWayAt = 0
const makeWay = async (): Promise<void> => {
  if (performance.now() - madeWayAt < longestRunMs) return
  await setImmediate()
  madeWayAt = performance.now()
}

const begin = async (pglite: PGlite): Promise<Transaction> =>
  new Promise((resolve, reject) => {
    let isRolledBack = false
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolveEnd) => {
      end = resolveEnd
    })
    const settled: Promise<void> = pglite.transaction(async (tx) => {
      // The library's query methods only use what a PGlite transaction has too.
      const queries = await new PrismaPGlite(tx as unknown as PGlite).connect()
      resolve({
        provider: queries.provider,
        adapterName: queries.adapterName,
        options: { usePhantomQuery: true },
        queryRaw: (query) => makeWay().then(() => queries.queryRaw(query)),
        executeRaw: (query) => makeWay().then(() => queries.executeRaw(query)),
        commit: () => {
          end()
          return settled
        },
        rollback: () => {
          isRolledBack = true
          end()
          return settled
        },
      })
      await ended
      if (isRolledBack) await tx.rollback()
    })
    // Rejects only a transaction that never began; later failures reach commit and rollback through `settled`.
    settled.catch(reject)
  })

/** Prisma's driver adapter for the embedded database. */
export const embeddedAdapter = (pglite: PGlite): SqlMigrationAwareDriverAdapterFactory => {
  const library = new PrismaPGlite(pglite)
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await library.connect()
    return {
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      queryRaw: (query) => makeWay().then(() => adapter.queryRaw(query)),
      executeRaw: (query) => makeWay().then(() => adapter.executeRaw(query)),
      executeScript: async (script) => {
        await pglite.exec(script)
      },
      startTransaction: () => begin(pglite),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      dispose: async () => undefined,
    }
  }
  return {
    provider: library.provider,
    adapterName: library.adapterName,
    connect,
    connectToShadowDb: () => library.connectToShadowDb(),
  }
}
