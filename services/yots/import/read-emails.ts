/** The e-mail addresses of a cell, lower case, in order, each once; `hasBroken` when something else was there. */
export interface ReadEmails {
  emails: readonly string[]
  hasBroken: boolean
}

const address = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/
const longest = 254

/** A trimmed, lower-case address, or null when it is none. Nothing is mended: a broken address is nobody's identity. */
const readEmail = (text: string): string | null => {
  const bare = text
    .trim()
    .replace(/^(?:mailto|e-?mail|work|home)\s*:\s*/i, '')
    .replace(/^[<("'\s[]+|[>)"'\s\].,;:]+$/g, '')
    .toLowerCase()
  return bare.length <= longest && address.test(bare) && !/\.\.|^\.|\.@/.test(bare) ? bare : null
}

/** Several addresses may be parted by semicolons, commas, slashes, "and", spaces or lines; names around them are left out. */
export const readEmails = (text: string): ReadEmails => {
  const emails: string[] = []
  let hasBroken = false
  const asides = text.replace(/\((?:[^()@]*)\)/g, ' ')
  if (/[[(]\s*at\s*[\])]/i.test(text)) hasBroken = true
  for (const piece of asides.split(/[;,|\n]|\s+(?:[/&+-]|and|or)\s+|\/(?=\S+@)/i)) {
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
