import { z } from 'zod'

/** The largest whole number that a column of the database holds. */
const largest = 2_147_483_647

type Range = { least?: number; most?: number }

/** A whole number in a form, from 0 to the largest that the database holds unless said otherwise. `error` says whatever is wrong with it. */
export const wholeNumber = (error: string, { least = 0, most = largest }: Range = {}) =>
  z.coerce.number({ error }).int(error).min(least, error).max(most, error)

/** The version of what a form changes, as the page carried it. */
export const versionField = wholeNumber('Open the page again and try once more')
