import { findDates } from './read-date.ts'

const birth = /\b(?:d\.?\s?o\.?\s?b\b|dates? of birth|birth ?date|born\b.{0,12}\d|b\.\s?\d{1,2}[/.-]\d)/i
const policeNumber = /\b(?:19|20)?\d{2}\s?\/\s?\d{4,7}\s?[A-Z]\b/i
const criminalRecordNumber = /\b\d{4,6}\s?\/\s?\d{2}\s?[A-Z]\b/i
const uniqueReference = /\b\d{2}[A-Z]{2}\d?\/?\s?\d{5,7}(?:\/?\s?\d{2})?\b/
const pupilNumber = /\b[A-Z]\d{12}\b/
const numberWord =
  /\b(?:pnc|cro|urn|upn|uln|nhs|ypid|child\s?view|core\s?\+|(?:yp|young person['’]?s?|child['’]?s?|case) (?:id|ref(?:erence)?|no|number))\b[\s:#-]*(?:id|no|num(?:ber)?|ref)?\.?[\s:#-]*[A-Z]{0,3}[\d/-]{3,}/i
const childAged =
  /\b(?:child|young person|yp|boy|girl|lad|youth|client|pupil|student|son|daughter)\b.{0,60}\b(?:aged?|age:?)\s?1?\d\b|\b1?\d[- ]?(?:years?|yrs?)[- ]old\b/i
const initialsThenAge = /\b[A-Z]\.? ?[A-Z]\.?(?: ?[A-Z]\.?)? ?\((?:aged? )?1[0-7]\)/
const isOfAge =
  /\b(?:[A-Z][a-z'’-]+|he|she|they) (?:is|are|was|turns|turned) (?:only |just |now |aged )*1[0-7](?= *(?:$|[.,;)!?]|years?\b|yrs?\b|and\b))/
const fullName = String.raw`\b[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]*\.?)? [A-Z][A-Za-z'’-]+`
const endsInName = new RegExp(String.raw`${fullName}[\s,(:;–-]*$`)
const startsWithName = new RegExp(String.raw`^[\s,):;–-]*${fullName}`)
const nameThenAge = new RegExp(
  String.raw`${fullName}[,\s]*(?:\((?:aged? )?1[0-7](?: ?(?:yrs?|years?)(?: old)?)?\)|(?:aged|age) 1?\d\b|1[0-7](?=\s*(?:$|[,.;)]|yrs?\b|years?\b)))`,
)

/**
 * Whether free text looks like a child's details: a name beside a date of birth or an age, or a PNC, CRO, URN, UPN or
 * case number. Errs towards yes: the row is then held for a person, and the text is kept nowhere.
 */
export const looksLikeChild = (text: string, today: string): boolean =>
  birth.test(text) ||
  policeNumber.test(text) ||
  criminalRecordNumber.test(text) ||
  uniqueReference.test(text) ||
  pupilNumber.test(text) ||
  numberWord.test(text) ||
  childAged.test(text) ||
  nameThenAge.test(text) ||
  initialsThenAge.test(text) ||
  isOfAge.test(text) ||
  hasNameBesideBirth(text, today)

/** "Tyler Brown 03/04/2011": a full name next to a date that makes someone 8 to 17 today. */
const hasNameBesideBirth = (text: string, today: string): boolean =>
  findDates(text, today).some(({ on, start, end }) => {
    if (!on || !(endsInName.test(text.slice(0, start)) || startsWithName.test(text.slice(end)))) return false
    const age = Number(today.slice(0, 4)) - Number(on.slice(0, 4)) - (on.slice(5) > today.slice(5) ? 1 : 0)
    return age >= 8 && age < 18
  })
