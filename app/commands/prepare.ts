import { generateClient } from '#prisma/generate.ts'
import { readConfig } from '#services/core/config.ts'
import { failInOneSentence } from './fail.ts'
import { buildIfNeeded } from './pages.ts'

/* What `npm start` has done before it serves, where something is to be built: nothing is, for a configuration that is wrong. */

failInOneSentence(async () => {
  readConfig(process.env)
  generateClient()
  await buildIfNeeded()
})
