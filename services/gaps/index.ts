/** The front door of gaps: where somebody looked for help and it ended without. */

export { quarterOf } from './quarter.ts'
export { countQuietly, type QuietSearches, quietSearches } from './quiet-searches.ts'
export { closeGaps, type GapSource, type MetBy, recordGap } from './record-gap.ts'
export { type ReportSearchInput, reportSearch, reportSearchSchema, themesInWords } from './report-search.ts'
export { room } from './room.ts'
