/** Regions read together where one alone would tell of too few. */
export const areas: readonly { name: string; regions: readonly string[] }[] = [
  { name: 'North', regions: ['North East', 'North West', 'Yorks Hum'] },
  { name: 'Midlands', regions: ['East Mids', 'West Mids', 'Eastern'] },
  { name: 'South', regions: ['London', 'South East', 'South West'] },
  { name: 'Wales', regions: ['Wales'] },
]

/** The area that a region lies in; '' for none. */
export const areaOf = (region: string): string => areas.find(({ regions }) => regions.includes(region))?.name ?? ''
