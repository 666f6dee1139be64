import { clockFrom } from '#services/core/clock.ts'
import { readConfig } from '#services/core/config.ts'
import { createLog } from '#services/core/log.ts'
import { openExchange } from '#services/open-exchange.ts'
import { startWorker } from '#services/worker.ts'

/*
 * A worker in a process of its own, on the folder and mail server that the environment names, its clock ahead by AHEAD milliseconds: for a
 * test to kill.
 */

const config = readConfig(process.env)
const ahead = Number(process.env.AHEAD ?? 0)
const core = await openExchange(config, createLog(config), { clock: clockFrom(() => new Date(Date.now() + ahead)) })
await startWorker(core)
process.stdout.write('working\n')
