import { createHmac, randomBytes } from 'node:crypto'
import type { Config } from '#services/core/config.ts'

/** 256 random bits, safe in URLs and cookies. Only its fingerprint is ever stored. */
export const newToken = () => randomBytes(32).toString('base64url')

type Purpose =
  | 'session'
  | 'sign-in link'
  | 'address'
  | 'source'
  | 'recovery code'
  | 'guest'
  | 'own briefing'
  | 'end of briefing'
  | 'calendar feed'

/** What is stored in place of a token, or of an address that only has to be recognised: useless without the session secret. */
export const fingerprint = (config: Pick<Config, 'sessionSecret'>, purpose: Purpose, text: string) =>
  createHmac('sha256', config.sessionSecret).update(`${purpose}\n${text}`).digest('base64url')
