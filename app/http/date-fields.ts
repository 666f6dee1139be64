import { askedFor } from '#services/core/day.ts'
import type { FieldErrors } from '#services/core/result.ts'

/*
 * A day is asked as three boxes, `startsOn-day`, `-month` and `-year`, and arrives as `startsOn`, an ISO date if it is one.
 */

const parts = ['day', 'month', 'year'] as const
type Typed = Record<(typeof parts)[number], string>

const months = 'january february march april may june july august september october november december'.split(' ')

/** "3", "March" and "mar" are the third month. */
const monthOf = (typed: string): string => {
  const word = typed.toLowerCase().replace(/\.$/, '')
  const at =
    word.length < 3
      ? -1
      : months.findIndex((month) => month.startsWith(word) || (word === 'sept' && month === 'september'))
  return at < 0 ? typed : String(at + 1)
}

const namesIn = (formData: FormData): string[] =>
  [...formData.keys()].flatMap((name) => (name.endsWith('-day') ? [name.slice(0, -'-day'.length)] : []))

const typedIn = (formData: FormData, name: string): Typed => {
  const part = (which: keyof Typed) => String(formData.get(`${name}-${which}`) ?? '').trim()
  return { day: part('day'), month: monthOf(part('month')), year: part('year') }
}

const isGiven = (typed: Typed): boolean => parts.some((part) => typed[part] !== '')

const isoOf = ({ day, month, year }: Typed): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

/** Sets each day asked for as one field. */
export const joinDates = (formData: FormData): FormData => {
  for (const name of namesIn(formData)) {
    const typed = typedIn(formData, name)
    formData.set(name, isGiven(typed) ? isoOf(typed) : '')
  }
  return formData
}

/** What is wrong with a day that was typed; null when it is real, or nothing was typed. */
const faultOf = (typed: Typed): string | null => {
  if (!isGiven(typed)) return null
  const missing = parts.filter((part) => typed[part] === '')
  if (missing.length > 0) return `must include a ${missing.join(' and ')}`
  if (/^\d{1,3}$/.test(typed.year)) return 'must have 4 numbers for the year'
  const iso = isoOf(typed)
  const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : new Date(Number.NaN)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? null : 'must be a real date'
}

/** The sentences of a refused form, saying of each day that was typed wrong what is wrong with it. */
export const sayDates = (formData: FormData, fields: FieldErrors): FieldErrors => {
  const said = { ...fields }
  for (const name of namesIn(formData)) {
    const sentence = said[name]
    const fault = faultOf(typedIn(formData, name))
    if (sentence !== undefined && fault !== null) said[name] = `${askedFor(sentence)} ${fault}`
  }
  return said
}
