const browsers = [
  [/edg(e|a|ios)?\//i, 'Edge'],
  [/firefox|fxios/i, 'Firefox'],
  [/opr\//i, 'Opera'],
  [/chrome|crios|chromium/i, 'Chrome'],
  [/safari/i, 'Safari'],
] as const

const systems = [
  [/iphone/i, 'iPhone'],
  [/ipad/i, 'iPad'],
  [/android/i, 'Android'],
  [/windows/i, 'Windows'],
  [/mac os/i, 'a Mac'],
  [/cros/i, 'a Chromebook'],
  [/linux/i, 'Linux'],
] as const

const match = (table: readonly (readonly [RegExp, string])[], text: string) =>
  table.find(([pattern]) => pattern.test(text))?.[1]

/** "Edge on Windows": enough for people to know their own devices by, and no more than that is kept. */
export const describeBrowser = (userAgent: string): string =>
  `${match(browsers, userAgent) ?? 'A browser'} on ${match(systems, userAgent) ?? 'an unknown system'}`
