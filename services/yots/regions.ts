export const regionNames: Readonly<Record<string, string>> = {
  'North East': 'North East',
  'North West': 'North West',
  'Yorks Hum': 'Yorkshire and the Humber',
  'East Mids': 'East Midlands',
  'West Mids': 'West Midlands',
  Eastern: 'East of England',
  London: 'London',
  'South East': 'South East',
  'South West': 'South West',
  Wales: 'Wales',
}

/** The register's regions, from north to south, then Wales. */
export const regions: readonly string[] = Object.keys(regionNames)

/** A region's full name: 'Yorks Hum' → 'Yorkshire and the Humber'. Unknown ones stay as they are. */
export const regionName = (region: string): string => regionNames[region] ?? region

/** A region in a URL: 'Yorks Hum' → 'yorks-hum'. */
export const regionCode = (region: string): string => region.toLowerCase().replaceAll(' ', '-')

/** The region of a code in a URL; null for none that there is. */
export const regionOfCode = (code: string): string | null =>
  regions.find((region) => regionCode(region) === code) ?? null

/** What stands for a region where there is room for two letters only. */
export const regionInitials: Readonly<Record<string, string>> = {
  'North East': 'NE',
  'North West': 'NW',
  'Yorks Hum': 'YH',
  'East Mids': 'EM',
  'West Mids': 'WM',
  Eastern: 'EE',
  London: 'L',
  'South East': 'SE',
  'South West': 'SW',
  Wales: 'W',
}
