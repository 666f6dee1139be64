import { editDistance } from './edit-distance.ts'
import { foldWords, isKindWord, nameForms } from './fold-name.ts'
import type { YotRegister } from './register.ts'

/** One service found: `matched` is the name that was hit, worth showing when it is not the service's own name. */
export interface FoundYot {
  code: string
  name: string
  matched: string
  isClose: boolean
}

const weights = { exact: 100, word: 10, start: 6, slip: 3 }

/**
 * Services whose name, alias or retired name answers the query, best first, at most `limit`. Every typed word must be
 * found: whole, as the beginning of a word, or with a slip or two ("hakney"). Ties go by name, so the order never varies.
 */
export const searchYots = (register: YotRegister, query: string, limit = 10): FoundYot[] => {
  const typed = foldWords(query)
  const telling = typed.filter((word) => !isKindWord(word))
  const words = telling.length > 0 ? telling : typed
  if (words.length === 0) return []
  const keys = new Set(nameForms(query).map((form) => form.key))
  const wordScores = new Map<string, readonly number[]>()
  const scoresOf = (known: string): readonly number[] => {
    const seen = wordScores.get(known)
    if (seen) return seen
    const scores = words.map((word) => scoreWord(word, known))
    wordScores.set(known, scores)
    return scores
  }

  const best = new Map<string, { score: number; matched: string; isClose: boolean }>()
  for (const known of register.names.values()) {
    const knownWords = known.key.split(' ').map(scoresOf)
    const perWord = words.map((_, i) => Math.max(...knownWords.map((scores) => scores[i] ?? 0)))
    const isExact = keys.has(known.key)
    if (!isExact && perWord.some((score) => score === 0)) continue
    const sum = perWord.reduce((total, score) => total + score, 0)
    // Of two names holding the same words, the one with fewer others is the better answer.
    const score = (isExact ? weights.exact : 0) + sum / words.length - knownWords.length / 10
    for (const code of known.codes) {
      const before = best.get(code)
      if (before && before.score >= score) continue
      best.set(code, { score, matched: known.text, isClose: !isExact && perWord.includes(weights.slip) })
    }
  }
  return [...best]
    .flatMap(([code, { score, matched, isClose }]) => {
      const yot = register.yots.get(code)
      return yot ? [{ score, found: { code, name: yot.name, matched, isClose } }] : []
    })
    .sort((a, b) => b.score - a.score || a.found.name.localeCompare(b.found.name, 'en-GB'))
    .slice(0, limit)
    .map(({ found }) => found)
}

const scoreWord = (typed: string, known: string): number => {
  if (typed === known) return weights.word
  if (known.startsWith(typed)) return weights.start
  const slips = typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2
  return slips > 0 && editDistance(typed, known, slips) <= slips ? weights.slip : 0
}
