import { foldText } from '#services/core/fold.ts'

/** Words that join or introduce, in English and Welsh: "Bath & NE Somerset", "The Isle of Wight" and "Isle Wight" fold alike. */
const joiningWords = new Set(['and', 'the', 'of', 'a', 'ac'])

/** Ways to say "youth justice service", English then Welsh, as folded words; taken off either end of a name. */
const serviceEndings: readonly (readonly string[])[] = [
  'youth offending teams',
  'youth offending team',
  'youth offending services',
  'youth offending service',
  'youth offender team',
  'youth offenders team',
  'youth justice services',
  'youth justice service',
  'youth justice teams',
  'youth justice team',
  'youth offending',
  'youth justice',
  'yot team',
  'yot service',
  'yos team',
  'yjs team',
  'yots',
  'yot',
  'yos',
  'yjs',
  'yjt',
  'gwasanaeth cyfiawnder ieuenctid',
  'gwasanaeth troseddau ieuenctid',
  'tim cyfiawnder ieuenctid',
  'tim troseddau ieuenctid',
].map((phrase) => phrase.split(' '))

/** What councils are called around the name of their place. "London" and "royal" only go together with "borough". */
const councilWords: readonly (readonly string[])[] = [
  'london borough',
  'royal borough',
  'metropolitan borough',
  'county borough',
  'local authority',
  'unitary authority',
  'corporation',
  'metropolitan',
  'council',
  'county',
  'borough',
  'district',
  'unitary',
  'city',
  'dinas a sir',
  'bwrdeistref sirol',
  'cyngor',
  'dinas',
  'sir',
  'mbc',
  'mdc',
  'cbc',
  'cc',
  'bc',
  'lb',
  'rb',
].map((phrase) => phrase.split(' '))

/** The folded words of a text, joining words left out. */
export const foldWords = (text: string): string[] =>
  foldText(text)
    .split(' ')
    .filter((word) => word !== '' && !joiningWords.has(word))

const startsWith = (words: readonly string[], phrase: readonly string[]) =>
  words.length > phrase.length && phrase.every((word, i) => words[i] === word)

const endsWith = (words: readonly string[], phrase: readonly string[]) =>
  words.length > phrase.length && phrase.every((word, i) => words[words.length - phrase.length + i] === word)

/** Takes one of the phrases off the end, else off the start; never the whole name. */
const takeOff = (words: readonly string[], phrases: readonly (readonly string[])[]) => {
  const last = phrases.find((phrase) => endsWith(words, phrase))
  if (last) return { words: words.slice(0, words.length - last.length), taken: last }
  const first = phrases.find((phrase) => startsWith(words, phrase))
  if (first) return { words: words.slice(first.length), taken: first }
  return null
}

const withoutEndings = (words: readonly string[]): readonly string[] => {
  let left = words
  for (let next = takeOff(left, serviceEndings); next; next = takeOff(left, serviceEndings)) left = next.words
  return left
}

/**
 * The key a service's name is compared by: folded words without joining words and without the YOT, YOS, YJS or
 * "youth justice service" at either end. Council words stay: "City of London" must not become "London".
 */
export const foldName = (text: string): string => withoutEndings(foldWords(text)).join(' ')

/** One way of reading a name: its key, and the council words taken off to get there. */
export interface NameForm {
  key: string
  taken: readonly string[]
}

/**
 * The keys a typed name may be known by, most literal first: "Leeds City Council YOS" gives "leeds city council",
 * "leeds city", "leeds".
 */
export const nameForms = (text: string): NameForm[] => {
  let words = withoutEndings(foldWords(text))
  if (words.length === 0) return []
  const forms: NameForm[] = [{ key: words.join(' '), taken: [] }]
  let taken: readonly string[] = []
  for (let next = takeOff(words, councilWords); next; next = takeOff(words, councilWords)) {
    taken = [...taken, ...next.taken]
    words = withoutEndings(next.words)
    forms.push({ key: words.join(' '), taken })
  }
  return forms
}

/** Words that say what kind of body it is, not which; a search leaves them out when anything else was typed. */
export const isKindWord = (word: string): boolean => kindWords.has(word)

const kindWords = new Set([
  ...serviceEndings.flat(),
  ...councilWords.flat().filter((word) => word !== 'london' && word !== 'royal'),
  'offending',
  'services',
  'teams',
])
