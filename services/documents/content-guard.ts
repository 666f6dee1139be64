import type { z } from 'zod'

/*
 * The exchange holds no child's details and nothing from criminal records, by design. What people type is checked for
 * the forms such details take, and refused with a way to say the same without them. It looks for forms, not for meaning:
 * a page that asks for free text still says what to leave out.
 */

type DetailKind =
  | 'birth-date'
  | 'name-with-date'
  | 'name-with-age'
  | 'police-number'
  | 'prison-number'
  | 'nhs-number'
  | 'pupil-number'
  | 'insurance-number'
  | 'case-number'

/** Something that may identify a child, as it stands in the text. */
export type Detail = { kind: DetailKind; text: string }

type Pattern = { kind: DetailKind; find: RegExp; isReal?: (match: RegExpMatchArray) => boolean }

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
/** A day of a year: 12/03/2010, 12.3.10, 2010-03-12, 12 March 2010, March 12th, 2010. */
const day = `(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month},? \\d{4}|${month} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})(?!\\d)`

/** Two or three words that begin with a capital, as names do. Case is minded here, so these patterns have no `i`. */
const name = "\\b(\\p{Lu}\\p{Ll}[\\p{L}'’-]{0,30}(?: \\p{Lu}[\\p{L}'’-]{0,30}\\.?){1,2})"

/** `month` for patterns that mind case: the first letter either way. */
const anyCaseDay = day.replace(/\b(jan|feb|mar|apr|may|june|july|aug|sept|oct|nov|dec)/g, (word) => {
  const first = word.charAt(0)
  return `[${first}${first.toUpperCase()}]${word.slice(1)}`
})

/** Words of titles, days and bodies: a pair of words with one of these is not a child's name. */
const notNames = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december spring summer autumn winter on in at by since from until before after during between the our
  my we i this that it they he she council county city borough service services team board inspection panel report plan
  conference committee meeting review authority police court youth justice association trust partnership strategy policy
  act programme project training workshop event day week month year ofsted final draft north south east west
  young people person persons children boys girls staff adults parents carers`.split(/\s+/),
)

const couldBeName = (words: string) => words.split(' ').every((word) => !notNames.has(word.toLowerCase()))

const checkLetters = 'ZABCDEFGHJKLMNPQRTUVWXY'

/** Whether a police number's last letter is the check letter of its year and serial number. */
const hasCheckLetter = (year: string, serial: string, width: number, letter: string) =>
  checkLetters[Number(`${year.slice(-2)}${serial.padStart(width, '0')}`) % 23] === letter.toUpperCase()

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** The NHS number's own check digit: weights 10 to 2, modulus 11. */
const isNhsNumber = (digits: string) => {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check < 10 && Number(digits[9]) === check
}

const patterns: readonly Pattern[] = [
  {
    kind: 'birth-date',
    find: new RegExp(
      `\\b(?:d\\.? ?o\\.? ?b\\b\\.?|date of birth|birth ?date|birthday|born)[^.\\n\\d]{0,20}?\\b${day}`,
      'giu',
    ),
  },
  {
    kind: 'name-with-date',
    find: new RegExp(`${name}[ ,:;–-]{0,3}\\(?(?:b\\. ?)?${anyCaseDay}`, 'gu'),
    isReal: ([, words = '']) => couldBeName(words),
  },
  {
    kind: 'name-with-age',
    find: new RegExp(`${name},? (?:\\(?aged? (?:of )?1?\\d\\b|\\(1\\d\\)|1\\d years? old\\b)`, 'gu'),
    isReal: ([, words = '']) => couldBeName(words),
  },
  // Police National Computer: 2012/0123456K, 12/123456K, 20120123456K.
  {
    kind: 'police-number',
    find: /(?<![\w/])((?:19|20)\d{2}|\d{2})\/(\d{1,7}) ?([A-HJ-NP-RT-Z])(?!\w)/giu,
    isReal: ([, year = '', serial = '', letter = '']) => serial.length >= 5 || hasCheckLetter(year, serial, 7, letter),
  },
  {
    kind: 'police-number',
    find: /(?<!\w)((?:19|20)\d{2})(\d{7})([A-HJ-NP-RT-Z])(?!\w)/giu,
  },
  // Criminal Records Office: 265416/21G, SF39/83654P.
  {
    kind: 'police-number',
    find: /(?<![\w/])(\d{1,6})\/(\d{2}) ?([A-HJ-NP-RT-Z])(?!\w)/giu,
    isReal: ([, serial = '', year = '', letter = '']) => serial.length >= 5 || hasCheckLetter(year, serial, 6, letter),
  },
  { kind: 'police-number', find: /(?<!\w)SF\d{2}\/\d{1,6} ?[A-Z](?!\w)/giu },
  { kind: 'prison-number', find: /(?<!\w)[A-Z]\d{4}[A-Z]{2}(?!\w)/gu },
  {
    kind: 'nhs-number',
    find: /(?<![\d.])\d{3}[ -]\d{3}[ -]\d{4}(?![\d.])/gu,
    isReal: ([text]) => isNhsNumber(digitsOf(text)),
  },
  { kind: 'pupil-number', find: /(?<!\w)[A-HJ-NP-RT-Z]\d{11}[0-9A-Z](?!\w)/gu },
  {
    kind: 'insurance-number',
    find: /(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)/gu,
  },
  // Numbers that say what they are: "URN 4471023", "case no. YJ/20113", "NHS number is 943 476 5919".
  {
    kind: 'case-number',
    find: /\b(?:URN|UPN|ULN|PNC|CRO|NOMS|NHS|ChildView|Childview|CareWorks|AssetPlus|child|client|case|pupil|prisoner|young person)(?:['’]s)?(?: (?:id|number|no\.?|ref(?:erence)?\.?|identifier)| ?#)[ :=-]{0,3}(?:is |was )?[A-Z]{0,5}[/-]?\d[\d /-]{2,}\d/giu,
  },
  { kind: 'case-number', find: /\b(?:URN|UPN|ULN|PNC|CRO)[ :=-]{1,3}[A-Z]{0,5}[/-]?\d[\d/-]{3,}\d/giu },
]

/** Spaces, digits and letters that look like ours become ours, and invisible characters go. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u00ad]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/[‐-―−]/gu, '-')

/** Everything in a text that may identify a child, in the order it stands there, each stretch once. Empty when it is fine. */
export const findDetails = (text: string): Detail[] => {
  const read = plain(text)
  const found = patterns.flatMap(({ kind, find, isReal }) =>
    [...read.matchAll(find)].flatMap((match) =>
      isReal && !isReal(match)
        ? []
        : [{ kind, text: match[0].trim(), from: match.index, until: match.index + match[0].length }],
    ),
  )
  return found
    .filter((one, index) => !found.some((other, at) => at < index && other.from < one.until && one.from < other.until))
    .sort((a, b) => a.from - b.from)
    .map(({ kind, text }) => ({ kind, text }))
}

const advice: Record<DetailKind, string> = {
  'birth-date': 'looks like a date of birth. Take it out, or give an age instead, like “a boy of 15”',
  'name-with-date':
    'looks like a name with a date of birth. Take the name out; if it is the date of a piece of work, write the month and year',
  'name-with-age': 'looks like a child’s name and age. Take the name out, like “a girl of 15”',
  'police-number': 'looks like a police record number. Take it out',
  'prison-number': 'looks like a prison number. Take it out',
  'nhs-number': 'looks like an NHS number. Take it out',
  'pupil-number': 'looks like a pupil number. Take it out',
  'insurance-number': 'looks like a National Insurance number. Take it out',
  'case-number': 'looks like a case number. Take it out: say what the case shows, not which it is',
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)

/** What to mend, in one sentence that names the first stretch; null when the text is fine. */
export const guardText = (text: string): string | null => {
  const [first, ...others] = findDetails(text)
  if (!first) return null
  const more = others.length === 0 ? '' : ` There ${others.length === 1 ? 'is one more' : `are ${others.length} more`}.`
  return `“${short(first.text)}” ${advice[first.kind]}. We hold nothing about individual children.${more}`
}

/** A text field's schema that also refuses children's details: `guarded(z.string({ error: 'Enter your evidence' }))`. */
export const guarded = <Schema extends z.ZodType<string>>(schema: Schema) =>
  schema.check(({ value, issues }) => {
    const fault = guardText(value)
    if (fault !== null) issues.push({ code: 'custom', message: fault, input: value })
  })
