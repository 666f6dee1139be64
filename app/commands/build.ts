import { generateClient } from '#prisma/generate.ts'
import { failInOneSentence } from './fail.ts'
import { buildPages } from './pages.ts'

process.env.NODE_ENV = 'production'

failInOneSentence(async () => {
  generateClient()
  await buildPages()
})
