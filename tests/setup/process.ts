import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A port that nothing listens on. */
export const freePort = async (): Promise<string> => {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return String(port)
}

export type StartedServer = {
  child: ChildProcess
  /** Everything it has said. */
  output(): string
  /** Settles once it serves, or has ended. */
  serving: Promise<unknown>
  /** Its exit code. */
  ended: Promise<number | null>
}

/** `npm start`, as a process of its own. */
export const startServer = (env: Record<string, string>): StartedServer => {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['app/commands/start.js'], {
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const says = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
        if (output.includes('Critical Friend is at')) resolve()
      })
    }
  })
  const ended = once(child, 'close').then(([code]): number | null => code)
  return { child, output: () => output, serving: Promise.race([says, ended]), ended }
}
