import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/*
 * What the machine may or may not have. Parts of the suite that need it are named as skipped, with the command that
 * supplies it; where NOTHING_SKIPPED is set, the run does not begin.
 */

const chromiumPlaces = [
  // Without a window to draw it takes half of the time.
  '/usr/bin/chromium-headless-shell',
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

/** A Java to run the HTML checker with, or null. */
export const javaPath: string | null =
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'java'))
    .find((path) => existsSync(path)) ?? null

/** A LibreOffice that opens documents, or null. */
export const officePath: string | null =
  ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path)) ?? null

/** The same where it works sheets out too, or null. */
export const calcPath: string | null = existsSync('/usr/lib/libreoffice/program/libsclo.so') ? officePath : null

type Part = { tests: string; lack: string; supply: string }

/** The parts of the suite that cannot run here. */
const skipped: Part[] = [
  ...(chromiumPath
    ? []
    : [
        {
          tests: 'the browser tests',
          lack: 'no Chromium was found',
          supply: 'apt-get install chromium-headless-shell && npm test (or set CHROMIUM_PATH)',
        },
      ]),
  ...(postgresUrl
    ? []
    : [
        {
          tests: 'the use cases on a PostgreSQL server',
          lack: 'no PostgreSQL server is named',
          supply: 'TEST_POSTGRES_URL=postgresql://user@host:5432/postgres npm test',
        },
      ]),
  ...(javaPath
    ? []
    : [
        {
          tests: 'the HTML checker over every page',
          lack: 'no Java was found',
          supply: 'apt-get install default-jre-headless && npm test',
        },
      ]),
  ...(officePath
    ? []
    : [
        {
          tests: 'the report as LibreOffice opens it',
          lack: 'no LibreOffice was found',
          supply: 'apt-get install libreoffice-writer-nogui && npm test',
        },
      ]),
  ...(calcPath
    ? []
    : [
        {
          tests: 'the business case as LibreOffice works it out',
          lack: 'no LibreOffice Calc was found',
          supply: 'apt-get install libreoffice-calc-nogui && npm test',
        },
      ]),
  ...(otherNode
    ? []
    : [
        {
          tests: 'the same plan on another line of Node',
          lack: 'no other Node is named',
          supply: 'OTHER_NODE=/path/to/another/bin/node npm test',
        },
      ]),
]

/** A sentence for each. */
export const missing = skipped.map(
  ({ tests, lack, supply }) => `Skipped: ${tests}, because ${lack}. To run them: ${supply}`,
)

/** Ends the run before it begins, with this sentence. */
export const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Where nothing may be skipped, the run does not begin unless this machine has everything. */
export const mayBegin = (): void => {
  if (!process.env.NOTHING_SKIPPED || skipped.length === 0) return
  const lacks = skipped.map(({ lack, supply }) => `${lack} (${supply.replace(/^(\w+=\S+) npm test$/, '$1')})`)
  refuse(`The tests do not begin: nothing may be skipped (NOTHING_SKIPPED), but ${lacks.join(' and ')}.`)
}
