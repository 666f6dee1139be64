import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { freePort, startServer } from '#tests/setup/process.ts'
import { newServerDatabase } from '#tests/setup/server-database.ts'
import { chromiumPath } from '#tests/setup/supplies.ts'

/**
 * A demonstration served by `npm start`'s own program, on a new folder and a free port; its database in that folder or, where one is
 * named, on a PostgreSQL server.
 */
export const serveDemonstration = async (
  server: string | null = null,
): Promise<{ origin: string; stop: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'critical-friend-walk-'))
  const port = await freePort()
  // Each walker says it comes from elsewhere, as people do, so that the limit on one source is not met.
  const database = server === null ? null : await newServerDatabase(server, 'walk')
  const { child, serving, output } = startServer({
    DATA_DIR: folder,
    PORT: port,
    TRUSTED_PROXIES: '1',
    ...(database === null ? {} : { DATABASE_URL: database.url }),
  })
  await serving
  if (child.exitCode !== null) throw new Error(`The server did not start: ${output()}`)
  return {
    origin: `http://localhost:${port}`,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      await database?.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A browser that reaches nothing but this machine; `also` maps one more name to a place on it: "exchange.test:80 127.0.0.1:4000". */
export const launchBrowser = (also?: string): Promise<Browser> =>
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
      // Whatever a page might ask of another host is not found.
      `--host-resolver-rules=${also === undefined ? '' : `MAP ${also}, `}MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
    ],
  })
