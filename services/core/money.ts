import { z } from 'zod'

/** The most anything here may cost: £100,000. */
const mostPence = 10_000_000

/**
 * Pounds as people type them ("45", "£1,250", "99.50"), as whole pence.
 *
 * @param empty what is said when nothing is typed: "Enter your day rate in pounds, like 450"
 * @param what begins the sentences about a sum that cannot be: "Your day rate"
 */
export const pounds = (empty: string, what: string, { least = 1 }: { least?: number } = {}) =>
  z
    .string({ error: empty })
    .trim()
    .transform((typed) => typed.replace(/^£\s*/, ''))
    .pipe(
      z.string().regex(/^(?:\d{1,7}|\d{1,3}(?:,\d{3})+)(?:\.\d{1,2})?$/, `${what} must be in pounds, like 45 or 99.50`),
    )
    .transform((typed) => Math.round(Number(typed.replaceAll(',', '')) * 100))
    .pipe(z.number().min(least, `${what} must be more than £0`).max(mostPence, `${what} must be £100,000 or less`))
