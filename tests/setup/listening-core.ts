import type { SqlMigrationAwareDriverAdapterFactory, SqlQuery } from '@prisma/driver-adapter-utils'
import { PrismaClient } from '#prisma/generated/client.ts'
import type { Clock } from '#services/core/clock.ts'
import { type Core, coreOn } from '#services/core/context.ts'

/** The same exchange, with every statement told to `hear` before it runs. Close the core it was made of, after this. */
export const listeningCore = (core: Core, clock: Clock, hear: (query: SqlQuery) => void): Core => {
  const hearing = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name, object)
        if (typeof value !== 'function') return value
        if (name === 'queryRaw' || name === 'executeRaw') {
          return (query: SqlQuery) => {
            hear(query)
            return value.call(object, query)
          }
        }
        if (name === 'startTransaction') return async (...args: unknown[]) => hearing(await value.apply(object, args))
        return value.bind(object)
      },
    })
  const { adapter } = core.database
  const listening: SqlMigrationAwareDriverAdapterFactory = {
    ...adapter,
    connect: async () => hearing(await adapter.connect()),
  }
  const client = new PrismaClient({ adapter: listening })
  return coreOn({ ...core.database, client, close: () => client.$disconnect() }, core.config, core.log, clock)
}
