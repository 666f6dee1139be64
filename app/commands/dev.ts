import { generateClient } from '#prisma/generate.ts'
import { failInOneSentence } from './fail.ts'
import { refuseTakenPort } from './port.js'
import { sayWhere } from './say-where.ts'

process.env.NODE_ENV = 'development'

failInOneSentence(async () => {
  await refuseTakenPort()
  generateClient()
  const { startReloading } = await import('./reload.ts')
  const { readConfig } = await import('#services/core/config.ts')
  const { serve } = await import('./serve.ts')
  const config = readConfig(process.env)
  const reloading = await startReloading()
  await serve({ config, build: await reloading.build(), reloading })
  sayWhere(config)
})
