import type { DecisionBody } from '#prisma/generated/enums.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { SealedContent } from '#services/core/life/sealed-text.ts'
import type { FieldErrors } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { guardText } from '#services/documents/index.ts'
import { bodyName, partNames } from './words.ts'

/** What a decision says: the fields of the Openness of Local Government Bodies Regulations 2014, and who, on what, until when. */
export type DecisionText = {
  /** ISO day on which it was decided. */
  day: string
  /** At most 70 characters: the briefing's line. */
  title: string
  decided: string
  reasons: string
  /** Considered and rejected. Published ones say so where there were none. */
  alternatives: string
  /** Declared, and who stood aside: by role, no name. Published ones say so where there were none. */
  conflicts: string
  restsOn?: string | undefined
  /** The region is of a regional meeting; `count` is how many took part. */
  decidedBy: { body: DecisionBody; count: number; region?: string | undefined }
  /** ISO day. */
  reviewOn?: string | undefined
}

/** References of cases as people write them; the database refuses them too. */
export const caseReference = /\b(?:PR|BA|EN|TE|ME|CO|JR)-\d{4}-\d{3,}/i

const typed = ['title', 'decided', 'reasons', 'alternatives', 'conflicts', 'restsOn'] as const
const needed = ['reasons', 'alternatives', 'conflicts'] as const

export const mostTitle = 70
export const mostText = 3000

/** What must be mended before it is kept, or published, by field. Empty when it is fine. */
export const faultsOf = (text: DecisionText, isPublished: boolean): FieldErrors => {
  const faults: FieldErrors = {}
  for (const name of typed) {
    const said = text[name] ?? ''
    if (caseReference.test(said))
      faults[name] = 'Take out the reference of a case: decisions about a case are only counted, never told'
    const guarded = guardText(said)
    if (guarded !== null) faults[name] = guarded
    const most = name === 'title' ? mostTitle : mostText
    if (said.length > most) faults[name] = `Keep “${partNames[name]}” to ${most.toLocaleString('en-GB')} characters`
  }
  if (text.title.trim() === '') faults.title = 'Enter a title'
  if (text.decided.trim() === '') faults.decided = 'Enter what was decided'
  if (isPublished)
    for (const name of needed)
      if (text[name].trim() === '') faults[name] = `Enter “${partNames[name]}”; where there were none, say so`
  const { body, count, region } = text.decidedBy
  if (!Number.isInteger(count) || count < 1 || count > 500)
    faults.count = 'Enter how many took part, a number from 1 to 500'
  if (region !== undefined && body !== 'regional_meeting') faults.region = 'Only a regional meeting has a region'
  if (text.reviewOn !== undefined && text.reviewOn <= text.day)
    faults.reviewOn = 'The review day must be after the day it was decided'
  return faults
}

/** As a text is sealed: one kind of line break, accents composed. */
const plain = (said: string) => said.replaceAll(/\r\n?/g, '\n').normalize('NFC')

/** The text as columns. */
export const columnsOf = ({ day, decidedBy, reviewOn, restsOn = '', ...text }: DecisionText) => ({
  title: plain(text.title),
  decided: plain(text.decided),
  reasons: plain(text.reasons),
  alternatives: plain(text.alternatives),
  conflicts: plain(text.conflicts),
  restsOn: plain(restsOn),
  decidedOn: dateFromIso(day),
  body: decidedBy.body,
  region: decidedBy.region ?? null,
  deciders: decidedBy.count,
  reviewOn: reviewOn === undefined ? null : dateFromIso(reviewOn),
})

type Columns = ReturnType<typeof columnsOf>

/** A row's text. */
export const textOf = (row: Columns): DecisionText => ({
  day: isoFromDate(row.decidedOn),
  title: row.title,
  decided: row.decided,
  reasons: row.reasons,
  alternatives: row.alternatives,
  conflicts: row.conflicts,
  ...(row.restsOn === '' ? {} : { restsOn: row.restsOn }),
  decidedBy: { body: row.body, count: row.deciders, ...(row.region === null ? {} : { region: row.region }) },
  ...(row.reviewOn === null ? {} : { reviewOn: isoFromDate(row.reviewOn) }),
})

/** What is sealed of a version: each part in the words that people read. The review day moves on without a new version. */
export const sealedOf = ({ day, decidedBy, restsOn = '', reviewOn: _, ...said }: DecisionText): SealedContent => {
  const { body, count, region = null } = decidedBy
  return {
    text: said.title,
    parts: { ...said, day: longDate(day), decidedBy: `${bodyName({ body, region })}: ${count}`, restsOn },
  }
}

export const isSameText = (one: DecisionText, other: DecisionText): boolean => {
  const [before, after] = [columnsOf(one), columnsOf(other)]
  return Object.entries(before).every(([name, value]) => String(value) === String(after[name as keyof Columns]))
}
