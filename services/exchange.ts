import { seedDemonstration } from '#prisma/seed/demonstration.ts'
import { seedRegister } from '#prisma/seed/register.ts'
import { system } from './core/access.ts'
import { type Clock, systemClock } from './core/clock.ts'
import type { Config } from './core/config.ts'
import { type Core, type Ctx, openCore } from './core/context.ts'
import type { Log } from './core/log.ts'
import { ok } from './core/result.ts'
import { inTransaction } from './core/transaction.ts'

/** Opens the exchange ready for use: database up to date, register loaded and, in a demonstration, its association. */
export const openExchange = async (config: Config, log: Log, clock: Clock = systemClock): Promise<Core> => {
  const core = await openCore(config, log, clock)
  try {
    const fill = async (ctx: Ctx) => {
      await seedRegister(ctx)
      if (config.mode === 'demo') await seedDemonstration(ctx)
      return ok(undefined)
    }
    // All of it or none, so that a start that is interrupted starts afresh; slow machines take their time.
    await inTransaction(core.contextFor(system, 'start'), fill, { timeout: 300_000 })
  } catch (error) {
    await core.close()
    throw error
  }
  return core
}
