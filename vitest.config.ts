import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { chromiumPath, postgresUrl } from './tests/setup/supplies.ts'

const services = {
  include: ['services/**/*.test.ts', 'prisma/**/*.test.ts', 'app/**/*.test.{ts,tsx}'],
  testTimeout: 60_000,
}

/** Tests that open a database: what the rest asserts does not depend on which. */
const onDatabase = ['services', 'prisma', 'app']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.test\.tsx?$/.test(path) && readFileSync(path, 'utf8').includes('openTestDatabase'))

/** Built once for the tests that visit pages. */
const pages = ['./tests/setup/pages.ts']

export default defineConfig({
  test: {
    globalSetup: ['./tests/setup/snapshot.ts'],
    // On two cores one file at a time would leave one of them idle while the other waits for a page or a database.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './tests/setup/closing-line.ts'],
    projects: [
      { test: { name: 'shape', include: ['tests/shape/**/*.test.ts'] } },
      { test: { name: 'services', ...services, env: { TEST_DATABASE: 'embedded' } } },
      ...(postgresUrl
        ? [
            {
              test: { name: 'services-postgres', ...services, include: onDatabase, env: { TEST_DATABASE: 'postgres' } },
            },
          ]
        : []),
      {
        test: { name: 'journeys', include: ['tests/journeys/**/*.test.ts'], globalSetup: pages, testTimeout: 120_000 },
      },
      ...(chromiumPath
        ? [
            {
              test: {
                name: 'browser',
                include: ['tests/browser/**/*.test.ts'],
                globalSetup: pages,
                testTimeout: 300_000,
              },
            },
          ]
        : []),
    ],
  },
})
