import { z } from 'zod'
import type { Config } from '#services/core/config.ts'
import { mailKinds } from './mailings.ts'

const actionShape = z.object({ text: z.string(), path: z.string().startsWith('/') })

const itemShape = z.object({
  title: z.string(),
  lines: z.array(z.string()),
  /** Where it leads on this site. */
  path: z.string().startsWith('/').optional(),
})

/** A path of this site, or an address of another or of a mailbox. */
const whereTo = z.string().regex(/^(\/(?!\/)|https?:\/\/|mailto:)/i)

/** A stretch of words of one look, which may lead somewhere. */
const runShape = z.object({ text: z.string(), to: whereTo.optional(), isStrong: z.boolean().optional() })
export type MailRun = z.infer<typeof runShape>

/** A part of a longer mail: its heading, and its paragraphs. A stretch that is a line break has the text "\n". */
const partShape = z.object({ heading: z.string(), paragraphs: z.array(z.array(runShape)) })
export type MailPart = z.infer<typeof partShape>

/** One of several things that a letter says, with where it leads. */
export type Item = z.infer<typeof itemShape>

export const letterShape = z.object({
  subject: z.string(),
  /** Paragraphs: what happened, what happens next, by when. */
  lines: z.array(z.string()),
  /** The one thing to do: what it is called, and its path on this site. */
  action: actionShape.optional(),
  /** In the one letter of a day: everything that fell on it. */
  items: z.array(itemShape).optional(),
})

/** A message in plain words, with one purpose and at most one link; only the one letter of a day has a link for each item. */
export type Letter = z.infer<typeof letterShape>

/** What a mail that goes to a list of readers has besides: parts with headings, why its reader gets it, and how a program ends that. */
const longShape = {
  parts: z.array(partShape).optional(),
  /** Paragraphs in place of the common signature. */
  footer: z.array(z.array(runShape)).optional(),
  /** Name of the list, and the path that ends the subscription when something is posted to it. Stands in the header alone. */
  list: z.object({ name: z.string().regex(/^[A-Za-z]+$/), end: z.string().startsWith('/') }).optional(),
}

/** A letter to one address. */
export type Mail = Letter & { to: string } & z.infer<z.ZodObject<typeof longShape>>

const mailShape = letterShape.extend({
  ...longShape,
  to: z.string().optional(),
  /** Whose address is looked up when it is sent. */
  person: z.string().optional(),
  kind: z.enum(mailKinds).optional(),
  /** Ids of the cases that items of it are about. */
  cases: z.array(z.string()).optional(),
})

/** The mail in an outbox message of topic "mail". */
export const mailIn = (payload: unknown): z.infer<typeof mailShape> => mailShape.parse(payload)

/** Whom the mail in an outbox message goes to and what it is about; null where there is no whole mail. */
export const addresseeOf = (payload: unknown): { to?: string; person?: string; subject: string } | null =>
  mailShape.safeParse(payload).data ?? null

const signature = [
  'Critical Friend, the peer review and support exchange of the Association of Youth Offending Team Managers',
  'You get this because you are part of the work it is about. It can be forwarded; it holds no tracking.',
  'If you have an account, you choose there which mail comes, and when.',
]

type Site = Pick<Config, 'publicUrl'>

const addressOf = ({ publicUrl }: Site, to: string) => (to.startsWith('/') ? publicUrl + to : to)

/** Words, and where they lead in brackets. */
const textOf = (site: Site, runs: readonly MailRun[]): string =>
  runs.map(({ text, to }) => (to === undefined ? text : `${text} (${addressOf(site, to)})`)).join('')

const htmlOf = (site: Site, runs: readonly MailRun[]): string =>
  runs
    .map(({ text, to, isStrong }) => {
      const words = escapeHtml(text).replaceAll('\n', '<br>')
      const shown = isStrong ? `<strong>${words}</strong>` : words
      return to === undefined ? shown : `<a href="${escapeHtml(addressOf(site, to))}">${shown}</a>`
    })
    .join('')

/** The mail as it is sent: plain text, and the same as simple HTML. */
export const renderMail = (site: Site, mail: Omit<Mail, 'to' | 'list'>) => {
  const { subject, lines, action, items = [], parts = [], footer } = mail
  const link = action && `${site.publicUrl}${action.path}`
  const foot = footer ?? [[{ text: signature.join('\n') }]]
  const listed = items.map(({ title, lines, path }) =>
    [`* ${title}`, ...lines, ...(path === undefined ? [] : [`${site.publicUrl}${path}`])].join('\n'),
  )
  const text = [
    ...lines,
    ...listed,
    ...parts.flatMap(({ heading, paragraphs }) => [
      ...(heading === '' ? [] : [heading.toUpperCase()]),
      ...paragraphs.map((runs) => textOf(site, runs)),
    ]),
    ...(action ? [`${action.text}:\n${link}`] : []),
    `-- \n${foot.map((runs) => textOf(site, runs)).join('\n\n')}`,
  ].join('\n\n')
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
    ...parts.flatMap(({ heading, paragraphs }) => [
      ...(heading === '' ? [] : [`<h2 style="font-size:19px;margin:24px 0 8px">${escapeHtml(heading)}</h2>`]),
      ...paragraphs.map((runs) => `<p>${htmlOf(site, runs)}</p>`),
    ]),
    ...(items.length > 0 ? [`<ul>${items.map((item) => itemHtml(site, item)).join('\n')}</ul>`] : []),
    ...(button ? [button] : []),
    `<hr><p style="font-size:14px">${foot.map((runs) => htmlOf(site, runs)).join('<br>')}</p></body></html>`,
  ].join('\n')
  return { text: `${text}\n`, html }
}

const itemHtml = ({ publicUrl }: Pick<Config, 'publicUrl'>, { title, lines, path }: Item): string => {
  const said = escapeHtml(title)
  const head = path === undefined ? said : `<a href="${escapeHtml(publicUrl + path)}">${said}</a>`
  return `<li><strong>${head}</strong>${lines.map((line) => `<br>${escapeHtml(line).replaceAll('\n', '<br>')}`).join('')}</li>`
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
