import type { Ctx } from '#services/core/context.ts'
import { outsideName } from '#services/offerings/index.ts'
import { outsidePlaces } from '#services/outside/index.ts'

/** Outside providers as the ledger names them, by id. One statement, none where there are none. */
export const outsideNames = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map([...(await outsidePlaces(ctx, ids))].map(([id, { name }]) => [id, outsideName(name)]))
