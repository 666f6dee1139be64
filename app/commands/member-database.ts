import { system } from '#services/core/access.ts'
import { readConfig } from '#services/core/config.ts'
import { createLog } from '#services/core/log.ts'
import { ok, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { applyImport, importTimeout, lockImports, readHeldPeople } from '#services/import/index.ts'
import { openExchange } from '#services/open-exchange.ts'
import { yotRegister } from '#services/yots/index.ts'
import type { MemberDatabase } from './import-members.ts'

/**
 * Opens the database that the configuration names and works on its people in one transaction, kept only when the work
 * gives 0. Throws a StartupError while another process, such as the running exchange, holds the folder.
 */
export const workOnMembers = async (work: (database: MemberDatabase) => Promise<number>): Promise<number> => {
  const config = readConfig(process.env)
  const core = await openExchange(config, createLog(config))
  let code = 1
  try {
    await inTransaction(
      core.contextFor(system, 'import'),
      async (ctx) => {
        await lockImports(ctx)
        const { register } = await yotRegister(ctx)
        code = await work({
          register,
          readHeld: () => readHeldPeople(ctx),
          applyPlan: (plan, onStep) => applyImport(ctx, plan, onStep),
        })
        return code === 0 ? ok(null) : refused('Nothing is kept of an import that failed.')
      },
      { timeout: importTimeout },
    )
  } finally {
    await core.close()
  }
  return code
}
