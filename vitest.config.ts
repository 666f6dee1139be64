import { defineConfig } from 'vitest/config'

const services = ['services/**/*.test.ts', 'app/**/*.test.{ts,tsx}']
const snapshot = ['./tests/setup/snapshot.ts']

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shape', include: ['tests/shape/**/*.test.ts'] } },
      { test: { name: 'services', include: services, globalSetup: snapshot, testTimeout: 20_000 } },
      // The same use cases on a PostgreSQL server, where one is named.
      ...(process.env.TEST_POSTGRES_URL
        ? [{ test: { name: 'services-postgres', include: services, globalSetup: snapshot, testTimeout: 20_000 } }]
        : []),
    ],
  },
})
