import { describe, it } from 'vitest'
import { freePort, type StartedServer, startServer } from '#tests/setup/process.ts'
import { env, type Fleet, surviveKills } from './kill-load.ts'

/** One process on the embedded database. */
const oneProcess = async (): Promise<Fleet> => {
  const port = await freePort()
  let server: StartedServer | null = null
  const start = async () => {
    server = startServer({ ...env, PORT: port })
    await server.serving
    if (server.child.exitCode !== null) throw new Error(server.output())
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    server?.child.kill(signal)
    await server?.ended
  }
  return {
    start,
    origin: () => `http://127.0.0.1:${port}`,
    kill: async () => {
      await end('SIGKILL')
      await start()
    },
    stop: () => end('SIGTERM'),
  }
}

describe('killed again and again under load', () => {
  it(
    'loses nothing that a page confirmed, does nothing twice, and sends each message',
    {
      timeout: 600_000,
    },
    async () => surviveKills(await oneProcess(), 5),
  )
})
