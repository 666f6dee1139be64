import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { chromiumPath, mayBegin, postgresUrl } from './tests/setup/supplies.ts'

mayBegin()

const setupFiles = ['./tests/setup/wall.ts', './tests/setup/properties.ts']

const services = {
  setupFiles,
  // Files share a process, and what it has loaded: nothing in the rooms may live in a module between two of them. Loading it
  // all again for each took half of the time.
  isolate: false,
  include: [
    'services/**/*.test.ts',
    'prisma/**/*.test.ts',
    'app/**/*.test.{ts,tsx}',
    'tests/{bench,figures}/**/*.test.ts',
  ],
  testTimeout: 60_000,
  // A machine that does other things too is slow, and no test is wrong for that.
  hookTimeout: 60_000,
}

const speaksSql = /\$(query|execute)Raw/
const imports = /from '(#[^']+|\.\/[^']+)'/g

/**
 * Tests that open a database and whose answer may depend on which: they let several things happen at once, or test code that
 * speaks SQL of its own. What the rest asserts goes through the same client to either.
 */
const dependsOnDatabase = ['services', 'prisma', 'app']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => {
    if (!/\.test\.tsx?$/.test(path)) return false
    const text = readFileSync(path, 'utf8')
    if (!text.includes('openTestDatabase')) return false
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    const subjects = [...text.matchAll(imports)].map(([, name = '']) =>
      name.startsWith('#') ? name.slice(1) : folder + name.slice(2),
    )
    return (
      /Promise\.all|at once/.test(text) ||
      speaksSql.test(text) ||
      subjects.some((subject) => subject.startsWith('services/') && speaksSql.test(readFileSync(subject, 'utf8')))
    )
  })

/** Built once for the tests that visit pages, which are rendered as they are served: React warns of nothing and takes a third less. */
const pages = { globalSetup: ['./tests/setup/pages.ts'], env: { NODE_ENV: 'production' as const } }

export default defineConfig({
  test: {
    globalSetup: ['./tests/setup/snapshot.ts'],
    // On two cores one file at a time would leave one of them idle while the other waits for a page or a database.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './tests/setup/closing-line.ts'],
    projects: [
      { test: { name: 'shape', isolate: false, include: ['tests/shape/**/*.test.ts'] } },
      { test: { name: 'services', ...services, env: { TEST_DATABASE: 'embedded' } } },
      ...(postgresUrl
        ? [
            {
              test: {
                name: 'services-postgres',
                ...services,
                include: dependsOnDatabase,
                env: { TEST_DATABASE: 'postgres' },
              },
            },
          ]
        : []),
      {
        test: {
          name: 'journeys',
          setupFiles,
          include: ['tests/journeys/**/*.test.ts'],
          ...pages,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      ...(chromiumPath
        ? [
            {
              test: {
                name: 'browser',
                setupFiles,
                include: ['tests/browser/**/*.test.ts'],
                ...pages,
                testTimeout: 300_000,
                // A server stops once what it has in hand is done.
                hookTimeout: 60_000,
              },
            },
          ]
        : []),
    ],
  },
})
