/** How much of an entry each of these themes has: thousandths, alike, that sum to 1,000. No themes, no shares. */
export const evenShares = (themeCodes: readonly string[]): { themeCode: string; perMille: number }[] => {
  const codes = [...new Set(themeCodes)].sort()
  if (codes.length === 0) return []
  const each = Math.floor(1000 / codes.length)
  return codes.map((themeCode, at) => ({ themeCode, perMille: at === 0 ? 1000 - each * (codes.length - 1) : each }))
}

/** Minutes as people say them: "2 hours 15 minutes", to the quarter of an hour. */
export const hoursWords = (minutes: number): string => {
  const quarters = Math.round(Math.abs(minutes) / 15) * 15
  const hours = Math.floor(quarters / 60)
  const rest = quarters % 60
  const words = [
    ...(hours > 0 ? [`${hours.toLocaleString('en-GB')} ${hours === 1 ? 'hour' : 'hours'}`] : []),
    ...(rest > 0 ? [`${rest} minutes`] : []),
  ].join(' ')
  const said = words === '' ? (minutes === 0 ? 'no time' : 'a few minutes') : words
  return minutes < 0 ? `minus ${said}` : said
}

/** A working day of local government: 7 hours 24 minutes. */
export const dayMinutes = 444

/** What time is worth beside a day rate: minutes × rate ÷ 444, in pence, halves up. */
export const valuePence = (minutes: number, dayRatePence: number): number =>
  Math.floor((2 * minutes * dayRatePence + dayMinutes) / (2 * dayMinutes))
