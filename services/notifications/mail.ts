import { z } from 'zod'
import type { Config } from '#services/core/config.ts'

/** What a letter wants of its reader. Whoever sends less mail one day asks this, never what the letter says. */
const kinds = ['ask', 'news', 'reminder', 'security'] as const

/**
 * - `ask`       somebody waits for what this reader does
 * - `news`      something they take part in stands differently now
 * - `reminder`  what was asked before
 * - `security`  how they sign in, or what was done in their name
 */
export type LetterKind = (typeof kinds)[number]

const letterShape = z.object({
  subject: z.string(),
  /** Paragraphs: what happened, what happens next, by when. */
  lines: z.array(z.string()),
  /** The one thing to do: what it is called, and its path on this site. */
  action: z.object({ text: z.string(), path: z.string().startsWith('/') }).optional(),
})

/** A message in plain words, with one purpose and at most one link. */
export type Letter = z.infer<typeof letterShape>

/** A letter to one address. */
export type Mail = Letter & { to: string }

const mailShape = letterShape.extend({
  to: z.string().optional(),
  /** Whose address is looked up when it is sent. */
  person: z.string().optional(),
  kind: z.enum(kinds).optional(),
})

/** The mail in an outbox message of topic "mail". */
export const mailIn = (payload: unknown): z.infer<typeof mailShape> => mailShape.parse(payload)

/** Whom the mail in an outbox message goes to and what it is about; null where there is no whole mail. */
export const addresseeOf = (payload: unknown): { to?: string; person?: string; subject: string } | null =>
  mailShape.safeParse(payload).data ?? null

const signature = [
  'Critical Friend, the peer review and support exchange of the Association of Youth Offending Team Managers',
  'You get this because you are part of the work it is about. It can be forwarded; it holds no tracking.',
]

/** The mail as it is sent: plain text, and the same as simple HTML. */
export const renderMail = (config: Pick<Config, 'publicUrl'>, { subject, lines, action }: Letter) => {
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
