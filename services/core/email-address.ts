import { z } from 'zod'

/** An address as mail servers take it (RFC 5321, 4.1.2, without quotation marks): "b&nes.yot@", "o'brien@" and "a/b@" are addresses. */
const pattern =
  /^(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/
const longest = 254

/** Whether a trimmed lower-case text is an e-mail address: the one rule for sign-in, forms, imports and what providers say. */
export const isEmailAddress = (text: string): boolean => text.length <= longest && pattern.test(text)

const example = 'Enter an e-mail address in the form name@example.gov.uk'

/** What somebody typed for an e-mail address: trimmed and in lower case, never mended and never shortened. */
export const emailAddress = (missing = example, wrong = example) =>
  z.string({ error: missing }).trim().toLowerCase().refine(isEmailAddress, { error: wrong })
