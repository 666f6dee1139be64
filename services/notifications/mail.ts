import { z } from 'zod'
import type { CaseRef } from '#services/core/audit.ts'
import type { Config } from '#services/core/config.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'

const mailShape = z.object({
  to: z.string(),
  subject: z.string(),
  /** Paragraphs: what happened, what happens next, by when. */
  lines: z.array(z.string()),
  /** The one thing to do: what it is called, and its path on this site. */
  action: z.object({ text: z.string(), path: z.string().startsWith('/') }).optional(),
})

/** One message to one address, in plain words, with one purpose and at most one link. */
export type Mail = z.infer<typeof mailShape>

/** The mail in an outbox message of topic "mail". */
export const mailIn = (payload: unknown): Mail => mailShape.parse(payload)

/** Whom the mail in an outbox message goes to and what it is about; null where there is no whole mail. */
export const addresseeOf = (payload: unknown): Pick<Mail, 'to' | 'subject'> | null =>
  mailShape.safeParse(payload).data ?? null

/**
 * Puts a mail in the outbox, in the caller's transaction. At most one mail per `key` is ever sent: name the thing and the
 * occasion ("invitation:<id>:offered"). A mail about a case carries it, so that people who may not know of it never see it.
 */
export const mail = (
  ctx: Ctx,
  { key, case: about, ...message }: Mail & { key: string; case?: CaseRef },
): Promise<void> => enqueue(ctx, { topic: 'mail', key, payload: message, case: about })

const signature = [
  'Critical Friend, the peer review and support exchange of the Association of Youth Offending Team Managers',
  'You get this because you are part of the work it is about. It can be forwarded; it holds no tracking.',
]

/** The mail as it is sent: plain text, and the same as simple HTML. */
export const renderMail = (config: Pick<Config, 'publicUrl'>, { subject, lines, action }: Mail) => {
  const link = action && `${config.publicUrl}${action.path}`
  const text = [...lines, ...(action ? [`${action.text}:\n${link}`] : []), `-- \n${signature.join('\n')}`].join('\n\n')
  const button =
    action &&
    `<p style="margin:24px 0"><a href="${escapeHtml(link ?? '')}" style="background:#0b6b6b;color:#fff;padding:10px 16px;` +
      `text-decoration:none;font-weight:bold">${escapeHtml(action.text)}</a></p>` +
      `<p>If the button does not work, copy this address into your browser:<br>${escapeHtml(link ?? '')}</p>`
  const html = [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="font:16px/1.5 arial,sans-serif;color:#12202b;max-width:36em;margin:0 auto;padding:16px">',
    ...lines.map((line) => `<p>${escapeHtml(line).replaceAll('\n', '<br>')}</p>`),
    ...(button ? [button] : []),
    `<hr><p style="font-size:14px">${signature.map(escapeHtml).join('<br>')}</p></body></html>`,
  ].join('\n')
  return { text: `${text}\n`, html }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
