import { isBlank } from './cell.ts'
import { type PostStatus, readStatus } from './read-status.ts'

/** One person's name as it should be held, and what an aside beside it said of their post. */
export interface ReadName {
  name: string
  status: PostStatus | null
  hadLeaveReason: boolean
  /** Not certainly a whole name: one word of a list ("Jane & Bob Smith"), digits, too many commas. */
  isUnclear: boolean
  /** That one word with the surname of the last in the list, should an address confirm it. */
  sharing: string | null
}

const titleWords =
  'mr|mrs|ms|miss|mx|dr|doctor|prof|professor|sir|dame|cllr|councillor|clr|rev|revd|reverend|lord|lady|baroness|canon|inspector|insp|superintendent|supt|sergeant|sgt|captain|capt|colonel|messrs|the hon|rt hon|hon'
const titleBefore = new RegExp(String.raw`^(?:${titleWords})(?:\.\s*|\s+)(?=\p{L})`, 'iu')
const titleAfter = new RegExp(String.raw`,\s*(?:${titleWords})\.?$`, 'i')
const titleAlone = new RegExp(String.raw`^(?:${titleWords})\.?$`, 'i')
const lettersAfter =
  /[\s,]+(?:M\.?B\.?E|O\.?B\.?E|C\.?B\.?E|B\.?E\.?M|K\.?C|Q\.?C|QPM|J\.?P|DL|Ph\.?D|BSc|MSc|MBA|LLB|DipSW|CQSW)\.?(?: ?\(hons\))?$|,\s*(?:BA|MA)$/i
const jobWords =
  /\b(?:head|manager|director|officer|lead(?:er)?|service|team|deputy|assistant|coordinator|co-ordinator|yot|yos|yjs|acting|interim|chief|supervisor|administrator|operational|operations|strategic)\b/i
const nobody =
  /^(?:unknown|not known|not given|\?+|no ?one|nobody|n\.k\.?|nk|see (?:above|below)|as above|ditto|"|'')$/i
/** Somebody is still to come: the post is there, and empty. */
const toCome =
  /^\W*(?:t\.?b\.?[acd]\b|to be (?:confirmed|advised|announced|appointed|recruited|filled)\b|(?:currently |being |out to )?(?:recruit(?:ing|ed|ment)|advert(?:ised|ising)?)\b|awaiting (?:appointment|recruitment|new starter)|(?:new )?appointment (?:pending|awaited))/i
const particles = new Set([
  'van',
  'von',
  'der',
  'den',
  'de',
  'del',
  'della',
  'di',
  'da',
  'du',
  'la',
  'le',
  'ter',
  'bin',
  'bint',
  'ap',
  'ab',
  'ferch',
  'y',
])

/** Whether the words stand for an unfilled post rather than a person: "Vacant", "TBC", "to be appointed". */
export const isVacantName = (text: string): boolean =>
  /\bvacan(?:t|cy)\b|\bpost unfilled\b/i.test(text) || toCome.test(text)

/**
 * The people named in one cell, in order: "Dr A Smith & B Jones", "SMITH, Jane; JONES, Bob", one a line. Titles, letters
 * after the name and bracketed asides are taken off, "LAST, First" is turned round, shouting is calmed.
 */
export const readNames = (text: string): ReadName[] => {
  if (isBlank(text) || nobody.test(text)) return []
  if (/^\W*vacan(?:t|cy)\b/i.test(text) && !/[;&+/\n]/.test(text)) return []
  const parts = splitPeople(text).filter((part) => !isVacantName(part))
  const isCrowd = parts.length > mostPeople
  const read = parts.slice(0, mostPeople).flatMap((part) => {
    const name = readName(part)
    return name ? [{ ...name, isCrowded: crowd.test(part) }] : []
  })
  const [surname] = (read.at(-1)?.name ?? '').split(' ').slice(1).slice(-1)
  return read.map(({ name, isCrowded, ...rest }) => {
    const isPart = parts.length > 1 && !name.includes(' ')
    return {
      ...rest,
      name,
      isUnclear: isPart || isOdd(name) || isCrowd || isCrowded,
      sharing: isPart && surname ? `${name} ${surname}` : null,
    }
  })
}

/** A cell naming more is a text or a mistake; the first are asked about. */
const mostPeople = 20
const longestName = 100
/** A mailbox that several read is nobody. */
const mailbox =
  /\b(?:inbox|mail ?box|enquiries|reception|duty (?:desk|officer|team)|business support|(?:team|general) (?:office|e?mail|admin))\b/i
const crowd =
  /\b(?:all|every|both|various|several|many|other|the)\b.*\b(?:managers?|staff|team|members?|officers?|workers?|heads?|leads?)\b|^\W*(?:(?:team|operational|operations|senior|deputy|service|yot|yos|yjs) )*(?:managers|officers|workers|staff|leads|seniors|deputies)\b|\(\s*(?:x|×)?\s*\d+\s*(?:x|×|people|staff|managers|off)?\s*\)|\b[x×]\s?\d+\b/i
const isOdd = (name: string) => mailbox.test(name) || /[\d,@<>=∕]|https?:/.test(name) || name.length > longestName

/** "c/o" with a slash that parts nobody: the name after it may be somebody else's post box. */
const careOf = 'c∕o'

const splitPeople = (text: string): string[] => {
  const whole = text
    .replace(/\b[pf]\/t\b/gi, ' ')
    .replace(/\bc\/o\b/gi, careOf)
    .replace(/[([][^)\]]*[)\]]?/g, (aside) => aside.replace(/[;/&+,\n]|\band\b/gi, ' '))
  return whole
    .split(/\s*(?:[;/&+|\n•]|\band\b)\s*/i)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-')
    .flatMap(splitCommas)
}

/** Commas part people only when each side is a whole name; else they part a surname from a first name. */
const splitCommas = (text: string): string[] => {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const isWhole = (part: string) => {
    const plain = part.replace(/[([][^)\]]*[)\]]?/g, ' ').trim()
    const words = bareName(plain).split(' ')
    return words.length > 1 && words.length < 5 && !jobWords.test(plain) && !isSurname(plain)
  }
  return parts.length > 1 && parts.every(isWhole) ? parts : [text]
}

/** "VAN DER BERG", "de la Cruz": several words, yet one surname. */
const isSurname = (part: string) => {
  const words = part.split(' ')
  return (words.length > 1 && part === part.toUpperCase()) || particles.has((words[0] ?? '').toLowerCase())
}

const readName = (text: string): Omit<ReadName, 'isUnclear' | 'sharing'> | null => {
  let status: PostStatus | null = null
  let hadLeaveReason = false
  const listen = (aside: string) => {
    if (isEarlierName(aside)) return ' '
    const read = readStatus(aside.trim())
    status ??= read.status === 'substantive' || read.status === 'vacant' ? null : read.status
    hadLeaveReason ||= read.hadLeaveReason
    return ' '
  }
  const listenIfAside = (tail: string, aside: string) => (isAside(aside) ? listen(aside) : tail)
  const bare = text
    .replace(/[([]([^)\]]*)[)\]]?/g, (_, aside: string) => listen(aside))
    .replace(/\s+[–—-]+\s+(.+)$/, listenIfAside)
    .replace(/,\s*([^,]+)$/, listenIfAside)
    .replace(/\s(?:n[ée]e|formerly)\s+\p{Lu}.*$/iu, ' ')
    .replace(/(?<!\p{L})(\p{Lu})\.(?=\p{Lu}\p{Ll})/gu, '$1. ')
    .replace(/^(?:ex|former|formerly|acting|interim)\b[\s:–-]+/i, (word) => listen(word.replace(/[^a-z]/gi, '')))
    .replace(/[*†‡§^~"“”:?!]+/g, ' ')
    .replace(/\s+/g, ' ')
  const name = calmName(turnRound(bareName(bare)))
  return /\p{L}/u.test(name) ? { name, status, hadLeaveReason } : null
}

/** "(née Ford)", "formerly Ford": another name for the same person. */
const isEarlierName = (aside: string): boolean =>
  /^\s*(?:n[ée]e|formerly|previously|was|maiden name)\s+\p{Lu}[\p{L}'’-]*\s*$/u.test(aside) && !jobWords.test(aside)

/** A job title or a word on where someone stands, written beside the name. */
const isAside = (text: string): boolean => {
  const { status, hadLeaveReason } = readStatus(text.trim())
  return jobWords.test(text) || hadLeaveReason || (status !== null && status !== 'substantive')
}

/** Without titles before and letters after; nothing when only a title is there. */
const bareName = (text: string): string => {
  let bare = text.replace(/^[\s,;.–-]+|[\s,;–-]+$/g, '')
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(titleBefore, '').replace(titleAfter, '').replace(lettersAfter, '').trim()
  }
  return titleAlone.test(bare) ? '' : bare
}

/** "SMITH, Dr Jane" is Jane SMITH; with more commas than one nothing is certain and they stay. */
const turnRound = (text: string): string => {
  const [last, first, ...more] = text.split(/\s*,\s*/)
  return last && first && more.length === 0 ? `${bareName(first)} ${last}` : text
}

/** Recases words that are all capitals or all small letters; names somebody cased with care stay as they are. */
const calmName = (text: string): string => {
  const isShouted = text === text.toUpperCase()
  return text
    .split(' ')
    .map((word, i, words) => {
      const isShoutedMac = /^Ma?c\p{Lu}{2,}$/u.test(word)
      const isCareful = word !== word.toUpperCase() && word !== word.toLowerCase() && !isShoutedMac
      const isLast = i > 0 && i === words.length - 1
      if (
        /-|['’]/.test(word) &&
        /Ma?c\p{Lu}{2}/u.test(word) &&
        word.replace(/Ma?c/g, '') === word.replace(/Ma?c/g, '').toUpperCase()
      )
        return calmWord(word.toLowerCase())
      if (word === 'ST.') return 'St.'
      if (isCareful || isInitials(word, isShouted || isLast)) return word
      const small = word.toLowerCase()
      if (particles.has(small) && i > 0 && i < words.length - 1) return small
      return calmWord(small)
    })
    .join(' ')
}

/** "J", "J.B.", "TJ": kept, unless two letters could be a shouted name ("JO", "Mei NG"). */
const isInitials = (word: string, mayBeName: boolean): boolean => {
  if (word !== word.toUpperCase()) return false
  const only = word.replace(/[^\p{L}]/gu, '')
  return only.length === 1 || word.includes('.') || (only.length === 2 && (!mayBeName || !/[AEIOUYNG]/.test(only)))
}

const calmWord = (word: string): string =>
  word
    .replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\bMc(\p{L})/gu, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/(['’])S$/, (_, mark: string) => `${mark}s`)
