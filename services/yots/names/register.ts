import { editDistance } from './edit-distance.ts'
import { foldName, nameForms } from './fold-name.ts'

/** A service as the register knows it. */
export interface RegisteredYot {
  code: string
  name: string
  aliases: readonly string[]
}

/** An old or ambiguous name: `map` has one successor, `ask` needs a person to choose. */
export interface RetiredName {
  name: string
  candidates: readonly string[]
  action: 'map' | 'ask'
}

type NameKind = 'name' | 'alias' | 'retired'

interface KnownName {
  key: string
  text: string
  kind: NameKind
  codes: readonly string[]
  isAsk: boolean
}

/** Every way the register's services can be named, ready for matching and search. Made by `buildRegister`. */
export interface YotRegister {
  yots: ReadonlyMap<string, RegisteredYot>
  /** By folded key. */
  names: ReadonlyMap<string, KnownName>
}

/**
 * - `exact`: the text is a service's name, alias or a retired name with one successor
 * - `ask`: the text can mean several services; a person must choose
 * - `none`: not in the register; `near` are codes worth offering, best first, never to be applied unasked
 */
export type YotMatch =
  | { kind: 'exact'; code: string; via: NameKind }
  | { kind: 'ask'; candidates: readonly string[] }
  | { kind: 'none'; near: readonly string[] }

/**
 * Folds every name once. Names win over aliases, aliases over retired names; a retired name marked `ask` wins over
 * all, and a key that two services share becomes a question.
 */
export const buildRegister = (yots: readonly RegisteredYot[], retired: readonly RetiredName[]): YotRegister => {
  const names = new Map<string, KnownName>()
  const add = (text: string, kind: NameKind, codes: readonly string[], isAsk: boolean) => {
    const key = foldName(text)
    if (key === '') return
    const known = names.get(key)
    if (!known || (isAsk && !known.isAsk)) {
      names.set(key, { key, text, kind, codes, isAsk })
    } else if (!isAsk && codes.some((code) => !known.codes.includes(code))) {
      names.set(key, { ...known, codes: [...new Set([...known.codes, ...codes])], isAsk: true })
    }
  }
  for (const yot of yots) add(yot.name, 'name', [yot.code], false)
  for (const yot of yots) for (const text of [yot.code, ...yot.aliases]) add(text, 'alias', [yot.code], false)
  for (const old of retired) add(old.name, 'retired', old.candidates, old.action === 'ask')
  return { yots: new Map(yots.map((yot) => [yot.code, yot])), names }
}

/**
 * Which service a typed name means, exactly or not at all: case, accents, "&", punctuation, council words and the
 * YOT, YOS, YJS endings do not matter, letters do. A near match is only ever offered.
 */
export const resolveYot = (register: YotRegister, text: string): YotMatch => {
  const whole = resolveWhole(register, text)
  if (whole) return whole
  const several = resolveSeveral(register, text)
  if (several.length > 1) return { kind: 'ask', candidates: several }
  return { kind: 'none', near: nearYots(register, text) }
}

/** Whether a text is exactly a service's name or alias, in any dressing; without looking for near ones. */
export const isYotName = (register: YotRegister, text: string): boolean =>
  resolveWhole(register, text)?.kind === 'exact'

const resolveWhole = (register: YotRegister, text: string): YotMatch | null => {
  for (const { key, taken } of nameForms(text)) {
    const known = register.names.get(key)
    if (!known || isOtherTier(register, key, taken)) continue
    const [code] = known.codes
    if (known.isAsk || code === undefined || known.codes.length > 1) return { kind: 'ask', candidates: known.codes }
    return { kind: 'exact', code, via: known.kind }
  }
  return null
}

/** "Nottingham County Council" is not Nottingham, and "Derbyshire City" is not Derbyshire. */
const isOtherTier = (register: YotRegister, key: string, taken: readonly string[]): boolean => {
  const isCity = taken.includes('city')
  const isCounty = taken.includes('county') && !taken.includes('borough')
  if (isCity === isCounty) return false
  return isCounty ? register.names.has(`${key}shire`) : key.endsWith('shire')
}

/** "Leeds / Wakefield" names two services: each part exact, none left over. */
const resolveSeveral = (register: YotRegister, text: string): string[] => {
  const parts = text.split(/[/;,|+&\n]|\band\b/i).filter((part) => part.trim() !== '')
  const codes = new Set<string>()
  for (const part of parts) {
    const match = resolveWhole(register, part)
    if (match?.kind !== 'exact') return []
    codes.add(match.code)
  }
  return [...codes]
}

const nearEnough = 0.72
const mostOffered = 3

/** Up to three services whose names look like the text, best first; ties in the register's order. */
const nearYots = (register: YotRegister, text: string): string[] => {
  const best = new Map<string, number>()
  for (const { key } of nameForms(text)) {
    if (key.length < 3) continue
    const words = key.split(' ')
    for (const known of register.names.values()) {
      const closeness = closenessOf(key, words, known.key)
      if (closeness < nearEnough) continue
      for (const code of known.codes) best.set(code, Math.max(closeness, best.get(code) ?? 0))
    }
  }
  const ranked = [...best].sort(([, a], [, b]) => b - a)
  // Half of London shares the word "London": what only shares words is worth offering when it is not a crowd.
  const isCrowd = ranked.filter(([, closeness]) => closeness === nearEnough).length > mostOffered
  return ranked
    .filter(([, closeness]) => !isCrowd || closeness > nearEnough)
    .slice(0, mostOffered)
    .map(([code]) => code)
}

const closenessOf = (key: string, words: readonly string[], known: string): number => {
  const longest = Math.max(key.length, known.length)
  const allowed = Math.floor(longest * (1 - nearEnough))
  const distance = editDistance(key, known, allowed)
  const byLetters = distance > allowed ? 0 : 1 - distance / longest
  const knownWords = known.split(' ')
  const isWithin = known.length > 3 && knownWords.every((word) => words.includes(word))
  const hasWithin = words.every((word) => knownWords.includes(word))
  const isShortened = key.length > 4 && known.startsWith(key)
  return Math.max(byLetters, isWithin || hasWithin || isShortened ? nearEnough : 0)
}
