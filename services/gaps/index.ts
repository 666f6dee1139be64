/** The front door of gaps: where somebody looked for help and it ended without. */

export { quarterOf } from './quarter.ts'
export { countQuietly, quietSearches } from './quiet-searches.ts'
export { closeGaps, recordGap } from './record-gap.ts'
export { reportSearch, reportSearchSchema } from './report-search.ts'
export { room } from './room.ts'
