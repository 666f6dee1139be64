import type { Handler } from '#services/core/outbox.ts'
import type { Line } from '#services/core/work.ts'
import { atOnce, mailHandlers } from '#services/notifications/index.ts'
import { primaryAddress } from './primary-address.ts'
import { signInLinkHandlers } from './send-sign-in-link.ts'

/** Letters go to the address that this room keeps of a person. */
const letterHandlers = mailHandlers(primaryAddress)

/** Whatever sends mail: links to sign in, and letters. */
export const postHandlers: Record<string, Handler> = { ...signInLinkHandlers, ...letterHandlers }

/** The same, as lines that wait for nobody else: a slow mail server keeps nothing else waiting. */
export const mailLines: Line[] = [
  { handlers: signInLinkHandlers, atOnce: atOnce.signInLinks },
  { handlers: letterHandlers, atOnce: atOnce.mail },
]
