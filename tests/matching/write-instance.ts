import type { Generated } from './generate.ts'

/** A generated round as the JSON that `npm run plan` reads. */
export function instanceOf({ needs, candidates, conflicts }: Generated, more: Record<string, unknown> = {}) {
  return {
    format: 1,
    requests: needs,
    experts: candidates,
    conflicts,
    rules: { maxPerYot: 1, minOtherRegions: 2, maxShareOfRegion: 0.5 },
    options: { fairness: false, seconds: 60 },
    ...more,
  }
}
