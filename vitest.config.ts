import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shape', include: ['tests/shape/**/*.test.ts'] } },
      { test: { name: 'services', include: ['services/**/*.test.ts', 'app/**/*.test.{ts,tsx}'] } },
    ],
  },
})
