import type { Job } from './jobs.ts'

/**
 * What a PostgreSQL server does by itself and the embedded database does not: clears up after changed rows and counts what
 * there is, so that questions are answered by their indexes.
 */
export const tendDatabase: Job = {
  name: 'core.tend-database',
  title: 'Tend the database',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    if (ctx.config.databaseUrl !== null) return
    await ctx.db.$executeRaw`vacuum analyze`
  },
}
