const here = 'http://here.invalid'

/**
 * A path of this site, with its query, as a browser reads it: dots and backslashes resolved, everything beyond ASCII escaped, so that it
 * may stand in a header, and read once more it is the same. Null for anything that leads elsewhere: whoever resolves it last, browser or
 * router, must not find a host in it.
 */
export const localPath = (given: string): string | null => {
  if (!given.startsWith('/') || !URL.canParse(given, here)) return null
  const { origin, pathname, search, hash } = new URL(given, here)
  const path = pathname + search + hash
  // A second slash begins a host; escaped, it does so for whoever decodes the path first.
  return origin !== here || /^\/(?:\/|%2f|%5c)/i.test(path) ? null : path
}
