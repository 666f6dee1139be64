import { foldName } from './fold-name.ts'
import type { YotRegister } from './register.ts'

const mostWords = 7
const mostCharacters = 4_000

/**
 * Codes of the services that a running text names, each once: "moved to Leeds YOT", "covers Hull and the East Riding". A name
 * begins with a capital and the longest that fits counts, so that "East Riding" is not two. Names of several services are left out.
 */
export const yotsNamedIn = (register: YotRegister, text: string): string[] => {
  const words = text
    .slice(0, mostCharacters)
    .split(/[^\p{L}\p{N}&'’-]+/u)
    .filter((word) => word !== '')
  const codes = new Set<string>()
  for (let at = 0; at < words.length; at += 1) {
    if (!/^\p{Lu}/u.test(words[at] ?? '')) continue
    for (let count = Math.min(mostWords, words.length - at); count > 0; count -= 1) {
      const key = foldName(words.slice(at, at + count).join(' '))
      const known = key.length > 2 ? register.names.get(key) : undefined
      const [code, ...others] = known && !known.isAsk ? known.codes : []
      if (code === undefined || others.length > 0) continue
      codes.add(code)
      at += count - 1
      break
    }
  }
  return [...codes]
}
