import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from '#app/server.ts'
import { type Config, readConfig, StartupError } from '#services/core/config.ts'
import { createLog } from '#services/core/log.ts'
import { openExchange } from '#services/exchange.ts'
import { startWorker } from '#services/worker.ts'
import { buildIfNeeded, loadBuild } from './pages.ts'
import { startReloading } from './reload.ts'

/** How long requests under way may take to finish once the program is asked to stop. */
const stopWithinMs = 10_000

/** Builds what is missing, opens the database, serves, and stops cleanly when asked to. */
export const serve = async ({ isReloading }: { isReloading: boolean }) => {
  const config = readConfig(process.env)
  const log = createLog(config)
  if (!isReloading) await buildIfNeeded()
  const reloading = isReloading ? await startReloading() : undefined
  const core = await openExchange(config, log)
  const app = createServer({
    core,
    config,
    log,
    build: reloading ? await reloading.build() : await loadBuild(),
    assetsDir: 'build/client',
    reloading,
  })
  let server: Server
  try {
    server = await listen(app.listen(config.port), config)
  } catch (error) {
    await core.close()
    throw error
  }
  const worker = startWorker(core)
  console.log(
    `Critical Friend is at ${config.publicUrl}${config.mode === 'demo' ? ' (demonstration: fictional people, no real mail)' : ''}`,
  )

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
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      throw new StartupError(`Port ${config.port} is taken by another program; stop it, or choose another with PORT.`)
    }
    if (code === 'EACCES') {
      throw new StartupError(`This user may not listen on port ${config.port}; choose one above 1023 with PORT.`)
    }
    throw error
  }
}
