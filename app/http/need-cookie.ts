import { expireCookie, readCookie, serializeCookie } from './cookies.ts'
import type { Args } from './session.ts'

const name = 'need'

/** What the box on the front page takes: a cookie holds no more. */
const mostInBox = 700

/** Keeps what somebody typed before signing in, in their own browser and for an hour; an address carries nothing that was typed. */
export const keepNeedCookie = ({ context }: Args, words: string): void => {
  const value = Buffer.from(words.slice(0, mostInBox), 'utf8').toString('base64url')
  context.cookiesToSet.push(serializeCookie(context.config, name, value, { maxAgeSeconds: 3600 }))
}

/** The same, once; null when there is none. */
export const takeNeedCookie = ({ context, request }: Args): string | null => {
  const value = readCookie(context.config, request, name)
  if (value === null) return null
  context.cookiesToSet.push(expireCookie(context.config, name))
  return Buffer.from(value, 'base64url').toString('utf8').slice(0, mostInBox)
}
