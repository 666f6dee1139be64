import { existsSync } from 'node:fs'

/*
 * What the machine may or may not have. Parts of the suite that need it are named as skipped, with the command that
 * supplies it; where CI is set, missing it is an error.
 */

const chromiumPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium to drive, or null. */
export const chromiumPath: string | null =
  [process.env.CHROMIUM_PATH ?? '', ...chromiumPlaces].find((path) => path !== '' && existsSync(path)) ?? null

/** A PostgreSQL server on which tests may create databases, or null. */
export const postgresUrl: string | null = process.env.TEST_POSTGRES_URL || null

/** The `node` of another line than this one's, or null. */
export const otherNode: string | null = process.env.OTHER_NODE || null

/** A sentence for each part of the suite that cannot run here. */
export const missing: string[] = [
  ...(chromiumPath
    ? []
    : [
        'Skipped: the browser tests, because no Chromium was found. To run them: apt-get install chromium && npm test (or set CHROMIUM_PATH).',
      ]),
  ...(postgresUrl
    ? []
    : [
        'Skipped: the use cases on a PostgreSQL server, because none is named. To run them: TEST_POSTGRES_URL=postgresql://user@host:5432/postgres npm test',
      ]),
  ...(otherNode
    ? []
    : [
        'Skipped: the same plan on another line of Node, because none is named. To run it: OTHER_NODE=/path/to/another/bin/node npm test',
      ]),
]

if (process.env.CI && missing.length > 0) throw new Error(missing.join('\n'))
