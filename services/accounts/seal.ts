import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Config } from '#services/core/config.ts'

type Purpose = 'second step' | 'provider sign-in' | 'briefing address'

const keyFor = (config: Pick<Config, 'sessionSecret'>, purpose: Purpose) =>
  createHmac('sha256', config.sessionSecret).update(`seal\n${purpose}`).digest()

/** What has to be read again but must be worthless without the session secret: AES-256-GCM, safe in a cookie. */
export const seal = (config: Pick<Config, 'sessionSecret'>, purpose: Purpose, text: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(config, purpose), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed, or null when it was not sealed by us for this purpose. */
export const unseal = (config: Pick<Config, 'sessionSecret'>, purpose: Purpose, sealed: string): string | null => {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', keyFor(config, purpose), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
