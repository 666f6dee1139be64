import { createTransport } from 'nodemailer'
import { makeSignInMail } from '#services/accounts/index.ts'
import type { Config } from '#services/core/config.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue, type Handler } from '#services/core/outbox.ts'
import { type Mail, mailIn, renderMail } from './mail.ts'

/** Seconds a mail server may take over one step before the message is tried again later. */
const patience = 15

type Transport = ReturnType<typeof createTransport>
const transports = new Map<string, Transport>()

const transportFor = (url: string): Transport => {
  const known = transports.get(url)
  if (known) return known
  const limits = {
    connectionTimeout: patience * 1000,
    greetingTimeout: patience * 1000,
    socketTimeout: patience * 1000,
  }
  const transport = createTransport({ url, pool: true, maxConnections: 2, ...limits })
  transports.set(url, transport)
  return transport
}

/** Lets go of the connections to mail servers; the next delivery opens them again. */
export const closeTransports = () => {
  for (const transport of transports.values()) transport.close()
  transports.clear()
}

/** Sends a mail, or in a demonstration keeps it in the outbox, where /demo/outbox shows it. */
const deliver = async (ctx: Ctx, message: { id: string; key: string }, mail: Mail): Promise<void> => {
  const transport: Config['mail'] = ctx.config.mail
  if (transport.kind === 'kept') {
    // Does nothing when the message is this mail itself.
    await enqueue(ctx, { topic: 'mail', key: message.key, payload: mail })
    return
  }
  const { text, html } = renderMail(ctx.config, mail)
  await transportFor(transport.url).sendMail({
    from: { name: 'Critical Friend', address: transport.from },
    to: mail.to,
    subject: mail.subject,
    text,
    html,
    // The same message tried twice carries the same id, so that a mail server can tell.
    messageId: `<${message.id}@${new URL(ctx.config.publicUrl).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** What the worker does with messages of each topic of this room. */
export const mailHandlers: Record<string, Handler> = {
  mail: (ctx, message) => deliver(ctx, message, mailIn(message.payload)),
  'sign-in-link': async (ctx, message) =>
    deliver(ctx, { ...message, key: `${message.key}:mail` }, await makeSignInMail(ctx, message)),
}
