import { z } from 'zod'
import { systemClock } from './clock.ts'
import { capitalise } from './words.ts'

/** How many years before and after this one a question's answer can lie in. */
export type YearsAround = { back: number; ahead: number }

/** A post, a training or a piece of work of a working life, and what is arranged for the near future. */
export const workingLife: YearsAround = { back: 60, ahead: 3 }
/** A tie of family or friendship can be as old as a person. */
export const lifetime: YearsAround = { back: 90, ahead: 10 }
/** Something of these years: a visit, a payment, an insurance. */
export const theseYears: YearsAround = { back: 10, ahead: 10 }

/** "Enter their first day, like 1 4 2027" asks for "Their first day". */
export const askedFor = (sentence: string): string => {
  const [, asked = 'the date'] = /^Enter (.+?)(?:, like\b.*)?$/.exec(sentence) ?? []
  const what = /\b(?:day|date)\b/.test(asked) ? asked : 'the date'
  return capitalise(what)
}

/**
 * A day that somebody types, as an ISO date: real, and in a year that its question can mean. `missing` is the sentence for
 * none, like "Enter their first day, like 1 4 2027". A slip such as 0027 or 2919 would otherwise begin or end a rule for good.
 */
export const typedDay = (missing: string, { back, ahead }: YearsAround) =>
  z.iso.date({ error: missing }).superRefine((iso, ctx) => {
    const now = Number(systemClock.today().slice(0, 4))
    const year = Number(iso.slice(0, 4))
    const [first, last] = [now - back, now + ahead]
    if (year < first || year > last) {
      ctx.addIssue({
        code: 'custom',
        message: `${askedFor(missing)} must have a year from ${first} to ${last}, not ${iso.slice(0, 4)}`,
      })
    }
  })
