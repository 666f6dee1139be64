import { buildIfNeeded } from '#app/commands/pages.ts'

/** The pages, built for production once per run where they changed. */
export default async function buildPagesForTests() {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await buildIfNeeded()
  } finally {
    process.env.NODE_ENV = NODE_ENV
  }
}
