import cluster, { type Worker } from 'node:cluster'
import { setTimeout } from 'node:timers/promises'
import { projectFolder } from '#prisma/project-folder.ts'
import type { Config } from '#services/core/config.ts'
import { createLog } from '#services/core/log.ts'
import { sayWhere } from './say-where.ts'

/*
 * The process that serves nothing itself: it keeps as many that do as there are cores, and hands each connection to one of them.
 * Everything they share is in the database, so one that ends takes nothing with it but the requests in its hands.
 */

/** A process that ends at once again and again must not take the machine. */
const againAfterMs = 1_000

/** Starts one process, then the others, and another for each that ends, until asked to stop. */
export const keepServing = (config: Config, count: number): void => {
  const log = createLog(config)
  // Not the file that was typed: that would look for something to build again.
  cluster.setupPrimary({ exec: `${projectFolder}build/server/serve.js` })
  let isStopping = false
  let isServing = false
  const start = () => {
    const worker = cluster.fork()
    worker.once('listening', () => log.info({ pid: worker.process.pid }, 'a process serves'))
    worker.once('exit', async (code, signal) => {
      if (isStopping) return
      // It has said what is wrong, once: the others would only say it again.
      if (!isServing) process.exit(code || 1)
      log.error({ pid: worker.process.pid, code, signal }, 'a process ended; another takes its place')
      await setTimeout(againAfterMs)
      if (!isStopping) start()
    })
    return worker
  }

  const stop = () => {
    if (isStopping) return
    isStopping = true
    const workers = Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker !== undefined)
    let left = workers.length
    if (left === 0) process.exit(0)
    for (const worker of workers) {
      worker.once('exit', () => {
        left -= 1
        if (left === 0) process.exit(0)
      })
      worker.process.kill('SIGTERM')
    }
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  // The first one brings the database up to date, or says why it cannot.
  start().once('listening', () => {
    isServing = true
    sayWhere(config)
    for (let more = 1; more < count; more += 1) start()
  })
}
