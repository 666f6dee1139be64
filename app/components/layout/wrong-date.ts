import type { DatePart } from '#app/components/govuk/date-input.tsx'
import { isAboutYear } from '#services/core/words.ts'
import type { FormValues } from './form-reply.ts'

export type DateParts = { day?: string; month?: string; year?: string }

const parts = ['day', 'month', 'year'] as const

/** The three boxes of a day, as typed. */
export const typedDate = (typed: FormValues, name: string): DateParts => {
  const part = (which: DatePart) => typed[`${name}-${which}`]?.[0]
  return { day: part('day'), month: part('month'), year: part('year') }
}

const isFrom = (typed: string | undefined, most: number) => {
  const number = Number(typed)
  return Number.isInteger(number) && number >= 1 && number <= most
}

/**
 * The boxes that have to be mended, for a sentence about them: those left empty, the year that cannot be meant, the month or day
 * that there is not. All three where the day is real and still not right, such as one before the day it follows.
 */
export const wrongParts = (typed: DateParts, error: string | undefined): readonly DatePart[] => {
  if (error === undefined) return []
  const empty = parts.filter((part) => !typed[part]?.trim())
  if (empty.length > 0) return empty
  if (isAboutYear(error)) return ['year']
  if (!error.endsWith('must be a real date')) return parts
  const isMonth = isFrom(typed.month, 12) || /^[a-z]{3,}\.?$/i.test(typed.month ?? '')
  const wrong = [...(isFrom(typed.day, 31) ? [] : ['day' as const]), ...(isMonth ? [] : ['month' as const])]
  return wrong.length > 0 ? wrong : ['day']
}
