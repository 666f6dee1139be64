import type { Ctx } from './context.ts'
import type { Result } from './result.ts'

/**
 * A room's part when a person leaves the exchange: it erases or ends what is theirs, in the caller's transaction, or
 * refuses with what they have to settle first.
 */
export type Leaver = (ctx: Ctx, personId: string) => Promise<Result<undefined>>
