import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { system } from './core/access.ts'
import { type Clock, systemClock } from './core/clock.ts'
import type { Config } from './core/config.ts'
import { type Core, type Ctx, openCore } from './core/context.ts'
import { askPlainly } from './core/db.ts'
import { followClock, movableClock } from './core/demo-clock.ts'
import type { Log } from './core/log.ts'
import { ok } from './core/result.ts'
import { inTransaction } from './core/transaction.ts'
import { imageName, imagesFolder, keepImage, layImage } from './demonstration-image.ts'

type Options = {
  clock?: Clock
  /** Where images of the demonstration are kept. */
  images?: string
}

/** Opens the exchange ready for use: database up to date, register loaded and, in a demonstration, its association. */
export const openExchange = async (
  config: Config,
  log: Log,
  { clock = systemClock, images = imagesFolder }: Options = {},
): Promise<Core> => {
  const isNewFolder = config.databaseUrl === null && !existsSync(join(config.dataDir, 'database'))
  // An image is of a day as it is, not as somebody else's clock has it.
  const image = isNewFolder && config.mode === 'demo' && clock === systemClock ? imageName(clock.today()) : null
  if (image !== null) await layImage(image, config.dataDir, images)
  const movable = config.mode === 'demo' && clock === systemClock ? movableClock() : null
  const core = await openCore(config, log, movable ?? clock)
  const following = movable === null ? null : await followClock(core.database, movable)
  const closing: Core = {
    ...core,
    close: async () => {
      await following?.()
      await core.close()
    },
  }
  try {
    const hasFilled = await fillWhereEmpty(core)
    if (image !== null && hasFilled && image === imageName(clock.today())) {
      await core.database.client.$executeRaw`checkpoint`
      await keepImage(image, config.dataDir, images)
    }
  } catch (error) {
    await closing.close()
    throw error
  }
  return closing
}

/** Loads what is missing, and the code that loads it only then. Returns whether anything was. */
const fillWhereEmpty = async (core: Core): Promise<boolean> => {
  const isDemonstration = core.config.mode === 'demo'
  const [[hasRegister, hasPeople] = []] = await askPlainly(
    core.database,
    'select exists (select from "Yot"), exists (select from "Person")',
  )
  if (hasRegister && (hasPeople || !isDemonstration)) return false
  const { seedRegister } = await import('#prisma/seed/register.ts')
  const { seedDemonstration } = await import('#prisma/seed/demonstration.ts')
  const fill = async (ctx: Ctx) => {
    await seedRegister(ctx)
    if (isDemonstration) await seedDemonstration(ctx)
    return ok(undefined)
  }
  // All of it or none, so that a start that is interrupted starts afresh; slow machines take their time.
  await core.database.alone(() => inTransaction(core.contextFor(system, 'start'), fill, { timeout: 300_000 }))
  return true
}
