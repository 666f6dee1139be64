import { generateClient } from '#prisma/generate.ts'
import { failInOneSentence } from './fail.ts'

process.env.NODE_ENV = 'development'

failInOneSentence(async () => {
  generateClient()
  const { serve } = await import('./serve.ts')
  await serve({ isReloading: true })
})
