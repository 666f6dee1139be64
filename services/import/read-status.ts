import { findDates } from './read-date.ts'

/** Where a post stands; `ended` is what "left" becomes. */
export type PostStatus = 'substantive' | 'acting' | 'interim' | 'vacant' | 'on leave' | 'ended'

const absence =
  /\b(?:mat(?:ernity)?|pat(?:ernity)?|parental|adoption|sick(?:ness)?|compassionate|carer'?s?|study|special|stress|long[- ]term|extended|unpaid|bereavement)\b[\w\s/-]{0,20}\b(?:leave|absen\w+)\b|\b(?:on|off) (?:long[- ]term )?(?:sick|mat(?:ernity)?|stress)\b|\blong[- ]term sick\b|\bsabbatical\b|\bcareer break\b|\bsigned off\b|\bgarden(?:ing)? leave\b|\blts\b|\bleave\b\W+(?:mat|pat|sick|adopt|stress|compassion)/i
const cover = /\bcover(?:s|ing|ed)?\b|\bback ?fill(?:ing|ed)?\b|\bin place of\b/i
const absent =
  /\bon[- ]leave\b|^(?:on )?(?:long[- ]term )?leave$|^absent$|^(?:maternity|paternity|adoption|sick|suspended)\b/i
const leaving = /\b(?:leaving|leaves|retiring|retires|due to leave|will leave|serving notice|notice given)\b/i
const left =
  /^(?:(?:s?he|they|has|have|had|now|since) )*left\b|\bhas left\b|^leaver\b|\bresigned\b|\bretired\b|\bno longer\b|^former\b|\bformerly\b|^ex\b|\bmoved on\b|\bdeparted\b|\bdeceased\b|\bnot in post\b|\bpost ended\b|^ended$|^gone\b|\bredundan\w+/i
const current =
  /^(?:current|in[- ]?post|active|serving|member|full member|existing|live|ok|y|yes|group|individual|new)\b/i

/** What a Status, Post status or bracketed aside says, if anything. Why someone is away is never kept. */
export interface ReadStatus {
  status: PostStatus | null
  /** "Active", "current": in post, without saying how. */
  isInPost: boolean
  /** A reason for leave was there and is dropped. */
  hadLeaveReason: boolean
  /** The words mean something we cannot read, or something to come. */
  isUnclear: boolean
}

/** Reads words written to say where someone stands: a status column, an aside, a job title. */
export const readStatus = (text: string): ReadStatus => {
  const hadLeaveReason = absence.test(text) || /^(?:maternity|paternity|adoption|sick|suspended)\b/i.test(text)
  const is = (status: PostStatus | null, isUnclear = false): ReadStatus => ({
    status,
    isInPost: false,
    hadLeaveReason,
    isUnclear,
  })
  if (text === '') return is(null)
  if (/\bvacan(?:t|cy)\b|\bunfilled\b/i.test(text)) return is('vacant')
  if (leaving.test(text)) return is(null, true)
  if (left.test(text)) return is('ended')
  if (cover.test(text)) return is('interim')
  if (absence.test(text) || absent.test(text)) return is('on leave')
  if (/\bacting\b/i.test(text)) return is('acting')
  if (/\binterim\b|\blocum\b/i.test(text)) return is('interim')
  if (/\bsubstantive\b|\bperm(?:anent)?\b/i.test(text)) return is('substantive')
  if (current.test(text)) return { ...is(null), isInPost: true }
  return is(null, true)
}

const leftInNote =
  /(?:^|[.;,\n–(-] ?)(?:(?:s?he|they|has|have|now|since|sadly) )*(?:left|resigned|retired)\b(?! (?:an? |the |his |her |their )?(?:message|voicemail|word|note|number|him|her|them|it|early|details|over|over from|blank|out|off|to (?:do|pay|chase)))|\bno longer (?:in (?:the )?post|works?|employed|at|with|a )|\bhas (?:now )?left\b|\bis a leaver\b/i
const onLeaveInNote = /\bon (?:\w+[- ]?(?:term )?){0,3}leave\b/i
/** Away, said of the person themself, whoever covers for them. */
const away =
  /(?:^|[.;,:\n–(-]\s*)(?:(?:s?he|they)(?:['’](?:s|re))?|is|are|now|currently|still|has been|away|off|\s)*\s*(?:on|off)?\s*(?:(?:long|extended|indefinite|maternity|mat|paternity|parental|adoption|sick|special|compassionate|study|carers?|unpaid|garden(?:ing)?|planned|term|[- ])+(?:leave|absen\w+)\b|(?:on|off) (?:leave|lts)\b|off (?:long[- ]term )?(?:sick|work|ill)\b|long[- ]term (?:sick|absen\w+|leave)\b|(?:on )?(?:a )?(?:sabbatical|career break)\b|suspended\b)/i
const isOver =
  /\b(?:returned|back (?:from|at work|in post|now|since)|now back|is back|was|previously|had been|until last|after|following)\b|\bannual leave\b/i
const willReturn = /\b(?:back|return(?:s|ing)?|until|till|to|ends?)\b/i

/**
 * Reads a free note, which is about many things: only plain sayings count, and nothing of it is kept. Leave that a day in it
 * says is over by `today` (YYYY-MM-DD) is over.
 */
export const readNote = (text: string, today: string): ReadStatus => {
  const hadLeaveReason = absence.test(text)
  const is = (status: PostStatus | null): ReadStatus => ({
    status,
    isInPost: false,
    hadLeaveReason,
    isUnclear: false,
  })
  if (leftInNote.test(text)) return is('ended')
  if (isOver.test(text) || (willReturn.test(text) && isPast(text, today))) return is(null)
  if (away.test(text)) return is('on leave')
  if (cover.test(text)) return is(null)
  return is(absence.test(text) || onLeaveInNote.test(text) ? 'on leave' : null)
}

const isPast = (text: string, today: string): boolean => {
  const days = findDates(text, today).flatMap(({ on }) => on ?? [])
  return days.length > 0 && days.every((day) => day <= today)
}

/** A job title without "acting", "interim" or leave, which are told apart as its status; "HoS" in full. */
export const cleanPosition = (text: string): string =>
  text
    .replace(/\bHoS\b/gi, 'Head of Service')
    .replace(/\n+/g, ' ')
    .replace(/\s*[([]([^)\]]*)[)\]]?/g, (aside, inside: string) => (readStatus(inside).isUnclear ? aside : ' '))
    .replace(/\s+[–—-]+\s+(.*)$/, (tail, inside: string) => {
      const { status, hadLeaveReason } = readStatus(inside)
      return hadLeaveReason || (status !== null && status !== 'substantive') ? '' : tail
    })
    .replace(
      /[\s,;:–-]*(?:\b(?:currently|covering|on|off)\s+)*\b(?:mat(?:ernity)?|paternity|parental|adoption|sick(?:ness)?|compassionate|stress|long[- ]term)\b.*$/i,
      '',
    )
    .replace(/^(?:vacant|acting|interim|former|ex)\b[\s:–-]*/i, '')
    .replace(/[\s,:–-]*\b(?:vacant|vacancy)$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
