import { once } from 'node:events'
import type { Server } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import { createServer } from '#app/server.ts'
import { type Config, StartupError } from '#services/core/config.ts'
import { createLog } from '#services/core/log.ts'
import { openExchange } from '#services/open-exchange.ts'
import { startWorker } from '#services/worker.ts'
import { whyNotListening } from './port.js'
import type { Reloading } from './reload.ts'

/** How long requests under way may take to finish once the program is asked to stop. */
const stopWithinMs = 10_000

type Options = { config: Config; build: ServerBuild; reloading?: Reloading }

/** Opens the database, serves these pages, and stops cleanly when asked to. Comes back once it serves. */
export const serve = async ({ config, build, reloading }: Options) => {
  const log = createLog(config)
  const core = await openExchange(config, log)
  const app = createServer({
    core,
    config,
    log,
    build,
    assetsDir: 'build/client',
    reloading,
  })
  let server: Server
  try {
    server = await listen(app.listen(config.port), config)
    // Longer than a proxy before us keeps what is idle: whoever closes first must not be the one who is about to be asked.
    server.keepAliveTimeout = 65_000
  } catch (error) {
    await core.close()
    throw error
  }
  const worker = await startWorker(core)

  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    const overdue = setTimeout(() => server.closeAllConnections(), stopWithinMs)
    const closed = once(server, 'close')
    server.close()
    server.closeIdleConnections()
    await closed
    clearTimeout(overdue)
    await reloading?.close()
    await worker.stop()
    await core.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const listen = async (server: Server, config: Config) => {
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    const why = whyNotListening(error, config.port)
    if (why !== null) throw new StartupError(why)
    throw error
  }
}
