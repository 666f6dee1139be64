import { generateClient } from '#prisma/generate.ts'
import { failInOneSentence } from './fail.ts'

// React and Express read this when they are first loaded, so it is set before anything else is.
process.env.NODE_ENV = 'production'

failInOneSentence(async () => {
  generateClient()
  const { serve } = await import('./serve.ts')
  await serve({ isReloading: false })
})
