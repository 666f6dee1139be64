import { defineConfig } from 'vitest/config'

const services = { include: ['services/**/*.test.ts', 'app/**/*.test.{ts,tsx}'], testTimeout: 20_000 }

export default defineConfig({
  test: {
    globalSetup: ['./tests/setup/snapshot.ts'],
    projects: [
      { test: { name: 'shape', include: ['tests/shape/**/*.test.ts'] } },
      { test: { name: 'services', ...services, env: { TEST_DATABASE: 'embedded' } } },
      // The same use cases on a PostgreSQL server, where one is named.
      ...(process.env.TEST_POSTGRES_URL
        ? [{ test: { name: 'services-postgres', ...services, env: { TEST_DATABASE: 'postgres' } } }]
        : []),
    ],
  },
})
