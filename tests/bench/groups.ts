import type { BenchGroup } from './bench.ts'

/** Every group of `npm run bench`, one line each; only those asked for are loaded. */
export const groups: Record<string, () => Promise<{ group: BenchGroup }>> = {
  briefing: () => import('./briefing.ts'),
  hidden: () => import('./hidden.ts'),
  matching: () => import('./matching.ts'),
  bytes: () => import('./bytes.ts'),
  catalogue: () => import('./catalogue.ts'),
  calendars: () => import('./calendars.ts'),
  conflicts: () => import('./conflicts.ts'),
  engagements: () => import('./engagements.ts'),
  pages: () => import('./pages.ts'),
  queries: () => import('./queries.ts'),
  ratings: () => import('./ratings.ts'),
  snapshot: () => import('./snapshot.ts'),
  start: () => import('./start.ts'),
}
