import { isEmailAddress } from '#services/core/email-address.ts'

/** The e-mail addresses of a cell, lower case, in order, each once; `hasBroken` when something else was there. */
export interface ReadEmails {
  emails: readonly string[]
  hasBroken: boolean
}

/** An address with whatever is joined to it, as it stands in running text; what parts it from a name before it is a blank. */
export const addressInText = /<?[^\s<>;,()]*@[^\s<>;,()]*>?/g

/**
 * Between two addresses, or between a name and one: a mark with a blank after it, or one after a whole address. "o,brien@x.uk"
 * and "cy/yot@x.uk" are not parted, so that nobody is held by the end of an address.
 */
const parting = /[;,|](?=\s|$)|(?<=\s)[;,|]|(?<=@[^\s;,|]*)[;,|]|\n|\s+(?:[/&+-]|and|or)\s+|(?<=@[^\s/]*)\/(?=\S+@)/i

/** A trimmed, lower-case address, or null when it is none. Nothing is mended: a broken address is nobody's identity. */
const readEmail = (text: string): string | null => {
  const bare = text
    .trim()
    .replace(/^(?:mailto|e-?mail|work|home)\s*:\s*/i, '')
    .replace(/^[<("\s[]+|[>)"\s\].,;:]+$/g, '')
    .replace(/^'(.*)'$/, '$1')
    .toLowerCase()
  return isEmailAddress(bare) ? bare : null
}

/** Several addresses may be parted by semicolons, commas, slashes, "and", spaces or lines; names around them are left out. */
export const readEmails = (text: string): ReadEmails => {
  const emails: string[] = []
  let hasBroken = false
  // An address broken over two lines is none.
  if (/(?:^|[\s<])[\w'-]+[._-]\n\S*@/.test(text)) return { emails: [], hasBroken: true }
  const asides = text.replace(/\((?:[^()@]*)\)/g, ' ')
  if (/[[(]\s*at\s*[\])]/i.test(text)) hasBroken = true
  for (const piece of asides.split(parting)) {
    if (!piece.includes('@')) {
      hasBroken ||= /\.(?:uk|com|org|net|wales)\b/i.test(piece)
      continue
    }
    const words = piece.trim().split(/\s+/)
    for (const [i, word] of words.entries()) {
      if (!word.includes('@')) continue
      // "jane smith@x.uk" is not smith@x.uk: a lone plain word before an address is part of a broken one.
      const isTorn = i === 1 && /^[\w.'-]+$/.test(words[0] ?? '') && !word.startsWith('<')
      const email = isTorn ? null : readEmail(word)
      if (email === null) hasBroken = true
      else if (!emails.includes(email)) emails.push(email)
    }
    if (/\s@|@\s/.test(piece)) hasBroken = true
  }
  return { emails, hasBroken }
}
