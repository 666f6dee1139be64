import type { createTransport } from 'nodemailer'
import type { Config } from '#services/core/config.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue, type Handler, keepAs, Undeliverable } from '#services/core/outbox.ts'
import { type Mail, mailIn, renderMail } from './mail.ts'

/** Seconds a mail server may take over one step, and over one mail, before the message is tried again later. */
const patience = { step: 15, mail: 30 }

/** Links to sign in go before everything else, and neither kind waits while a slow mail server has the other in hand. */
export const atOnce = { signInLinks: 2, mail: 4 }

type Transport = ReturnType<typeof createTransport>
const transports = new Map<string, Transport>()

const transportFor = async (url: string): Promise<Transport> => {
  // Loaded with the first mail: every start would wait for it.
  const { createTransport } = await import('nodemailer')
  const known = transports.get(url)
  if (known) return known
  const step = patience.step * 1000
  const limits = { connectionTimeout: step, greetingTimeout: step, socketTimeout: step }
  const maxConnections = atOnce.signInLinks + 2 * atOnce.mail
  const transport = createTransport({ url, pool: true, maxConnections, ...limits })
  transports.set(url, transport)
  return transport
}

/** Lets go of the connections to mail servers, also of those in use; the next delivery opens them again. */
export const closeTransports = () => {
  for (const transport of transports.values()) transport.close({ force: true })
  transports.clear()
}

/**
 * What a mail server says of this one mail or address and will say again tomorrow (RFC 5321, 5yz). A refusal to talk to us
 * or to let us in is no such thing: that is for somebody to mend, and the mail goes once it is.
 */
const isForGood = (error: unknown): error is Error =>
  error instanceof Error &&
  'command' in error &&
  (error.command === 'RCPT TO' || error.command === 'DATA') &&
  'responseCode' in error &&
  Number(error.responseCode) >= 500

/** The mail server will not take mail for this address, today or tomorrow. */
export class AddressRefused extends Undeliverable {
  override name = 'AddressRefused'
}

/** What lets a mail program end a subscription by itself (RFC 8058); it does not travel with a forwarded mail. */
const listHeaders = ({ publicUrl }: Config, list: Mail['list']): Record<string, string> =>
  list === undefined
    ? {}
    : {
        'List-Id': `${list.name} <${list.name.toLowerCase()}.${new URL(publicUrl).hostname}>`,
        'List-Unsubscribe': `<${publicUrl}${list.end}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        Precedence: 'bulk',
      }

/** Sends a mail, or in a demonstration keeps it in the outbox, where /demo/outbox shows it. */
export const deliver = async (ctx: Ctx, message: { id: string; key: string }, mail: Mail): Promise<void> => {
  const transport: Config['mail'] = ctx.config.mail
  if (transport.kind === 'kept') {
    // Does nothing when the message is this mail itself.
    await enqueue(ctx, { topic: 'mail', key: message.key, payload: mail })
    return
  }
  const { text, html } = renderMail(ctx.config, mail)
  const sent = (await transportFor(transport.url)).sendMail({
    from: { name: 'Critical Friend', address: transport.from },
    to: mail.to,
    subject: mail.subject,
    text,
    html,
    // The same message tried twice carries the same id, so that a mail server can tell.
    messageId: `<${message.id}@${new URL(ctx.config.publicUrl).hostname}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...listHeaders(ctx.config, mail.list),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    // A server that answers a little at a time outlasts the limit of every step.
    signal: AbortSignal.timeout(patience.mail * 1000),
  })
  try {
    await sent
  } catch (error) {
    if (!isForGood(error)) throw error
    const why = `The mail server will not take it: ${error.message}`
    throw 'command' in error && error.command === 'RCPT TO' ? new AddressRefused(why) : new Undeliverable(why)
  }
}

/** Where mail to a person goes now; null when they have no address or have left. The room that keeps addresses gives it. */
export type AddressOf = (ctx: Ctx, personId: string) => Promise<string | null>

/** What the worker does with letters: each goes to the address that its reader has now, or nowhere when there is none. */
export const mailHandlers = (addressOf: AddressOf): Record<string, Handler> => ({
  mail: async (ctx, message) => {
    const { person, kind: _, ...letter } = mailIn(message.payload)
    const to = letter.to ?? (person === undefined ? null : await addressOf(ctx, person))
    if (to === null) return
    if (ctx.config.mail.kind === 'kept' && letter.to === undefined) return keepAs(ctx, message.id, { ...letter, to })
    await deliver(ctx, message, { ...letter, to })
  },
})
