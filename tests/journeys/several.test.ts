import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, inject, it, vi } from 'vitest'
import { freePort, type StartedServer, startServer } from '#tests/setup/process.ts'
import { newServerDatabase } from '#tests/setup/server-database.ts'
import { env, type Fleet, surviveKills } from './kill-load.ts'

const postgres = inject('postgres')
const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

const processesEach = 2

/** The processes that a server has started and that are still there, by what the kernel says. */
const childrenOf = ({ child }: StartedServer): number[] => {
  if (child.exitCode !== null || child.signalCode !== null) return []
  const said = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
  return said.split(' ').filter(Boolean).map(Number)
}

/** Two servers of several processes each on one database, as behind one address that sends people to either. */
const twoServers = async (url: string): Promise<Fleet> => {
  const database = await newServerDatabase(url, 'several')
  closing.push(database.drop)
  env.DATABASE_URL = database.url

  const ports = [await freePort(), await freePort()]
  const servers: StartedServer[] = []
  let asked = 0
  const startOne = async (at: number) => {
    const server = startServer({ ...env, LOG_LEVEL: 'info', PROCESSES: String(processesEach), PORT: ports[at] ?? '' })
    servers[at] = server
    await server.serving
    if (server.child.exitCode !== null) throw new Error(server.output())
  }
  // Being there is not enough: a server with none that listens yet refuses whoever comes, as any server does that is starting.
  const serving = (server: StartedServer) =>
    childrenOf(server).filter((pid) => server.output().includes(`"pid":${pid},"msg":"a process serves"`))
  const areWhole = () =>
    vi.waitFor(() => expect(servers.map((server) => serving(server).length)).toEqual([2, 2]), 60_000)
  return {
    start: async () => {
      // Both at once: one of them brings the database up to date, the other waits for it.
      await Promise.all([startOne(0), startOne(1)])
      await areWhole()
    },
    origin: () => {
      asked += 1
      return `http://127.0.0.1:${ports[asked % 2]}`
    },
    kill: async (random) => {
      const at = Math.floor(random() * 2)
      const server = servers[at]
      if (!server) throw new Error('There is nothing to kill')
      const children = childrenOf(server)
      const victim = random() < 0.25 ? undefined : children[Math.floor(random() * children.length)]
      if (victim !== undefined) process.kill(victim, 'SIGKILL')
      else {
        server.child.kill('SIGKILL')
        await server.ended
        await startOne(at)
      }
      await areWhole()
    },
    stop: async () => {
      for (const { child } of servers) child.kill('SIGTERM')
      expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([0, 0])
    },
  }
}

// The embedded database is one process's.
describe.skipIf(!postgres || process.platform !== 'linux')('several processes of two servers on one database', () => {
  if (!postgres) return
  it('lose nothing and do nothing twice when one of them is killed at random', { timeout: 600_000 }, async () =>
    surviveKills(await twoServers(postgres.url), 3),
  )
})
