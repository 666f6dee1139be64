import { spawnSync } from 'node:child_process'
import { fingerprint, isBuiltOf } from './built.js'
import { refuseTakenPort } from './port.js'

/*
 * npm start. What is built is served by this process, and by nothing that reads TypeScript; building it, where it is not up to
 * date, is done by a process of its own, so that no compiler stays beside the server.
 */

// React and Express read this when they are first loaded, so it is set before anything else is.
process.env.NODE_ENV = 'production'

await refuseTakenPort()
if (!isBuiltOf(fingerprint())) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'app/commands/prepare.ts'], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
/** Written by the build, so not there for whoever checks types before. */
const built = '../../build/server/serve.js'
await import(built)
