import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { readConfig } from '#services/core/config.ts'
import { failInOneSentence } from './fail.ts'
import { keepServing } from './processes.ts'
import { sayWhere } from './say-where.ts'

/*
 * What `npm start` runs once it is built: the pages and everything behind them in one bundle (vite.config.ts), in one process on the
 * embedded database and in one a core on a server.
 */

failInOneSentence(async () => {
  const config = readConfig(process.env)
  const count = config.databaseUrl === null ? 1 : (config.processes ?? availableParallelism())
  if (cluster.isPrimary && count > 1) return keepServing(config, count)
  const { serve } = await import('./serve.ts')
  await serve({ config, build: await import('virtual:remix/server-build') })
  if (cluster.isPrimary) sayWhere(config)
})
