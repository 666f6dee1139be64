import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Config } from '#services/core/config.ts'

type Secret = Pick<Config, 'sessionSecret'>

const signature = ({ sessionSecret }: Secret, named: string) =>
  createHmac('sha256', sessionSecret).update(`form:${named}`).digest('base64url').slice(0, 22)

/** What all forms of one page carry: new for each page, and signed for whoever it was made for (null: nobody is signed in). */
export const newFormKey = (config: Secret, personId: string | null): string => {
  const named = `${randomUUID()}.${personId ?? ''}`
  return `${named}.${signature(config, named)}`
}

/** The id of the person a form's key was made for; null when it was made for nobody, or not by us. */
export const ownerOf = (config: Secret, formKey: string): string | null => {
  const [made = '', personId = '', signed = ''] = formKey.split('.')
  const expected = signature(config, `${made}.${personId}`)
  const isOurs = signed.length === expected.length && timingSafeEqual(Buffer.from(signed), Buffer.from(expected))
  return isOurs && personId !== '' ? personId : null
}
