import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from '#tests/setup/supplies.ts'

/** A demonstration served by `npm start`'s own program, on a new folder and a free port. */
export const serveDemonstration = async (): Promise<{ origin: string; stop: () => Promise<void> }> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  const folder = mkdtempSync(join(tmpdir(), 'critical-friend-walk-'))
  const { PATH = '', HOME = '' } = process.env
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'app/commands/start.ts'], {
    // Each walker says it comes from elsewhere, as people do, so that the limit on one source is not met.
    env: { PATH, HOME, NODE_ENV: 'production', DATA_DIR: folder, PORT: String(port), TRUSTED_PROXIES: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk) => {
      said += chunk
      if (said.includes('Critical Friend is at')) resolve()
    })
    child.once('exit', () => reject(new Error(`The server did not start: ${said}`)))
  })
  return {
    origin: `http://localhost:${port}`,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
